import type { ReactNode } from "react";
import { Card, Facts } from "#app/components/card.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import { Equation, type Term } from "#app/components/breakdown.tsx";
import { nameIn } from "#app/domain/names.ts";
import { keptPromises, losses } from "#app/domain/score/score-summary.ts";
import type { ScoreResult } from "#app/domain/score/scorecard.ts";
import { formatDecimal, formatCount } from "#app/format/number.ts";
import { formatPercentBp, formatPercentBpShort, formatScoreBp } from "#app/format/percent.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { Figure } from "#app/components/figure.tsx";
import { BridgeCard } from "./bridge.tsx";
import { ChangeCard } from "./change.tsx";
import { ClientList, points } from "./clients.tsx";
import type { ScorecardDetail } from "./detail.server.ts";
import { answersOf, itemsOf, keysWith, withoutAgreement } from "./doors.ts";
import { TrendCard } from "./trend.tsx";

/** The page's question answered in words: what was kept, and what cost the most. */
export function ScorecardSentence({ department, result }: { readonly department: string; readonly result: ScoreResult }) {
  const t = useT("scorecards");
  const locale = useLocale();
  const kept = keptPromises(result);
  const worst = losses(result)[0];
  const client = worst && result.clients.find(({ party }) => party === worst.party);
  const line = client?.lines.find(({ key }) => key === worst?.key);
  return (
    <>
      {kept.shareBp === null ? null : t("sentence", { count: kept.clients, department, share: formatPercentBpShort(kept.shareBp, locale) })}{" "}
      {result.scoreBp === null ? t(`noScore.${result.reason ?? "nothing_measured"}`) : null}
      {worst && client
        ? line
          ? t("sentence.cost", { line: nameIn(line.name, locale), client: nameIn(client.name, locale), points: points(worst.pointsE4, locale) })
          : t("sentence.costCsat", { client: nameIn(client.name, locale), points: points(worst.pointsE4, locale) })
        : result.scoreBp === null
          ? null
          : t("sentence.nothingLost")}
    </>
  );
}

/** From the sentence down to the counts: equation, clients with their lines, answers, evidence, change, trend. */
export function ScorecardView({ detail, departmentId, period, mayAnswers, beside }: { readonly detail: ScorecardDetail; readonly departmentId: string; readonly period: string; readonly mayAnswers: boolean; readonly beside: ReactNode }) {
  const t = useT("scorecards");
  const locale = useLocale();
  const { result, which, hasTrial } = detail;
  const to = (one: "shown" | "pay") => `/scorecards/${departmentId}?period=${period}${one === "pay" ? "&result=pay" : ""}`;
  return (
    <>
      {hasTrial ? (
        <Tabs
          label={t("result")}
          tabs={[
            { to: to("shown"), label: withScore(t("result.shown"), detail.scores.shownBp), current: which === "shown" },
            { to: to("pay"), label: withScore(t("result.pay"), detail.scores.payBp), current: which === "pay" },
          ]}
        />
      ) : detail.scores.payBp === null ? null : (
        <p className="text-sm text-faint">{t("result.same")}</p>
      )}
      <ScoreEquation detail={detail} />
      {result.reweighted ? (
        <Notice>{result.objectiveBp === null ? t("reweighted.satisfaction") : t("reweighted.objective")}</Notice>
      ) : null}
      {detail.pays
        .filter((pay) => pay.gated && pay.payoutBp < pay.curveBp)
        .map((pay) => (
          <Notice key={pay.planId} tone="warning">
            {t("pays.gated", { curve: formatPercentBp(pay.curveBp, locale), payout: formatPercentBp(pay.payoutBp, locale) })}
          </Notice>
        ))}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Card id="objective" title={t("clients")} flush>
          <ClientList result={result} period={period} teams={detail.teams} mayAnswers={mayAnswers} />
        </Card>
        <div className="flex min-w-0 flex-col gap-5">
          <ChangeCard detail={detail} />
          <Card id="answers" title={t("answers")}>
            <Answers result={result} period={period} mayAnswers={mayAnswers} />
          </Card>
          <Card title={t("evidence")}>
            <Facts
              rows={[
                { name: t("coverage"), value: shareOrDash(detail.coverageBp, detail.coverageBp === 10_000 ? undefined : withoutAgreement(detail.provider.id, period), t("coverage.explain")) },
                { name: t("excused"), value: shareOrDash(result.excusedShareBp, doorOf("excused"), t("excused.explain")) },
                { name: t("unmeasurable"), value: shareOrDash(result.unmeasurableShareBp, doorOf("unmeasurable"), t("unmeasurable.explain")) },
              ]}
            />
            {result.failedLines.length > 0 ? <p className="mt-2 text-sm text-breach">{t("failed", { count: result.failedLines.length })}</p> : null}
          </Card>
        </div>
      </div>
      <BridgeCard detail={detail} />
      {beside}
      <TrendCard trend={detail.trend} departmentId={departmentId} />
      <footer className="flex flex-col gap-1 text-sm text-faint">
        <p>
          {t("footer.formula", { version: detail.formulaVersion })}
          {detail.hash ? (
            <>
              {" · "}
              {t("footer.hash")} <code className="font-mono break-all select-all">{detail.hash}</code>
            </>
          ) : null}
        </p>
        {detail.hash ? (
          <details>
            <summary className="opens cursor-pointer hover:text-ink">{t("recompute")}</summary>
            <p className="mt-1">
              {t("footer.recompute")} <code className="font-mono select-all">npm run -s concord -- export period {period} --inputs</code>
            </p>
          </details>
        ) : null}
      </footer>
    </>
  );

  function withScore(label: string, bp: number | null) {
    return bp === null ? label : `${label} · ${formatScoreBp(bp, locale)}`;
  }
  function doorOf(part: "excused" | "unmeasurable") {
    const keys = keysWith(result, part);
    return keys.length > 0 ? itemsOf(keys, period, [part]) : undefined;
  }
  function shareOrDash(bp: number | null, door: string | undefined, label: string) {
    return (
      <Figure to={bp === null ? undefined : door} label={label}>
        {bp === null ? "–" : formatPercentBp(bp, locale)}
      </Figure>
    );
  }
}

/** Objective × weight + Satisfaction × weight = score → pays. A part that was not measured is left out. */
function ScoreEquation({ detail }: { readonly detail: ScorecardDetail }) {
  const t = useT("scorecards");
  const locale = useLocale();
  const { result, pays } = detail;
  const weights = [Number(result.usedObjectiveWeight), Number(result.usedSatisfactionWeight)] as const;
  const share = (weight: number) => formatPercentBpShort(Math.round((10_000 * weight) / (weights[0] + weights[1] || 1)), locale);
  const terms: Term[] = [];
  if (result.objectiveBp !== null) {
    terms.push({ value: formatScoreBp(result.objectiveBp, locale), name: t("objective"), explain: t("objective.explain"), to: "#objective" });
    terms.push({ sign: "×", value: share(weights[0]), name: t("weightOf") });
  }
  if (result.satisfactionBp !== null) {
    terms.push({ ...(terms.length > 0 ? { sign: "+" } : {}), value: formatScoreBp(result.satisfactionBp, locale), name: t("satisfaction"), explain: t("satisfaction.explain"), to: "#answers" });
    terms.push({ sign: "×", value: share(weights[1]), name: t("weightOf") });
  }
  if (result.scoreBp !== null) terms.push({ sign: "=", value: formatScoreBp(result.scoreBp, locale), name: detail.which === "pay" ? t("list.payScore") : t("combined"), explain: t("score.explain"), result: true });
  for (const pay of pays) terms.push({ sign: "→", value: formatPercentBp(pay.payoutBp, locale), name: `${t("pays")} · ${nameIn(pay.planName, locale)}`, explain: t("pays.explain") });
  if (terms.length === 0) return null;
  return <Equation label={t("equation")} terms={terms} />;
}

function Answers({ result, period, mayAnswers }: { readonly result: ScoreResult; readonly period: string; readonly mayAnswers: boolean }) {
  const t = useT("scorecards");
  const locale = useLocale();
  const { answers } = result;
  const real = formatCount(answers.responses, locale);
  return (
    <div className="flex flex-col gap-1">
      <p>{t("answers.basis", { real, assumed: formatDecimal(answers.assumed, locale) })}</p>
      <p className="text-sm text-muted">{t("answers.basis.explain")}</p>
      {answers.responses > 0 ? (
        <p className="text-sm">{t("answers.satisfied", { satisfied: formatCount(answers.satisfied, locale), responses: real })}</p>
      ) : null}
      {mayAnswers ? (
        <ul className="flex flex-col gap-0.5 text-sm">
          {result.clients.map(({ party, name, csat }) =>
            csat ? (
              <li key={party} className="flex justify-between gap-3">
                <span className="min-w-0">{nameIn(name, locale)}</span>
                <Figure to={answersOf(party, period, answers.periods)} label={t("answers")} className="inline-block py-0.5">
                  {formatCount(csat.satisfied, locale)} / {formatCount(csat.responses, locale)}
                </Figure>
              </li>
            ) : null
          )}
        </ul>
      ) : null}
      {answers.periods > 1 ? <p className="text-sm text-muted">{t("answers.periods", { periods: answers.periods - 1 })}</p> : null}
      {answers.measured ? null : <p className="text-sm text-risk">{t("answers.tooFew", { real })}</p>}
    </div>
  );
}
