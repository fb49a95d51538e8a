import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Card } from "#app/components/card.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { SettingsTabs } from "#app/components/settings-tabs.tsx";
import { TypedFormFrame, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { CLOCKED_KINDS, type FollowUpField } from "#app/domain/improvement/follow-up-policy.ts";
import { formatInstant } from "#app/format/instant.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { saveFollowUpPolicy } from "#app/operations/save-follow-up-policy.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { settingsParts } from "#app/web/settings-parts.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { findFollowUpPolicy, loadFollowUpPolicy } from "#db/queries/follow-up.server.ts";
import { policyOf, valuesOf } from "./form.server.ts";

const PATH = "/settings/surveys/clocks";

/** The clocks of replies and cases: for those who say how surveys ask. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "survey.edit");
  allow(viewer, "survey.edit", {});
  const [locale, policy, newest] = await Promise.all([localeFor(request, context), loadFollowUpPolicy(context.store), findFollowUpPolicy(context.store)]);
  return json({ title: translateIn(locale, "voice")("clocks.title"), parts: settingsParts(viewer), values: valuesOf(policy), since: newest?.createdAt ?? null, zone: viewer.timeZone });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "survey.edit");
  allow(viewer, "survey.edit", {});
  const [locale, values] = await Promise.all([localeFor(request, context), readTyped(request)]);
  const saved = await saveFollowUpPolicy(actingContext(context, viewer), policyOf(values), viewer.actor.personId);
  if (saved.ok) return doneTyped(PATH, context);
  const t = translateIn(locale, "voice");
  return refuseTyped(values, saved.faults, (code, facts) => t(`clocks.fault.${code}` as Key<"voice">, facts), locale);
}

export default function Clocks() {
  const data = useLoaderData<typeof loader>();
  const form = (useActionData<typeof action>() as TypedForm | undefined) ?? freshForm(data.values as Readonly<Record<string, string>>);
  const t = useT("voice");
  const common = useT("common");
  const surveys = useT("surveys");
  const locale = useLocale();
  const days = (name: FollowUpField, label: string) => <TypedText key={name} form={form} name={name} label={label} inputMode="numeric" maxLength={3} className="max-w-28" />;
  return (
    <Page title={data.title} sentence={t("clocks.sentence")} crumbs={[{ label: surveys("title"), to: "/settings/surveys" }]} tabs={<SettingsTabs parts={data.parts} current="surveys" />} width="reading">
      <Card title={t("clocks")} aside={data.since === null ? t("clocks.default") : t("clocks.since", { when: formatInstant(data.since, data.zone, locale) })}>
        <TypedFormFrame form={form}>
          <fieldset className="grid items-end gap-4 sm:grid-cols-2">
            <legend className="mb-2 font-medium">{t("clocks.replies")}</legend>
            {CLOCKED_KINDS.map((kind) => days(kind, t(`kind.${kind}`)))}
          </fieldset>
          <fieldset className="grid items-end gap-4 sm:grid-cols-2">
            <legend className="mb-2 font-medium">{t("clocks.cases")}</legend>
            {(["caseReplyDays", "casePlanDays", "caseDoneDays"] as const).map((name) => days(name, t(`clocks.${name}`)))}
          </fieldset>
          <fieldset className="grid items-end gap-4 sm:grid-cols-2">
            <legend className="mb-2 font-medium">{t("clocks.repeat")}</legend>
            <p className="text-sm text-pretty text-muted sm:col-span-2">{t("clocks.repeat.hint")}</p>
            {(["missed", "of"] as const).map((name) => days(name, t(`clocks.${name}`)))}
          </fieldset>
          <div>
            <TypedSubmit>{common("save")}</TypedSubmit>
          </div>
        </TypedFormFrame>
      </Card>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
