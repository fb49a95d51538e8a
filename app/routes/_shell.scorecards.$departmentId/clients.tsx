import { Link, useSearchParams } from "@remix-run/react";
import { ChevronRight } from "lucide-react";
import { Figure } from "#app/components/figure.tsx";
import { nameIn } from "#app/domain/names.ts";
import type { Standing } from "#app/domain/evaluation/verdict.ts";
import type { Locale, Names } from "#app/domain/names.ts";
import type { ClientResult, LineResult, ScoreResult } from "#app/domain/score/scorecard.ts";
import { formatCount, formatDecimal, scaledText } from "#app/format/number.ts";
import { formatPercentBp, formatPercentBpShort, formatScoreBp } from "#app/format/percent.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { ScorecardDetail } from "./detail.server.ts";
import { answersOf, baseStandings, itemsOf, missedStandings } from "./doors.ts";

/** Points lost, in 0.0001, with two decimals. */
export const points = (pointsE4: number, locale: Locale): string => formatDecimal(scaledText(Math.round(pointsE4 / 100), 2), locale);

/** A month is its own last one; a quarter `YYYY-Qn` ends with its third. */
const lastMonthOf = (period: string): string => period.replace(/Q([1-4])$/, (_all, quarter: string) => String(Number(quarter) * 3).padStart(2, "0"));

/** The clients of a score, each opening to its obligations and their counts. */
export function ClientList({ result, period, teams, mayAnswers }: { readonly result: ScoreResult; readonly period: string; readonly teams: ScorecardDetail["teams"]; readonly mayAnswers: boolean }) {
  // The one with the most to look at is open; more would push the rest out of sight.
  const [params] = useSearchParams();
  const asked = params.get("client");
  const worst = [...result.clients].sort((a, b) => (a.indexBp ?? Infinity) - (b.indexBp ?? Infinity))[0];
  return (
    <ul className="divide-y divide-line">
      {result.clients.map((client) => (
        <li key={client.party} id={`client-${client.party}`}>
          <details open={client.party === (asked ?? worst?.party)} className="group">
            <ClientRow client={client} />
            <ul className="border-t border-line bg-sunken">
              {client.lines.map((line) => (
                <LineRow key={line.key} line={line} period={period} team={line.teamId && teams[line.teamId] ? { id: line.teamId, ...teams[line.teamId]! } : null} />
              ))}
              {client.csat && mayAnswers ? <AnswerRow client={client} period={period} periods={result.answers.periods} /> : null}
            </ul>
          </details>
        </li>
      ))}
    </ul>
  );
}

function ClientRow({ client }: { readonly client: ClientResult }) {
  const t = useT("scorecards");
  const locale = useLocale();
  const { csat } = client;
  return (
    <summary className="flex cursor-pointer list-none items-center gap-3 px-4 py-2.5 hover:bg-hover">
      <ChevronRight aria-hidden size={16} className="shrink-0 text-faint group-open:rotate-90" />
      <span className="min-w-0 grow">
        <span className="block font-medium">{nameIn(client.name, locale)}</span>
        <span className="figures block text-sm text-faint">
          {[
            t("client.weight", { weight: formatDecimal(client.weight, locale) }),
            t("client.due", { count: client.dueItems }),
            csat
              ? t("client.csat", { satisfied: formatCount(csat.satisfied, locale), responses: formatCount(csat.responses, locale), adjusted: formatPercentBp(csat.adjustedBp, locale) })
              : t("client.noAnswers"),
          ].join(" · ")}
        </span>
      </span>
      <span className="shrink-0 text-right">
        <span className="block text-sm text-muted">{t("client.index")}</span>
        <span className="figures font-semibold">{client.indexBp === null ? "–" : formatScoreBp(client.indexBp, locale)}</span>
      </span>
    </summary>
  );
}

/** The satisfaction of a client, with the way to its answers. */
function AnswerRow({ client, period, periods }: { readonly client: ClientResult; readonly period: string; readonly periods: number }) {
  const t = useT("scorecards");
  const locale = useLocale();
  const csat = client.csat!;
  return (
    <li className="flex items-start gap-3 border-b border-line py-2.5 pr-4 pl-11 last:border-b-0">
      <div className="min-w-0 grow">
        <p>{t("satisfaction")}</p>
        <Link to={answersOf(client.party, period, periods)} className="door figures inline-block py-0.5 text-sm text-muted">
          {t("client.csat", { satisfied: formatCount(csat.satisfied, locale), responses: formatCount(csat.responses, locale), adjusted: formatPercentBp(csat.adjustedBp, locale) })}
        </Link>
        {client.csatLossPointsE4 !== null && client.csatLossPointsE4 > 0 ? <p className="figures text-sm text-faint">{t("line.lost", { points: points(client.csatLossPointsE4, locale) })}</p> : null}
      </div>
    </li>
  );
}

function LineRow({ line, period, team }: { readonly line: LineResult; readonly period: string; readonly team: { readonly id: string; readonly name: Names; readonly opens: boolean } | null }) {
  const t = useT("scorecards");
  const closing = useT("closing");
  const common = useT("common");
  const locale = useLocale();
  const causes = useT("causes");
  const name = nameIn(line.name, locale);
  const items = (standings: readonly Standing[]) => itemsOf([line.key], period, standings);
  const missed = line.base - line.counts.conforming;
  const remarks: { readonly words: string; readonly to?: string }[] = [
    ...(missed > 0 ? [{ words: t("line.missed", { count: missed }), to: items(missedStandings(line)) }] : []),
    ...(line.counts.excused > 0 ? [{ words: t("line.excused", { count: line.counts.excused }), to: items(["excused"]) }] : []),
    ...(line.counts.unmeasurable > 0 ? [{ words: t("line.unmeasurable", { count: line.counts.unmeasurable }), to: items(["unmeasurable"]) }] : []),
    { words: t("line.weight", { weight: formatDecimal(line.weight, locale) }) },
    ...(line.mode === "paid" ? [] : [{ words: common(`mode.${line.mode}`) }]),
    ...(line.runOut ? [{ words: t("line.runOut") }] : []),
    ...(line.lossPointsE4 === null || line.lossPointsE4 <= 0 ? [] : [{ words: t("line.lost", { points: points(line.lossPointsE4, locale) }) }]),
  ];
  return (
    <li id={`line-${line.key}`} className="flex items-start gap-3 border-b border-line py-2.5 pr-4 pl-11 last:border-b-0">
      <div className="min-w-0 grow">
        <p>{name}</p>
        {line.attainmentBp === null ? (
          <p className="text-sm text-muted">{t("line.nothingDue")}</p>
        ) : (
          <Link to={items(baseStandings(line))} className="door figures inline-block py-0.5 text-sm text-muted">
            {countsOf(line)}
          </Link>
        )}
        <p className="figures text-sm text-faint">
          {remarks.map(({ words, to }, index) => (
            <span key={words}>
              {index > 0 ? " · " : ""}
              {to ? (
                <Link to={to} className="door">
                  {words}
                </Link>
              ) : (
                words
              )}
            </span>
          ))}
        </p>
        {team ? (
          <p className="text-sm">
            {team.opens ? (
              <Link to={`/scorecards/${team.id}?period=${period}`} className="door inline-block py-0.5 text-muted" title={closing("team.open")}>
                {nameIn(team.name, locale)}
              </Link>
            ) : (
              <span className="text-muted">{nameIn(team.name, locale)}</span>
            )}
          </p>
        ) : null}
        {missed > 0 ? (
          <Link to={`/work/causes?obligation=${encodeURIComponent(line.key)}&to=${lastMonthOf(period)}`} className="inline-block py-0.5 text-sm font-medium text-accent hover:underline">
            {causes("why")}
          </Link>
        ) : null}
        {line.failed && line.floorBp !== null ? <p className="text-sm text-breach">{t("line.floor", { floor: formatPercentBpShort(line.floorBp, locale) })}</p> : null}
      </div>
      <Figure to={line.scoreBp === null ? undefined : items(baseStandings(line))} label={t("line.open", { line: name })} className="shrink-0 font-medium">
        {line.scoreBp === null ? "–" : formatScoreBp(line.scoreBp, locale)}
      </Figure>
    </li>
  );

  function countsOf({ base, counts, attainmentBp, targetBp, targetMissed }: LineResult): string {
    const values = { conforming: formatCount(counts.conforming, locale), base: formatCount(base, locale), share: formatPercentBp(attainmentBp ?? 0, locale), target: formatPercentBpShort(targetBp, locale) };
    return targetMissed === null ? t("line.of", values) : t("line.atMost", { ...values, count: targetMissed });
  }
}
