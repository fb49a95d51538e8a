import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Card, Facts } from "#app/components/card.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { SettingsTabs } from "#app/components/settings-tabs.tsx";
import { nameIn } from "#app/domain/names.ts";
import { FORMULA_VERSION } from "#app/domain/score/scorecard.ts";
import { formatCount } from "#app/format/number.ts";
import { formatPeriod } from "#app/format/date.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { countThings, loadNewestMigration } from "#db/queries/settings-pages.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { settingsParts } from "#app/web/settings-parts.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "settings.read");
  const { locale, organisation } = await readPageFacts(request, context);
  const t = translateIn(locale, "settings");
  return json({
    title: t("title"),
    parts: settingsParts(viewer),
    sentence: t("sentence.about", { name: organisation ? nameIn(organisation.name, locale) : "Concord", mode: t(`mode.${context.mode}`), database: t(`database.${context.store.dialect}`) }),
    organisation: organisation ? { zone: organisation.zone, country: organisation.country, currency: organisation.currency, dayEnd: organisation.dayEnd, payPeriod: organisation.payPeriod, firstPeriod: organisation.firstPeriod } : null,
    formula: FORMULA_VERSION,
    migration: (await loadNewestMigration(context.store)) ?? "",
    node: process.versions.node,
    origin: context.publicOrigin,
    counts: await countThings(context.store),
  });
}

export default function Settings() {
  const data = useLoaderData<typeof loader>();
  const t = useT("settings");
  const locale = useLocale();
  const { organisation, counts } = data;
  return (
    <Page title={data.title} sentence={data.sentence} tabs={<SettingsTabs parts={data.parts} />} width="reading">
      {organisation ? (
        <Card title={t("organisation")}>
          <Facts
            rows={[
              { name: t("zone"), value: organisation.zone },
              { name: t("country"), value: new Intl.DisplayNames(locale, { type: "region" }).of(organisation.country) ?? organisation.country },
              { name: t("currency"), value: `${new Intl.DisplayNames(locale, { type: "currency" }).of(organisation.currency) ?? ""} (${organisation.currency})` },
              { name: t("dayEnd"), value: t(`dayEnd.${organisation.dayEnd}`) },
              { name: t("payPeriod"), value: t(`payPeriod.${organisation.payPeriod}`) },
              { name: t("firstPeriod"), value: <span className="inline-block first-letter:uppercase">{formatPeriod(organisation.firstPeriod, locale)}</span> },
            ]}
          />
        </Card>
      ) : null}
      <Card title={t("installation")}>
        <Facts
          rows={[
            { name: t("origin"), value: data.origin },
            { name: t("formula"), value: data.formula },
            { name: t("migration"), value: data.migration },
            { name: "Node.js", value: data.node },
          ]}
        />
      </Card>
      <Card title={t("size")}>
        <Facts rows={(["people", "departments", "products", "agreements", "tasks", "audit"] as const).map((name) => ({ name: t(`count.${name}`), value: <span className="figures">{formatCount(counts[name], locale)}</span> }))} />
      </Card>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
