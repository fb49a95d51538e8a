import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Card, Facts } from "#app/components/card.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { SettingsTabs } from "#app/components/settings-tabs.tsx";
import { DEFAULT_SCORE_POLICY, type ScorePolicy } from "#app/domain/score/score-policy.ts";
import { formatDay } from "#app/format/date.ts";
import { formatDecimal } from "#app/format/number.ts";
import { formatPercentBpShort } from "#app/format/percent.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { StateChip } from "#app/components/state-chip.tsx";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { loadPolicies } from "#db/queries/settings-pages.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { settingsParts } from "#app/web/settings-parts.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "settings.read");
  const { locale, today } = await readPageFacts(request, context);
  const stored = await loadPolicies(context.store);
  const versions: { from: string | null; policy: ScorePolicy }[] = [
    ...stored.map((row) => ({ from: row.from, policy: { ...DEFAULT_SCORE_POLICY, ...(row.policy as Partial<ScorePolicy>) } })),
    { from: null, policy: DEFAULT_SCORE_POLICY },
  ];
  const current = versions.findIndex((row) => row.from === null || row.from <= today);
  const policy = versions[current]?.policy ?? DEFAULT_SCORE_POLICY;
  const t = translateIn(locale, "settings");
  return json({
    title: t("policy"),
    sentence: t("sentence.policy", { objective: formatDecimal(policy.objectiveWeight, locale), satisfaction: formatDecimal(policy.satisfactionWeight, locale) }),
    parts: settingsParts(viewer), versions, current,
  });
}

export default function Policy() {
  const data = useLoaderData<typeof loader>();
  const t = useT("settings");
  const locale = useLocale();
  return (
    <Page title={data.title} sentence={data.sentence} tabs={<SettingsTabs parts={data.parts} />} width="reading">
      {data.versions.map(({ from, policy }, index) => (
        <Card key={from ?? "default"} title={from === null ? t("policy.default") : t("policy.from", { from: formatDay(from, locale) })} aside={index === data.current ? <StateChip state="in_force" size="small" /> : undefined}>
          <Facts
            rows={[
              { name: t("policy.objective"), value: formatDecimal(policy.objectiveWeight, locale) },
              { name: t("policy.satisfaction"), value: formatDecimal(policy.satisfactionWeight, locale) },
              { name: t("policy.csatTarget"), value: formatPercentBpShort(policy.csatTargetBp, locale) },
              { name: t("policy.csatCap"), value: formatPercentBpShort(policy.csatCapBp, locale) },
              { name: t("policy.assumed"), value: formatDecimal(policy.assumedAnswers, locale) },
              { name: t("policy.minAnswers"), value: policy.minAnswers },
              { name: t("policy.fallback"), value: policy.fallbackPeriods },
              { name: t("policy.chains"), value: t(`policy.chains.${policy.chains}`) },
            ]}
          />
        </Card>
      ))}
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
