import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { TypedFormFrame, TypedLines, TypedSelect, TypedSubmit } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { can } from "#app/domain/access/can.ts";
import { LONGEST_TEXT } from "#app/domain/improvement/decide-case.ts";
import { refused } from "#app/domain/refusal.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { openCaseByHand } from "#app/operations/open-case.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { newId } from "#db/new-id.server.ts";
import { readNewCase } from "./read.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "case.open");
  const locale = await localeFor(request, context);
  const { values, ...offered } = await readNewCase(request, context, viewer, locale);
  return json({ title: translateIn(locale, "improvement")("new.title"), ...offered, form: freshForm({ ...values, formKey: newId() }) });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "case.open");
  const [locale, values] = await Promise.all([localeFor(request, context), readTyped(request)]);
  const { values: about } = await readNewCase(request, context, viewer, locale);
  const t = translateIn(locale, "improvement");
  const say = (code: string, facts: Readonly<Record<string, string | number>>) => t(`refused.${code}` as Key<"improvement">, facts);
  const [providerId, clientId] = [values["providerId"] ?? "", values["clientId"] ?? ""];
  if (providerId !== "" && !can(viewer.actor, "case.open", { partyIds: [providerId, clientId] })) return refuseTyped(values, [refused("not_yours", undefined, "providerId")], say, locale);
  const opened = await openCaseByHand(actingContext(context, viewer), {
    providerId, clientId, taskId: about.taskId || null, obligationKey: about.obligationKey || null, problem: values["problem"] ?? "", formKey: values["formKey"] ?? "", personId: viewer.actor.personId,
  });
  return opened.ok ? doneTyped(`/improvement/${opened.caseId}`, context) : refuseTyped(values, opened.faults, say, locale);
}

export default function NewCase() {
  const { title, departments, task, line, form: fresh } = useLoaderData<typeof loader>();
  const form = (useActionData<typeof action>() as TypedForm | undefined) ?? (fresh as TypedForm);
  const t = useT("improvement");
  return (
    <Page title={title} sentence={t("new.sentence")} crumbs={[{ label: t("title"), to: "/improvement" }]} width="reading">
      <TypedFormFrame form={form}>
        <input type="hidden" name="formKey" value={form.values["formKey"] ?? ""} />
        {[
          { name: t("new.task"), about: task },
          { name: t("new.line"), about: line },
        ].map(({ name, about }) =>
          about ? (
            <p key={name}>
              <span className="font-medium">{name}: </span>
              <Link to={about.to} className="door">
                {about.label}
              </Link>
            </p>
          ) : null
        )}
        <TypedSelect form={form} name="providerId" label={t("new.provider")} choices={departments} placeholder="–" />
        <TypedSelect form={form} name="clientId" label={t("new.client")} choices={departments} placeholder="–" />
        <TypedLines form={form} name="problem" label={t("new.problem")} hint={t("new.problem.hint")} rows={5} maxLength={LONGEST_TEXT} />
        <div>
          <TypedSubmit>{t("new")}</TypedSubmit>
        </div>
      </TypedFormFrame>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
