import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Gauge } from "lucide-react";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { PeriodSwitcher } from "#app/components/period-switcher.tsx";
import { ScoreState } from "#app/components/score/score-state.tsx";
import { ScoreTabs } from "#app/components/score/score-tabs.tsx";
import { mayEver } from "#app/domain/access/can.ts";
import { formatPercentBpShort } from "#app/format/percent.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { readPeriodFrame } from "#app/operations/read-scorecards.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { readScoreList } from "./list.server.ts";
import { ScoreTable } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "scorecard.read");
  const locale = await localeFor(request, context);
  const url = new URL(request.url);
  const now = context.now();
  const frame = await readPeriodFrame(context.store, url.searchParams.get("period"), now);
  return json({
    title: translateIn(locale, "scorecards")("title"),
    withPeriods: mayEver(viewer.actor, "period.read"),
    zone: viewer.timeZone,
    frame: frame && { period: frame.period, periods: frame.periods, isFinal: frame.isFinal },
    list: frame && (await readScoreList(context.store, viewer.actor, frame, url, locale, now)),
  });
}

export default function Scorecards() {
  const { frame, list, withPeriods, zone } = useLoaderData<typeof loader>();
  const t = useT("scorecards");
  const locale = useLocale();
  const empty = (
    <EmptyState icon={<Gauge aria-hidden size={20} />} title={t("empty.title")}>
      {t("empty.text")}
    </EmptyState>
  );
  const sentence =
    !list || list.keptBp === null
      ? t("list.none")
      : t("list.sentence", { count: list.departments, share: formatPercentBpShort(list.keptBp, locale) });
  return (
    <Page
      title={t("title")}
      sentence={sentence}
      aside={frame ? <PeriodSwitcher periods={frame.periods} current={frame.period} /> : null}
      tabs={<ScoreTabs current="scorecards" withPeriods={withPeriods} />}
      width="full"
    >
      {frame && list ? (
        <>
          <ScoreState isFinal={frame.isFinal} asOf={list.asOf} zone={zone} />
          <ScoreTable list={list} period={frame.period} empty={empty} />
        </>
      ) : (
        empty
      )}
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
