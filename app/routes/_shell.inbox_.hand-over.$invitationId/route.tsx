import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Users } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { TypedFormFrame, TypedSelect, TypedSubmit } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { nameIn } from "#app/domain/names.ts";
import { personName } from "#app/format/person-name.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { colleaguesFor, handOverInvitation } from "#app/operations/hand-over-invitation.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { findRateSubject } from "#db/queries/rate-page.server.ts";
import { findInvitation } from "#db/queries/ratings.server.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "answer.give");
  const invitation = await findInvitation(context.store, params.invitationId ?? "");
  allow(viewer, "answer.give", invitation && { personIds: [invitation.personId] });
  if (!invitation) throw fault(404, "not_found");
  const subject = invitation.state === "open" ? await findRateSubject(context.store, invitation.id) : null;
  if (!subject) throw fault(404, "not_found");
  const [locale, colleagues] = await Promise.all([localeFor(request, context), colleaguesFor(actingContext(context, viewer), invitation)]);
  return json({
    title: translateIn(locale, "asking")("handOver.title"),
    facts: { provider: nameIn(subject.provider, locale), client: nameIn(subject.client, locale), what: subject.title || nameIn(subject.product ?? {}, locale) },
    colleagues: colleagues.map((person) => ({ value: person.id, label: personName(person, locale) })),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "answer.give");
  const invitation = await findInvitation(context.store, params.invitationId ?? "");
  allow(viewer, "answer.give", invitation && { personIds: [invitation.personId] });
  if (!invitation) throw fault(404, "not_found");
  const [values, locale] = await Promise.all([readTyped(request), localeFor(request, context)]);
  const done = await handOverInvitation(actingContext(context, viewer), { invitationId: invitation.id, fromId: viewer.actor.personId, toId: values["toId"] ?? "" });
  if (done.ok) return doneTyped("/inbox", context, { key: "flash.handedOver" });
  return refuseTyped(values, [done], (code) => translateIn(locale, "asking")(`handOver.fault.${code}` as Key<"asking">), locale, done.field ? 422 : 409);
}

/** Gives a question to a colleague who knows more of the delivery. */
export default function HandOver() {
  const { title, facts, colleagues } = useLoaderData<typeof loader>();
  const form = (useActionData<typeof action>() as TypedForm | undefined) ?? freshForm();
  const t = useT("asking");
  const ratings = useT("ratings");
  const common = useT("common");
  return (
    <Page title={title} crumbs={[{ label: ratings("inbox.title"), to: "/inbox" }]} width="reading" sentence={ratings("rate.delivered", facts)}>
      {colleagues.length === 0 ? (
        <EmptyState icon={<Users aria-hidden size={20} />} title={t("handOver.nobody")}>
          {t("handOver.nobody.text", facts)}
        </EmptyState>
      ) : (
        <TypedFormFrame form={form} className="max-w-md">
          <TypedSelect form={form} name="toId" label={t("handOver.to")} hint={t("handOver.hint", facts)} placeholder={t("handOver.choose")} choices={colleagues} />
          <div className="flex flex-wrap gap-2">
            <TypedSubmit>{t("handOver.send")}</TypedSubmit>
            <LinkButton to="/inbox">{common("cancel")}</LinkButton>
          </div>
        </TypedFormFrame>
      )}
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
