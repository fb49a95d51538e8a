import { formatPeriod, formatPeriodOf } from "#app/format/date.ts";
import { formatCount } from "#app/format/number.ts";
import { formatPercentBp, formatPercentBpShort, formatScoreBp, formatScoreChangeBp } from "#app/format/percent.ts";
import { nameIn } from "#app/domain/names.ts";
import type { Slack } from "#app/domain/score/slack.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { LineSlack } from "#app/operations/read-slack.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import type { HomeCard, HomeRow } from "./card.ts";
import { taskRow } from "./owed-card.server.ts";
import type { OwnWork } from "./read-work.server.ts";

/** Lines named; the scorecard has all. */
const LINES = 6;

/** The score so far with what moved it most, and what it would pay: a forecast, in percent. */
export function scoreCard({ score, forecast }: OwnWork, { locale }: PageFacts): HomeCard | null {
  if (!score) return null;
  const t = translateIn(locale, "home");
  const week = translateIn(locale, "week");
  const { mover } = score;
  return {
    id: "score", title: t("score.title", { department: score.department, period: formatPeriod(score.period, locale) }), remark: t("forecast"),
    figure: {
      to: `/scorecards/${score.departmentId}?period=${score.period}`, label: t("score"), text: formatScoreBp(score.scoreBp, locale),
      ...(score.changeBp !== null && score.previous ? { note: t("score.change", { change: formatScoreChangeBp(score.changeBp, locale), period: formatPeriodOf(score.previous, locale) }) } : {}),
    },
    lines: [
      ...(mover ? [t(mover.changeBp < 0 ? "mover.down" : "mover.up", { what: mover.line ? `${mover.line} → ${mover.client}` : t("mover.ratings", { client: mover.client }), points: formatScoreChangeBp(mover.changeBp, locale) })] : []),
      ...(forecast ? [forecast.payoutBp === null ? week("score.pays.none") : week("score.pays", { payout: formatPercentBp(forecast.payoutBp, locale) })] : []),
    ],
    rows: [],
  };
}

/** What a line can still bear, in words. */
export function slackWords(line: LineSlack, { locale }: Pick<PageFacts, "locale">): string {
  const t = translateIn(locale, "week");
  switch (line.slack.state) {
    case "lost":
      return t("slack.lost");
    case "safe":
      return t("slack.safe");
    case "bears":
      return line.slack.left === 0 ? t("slack.zero") : t("slack.left", { count: line.slack.left });
  }
}

/** The target as it was promised: a share, or a number of misses. */
export function targetWords(line: Pick<LineSlack, "targetBp" | "targetMissed">, { locale }: Pick<PageFacts, "locale">): string {
  return line.targetMissed === null ? formatPercentBpShort(line.targetBp, locale) : translateIn(locale, "week")("slack.missed", { count: line.targetMissed });
}

function slackChip(slack: Slack, { locale }: PageFacts): NonNullable<HomeRow["chip"]> {
  const t = translateIn(locale, "week");
  switch (slack.state) {
    case "lost":
      return { state: "failed", word: t("slack.chip.lost") };
    case "safe":
      return { state: "done", word: t("slack.chip.safe") };
    case "bears":
      return slack.left === 0 ? { state: "at_risk", word: t("slack.chip.tight") } : { state: "running", word: t("slack.chip.bears", { count: slack.left }) };
  }
}

/** How many more late ones each promise bears, the tightest first. */
export function slackCard({ slack, score, period }: OwnWork, facts: PageFacts): HomeCard | null {
  if (!slack || !score) return null;
  const { locale } = facts;
  const t = translateIn(locale, "week");
  return {
    id: "slack", title: t("slack"), all: { to: `/scorecards/${score.departmentId}?period=${period}`, label: t("slack.all") },
    rows: slack.slice(0, LINES).map((line) => ({
      key: line.key, to: `/work?${new URLSearchParams([["obligation", line.key], ["period", period], ...(line.open > 0 ? [["standing", "pending,at_risk"]] : [])] as [string, string][])}`,
      title: `${nameIn(line.name, locale)} → ${nameIn(line.client, locale)}`,
      detail: `${slackWords(line, facts)} (${t("slack.detail", { kept: formatCount(line.kept, locale), judged: formatCount(line.judged, locale), target: targetWords(line, facts), open: t("slack.open", { count: line.open }) })})`,
      chip: slackChip(line.slack, facts),
    })),
    empty: { text: t("slack.none", { period: formatPeriod(period, locale) }) },
  };
}

/** The way of the department's work to the paying customer, one step a row. */
export function pathCard({ path }: OwnWork, { locale }: PageFacts): HomeCard | null {
  if (!path) return null;
  const t = translateIn(locale, "week");
  const last = path[path.length - 1]!;
  return {
    id: "path", title: t("path"), all: { to: `/map?focus=${path[0]!.id}`, label: t("path.map") },
    lines: [path.length === 1 ? t("path.self") : t("path.end", { department: last.name })],
    rows: path.slice(1).map((step, index) => ({ key: step.id, to: `/departments/${step.id}`, title: t("path.step", { from: path[index]!.name, to: step.name }), detail: t("path.volume", { count: step.volume }) })),
  };
}

/** Late and nearly late work of the department, or one's own. */
export function urgentCard(work: OwnWork, facts: PageFacts, zone: string): HomeCard {
  const t = translateIn(facts.locale, "home");
  return {
    id: "urgent", title: work.leads ? t("atRisk.department") : t("atRisk.own"), all: { to: work.leads ? "/work?side=provider" : "/work?view=mine", label: t("allOpen", { count: work.counts.open }) },
    rows: work.urgent.map((task) => taskRow(task, [work.leads ? `→ ${task.client}` : task.client, work.leads ? task.assignee : null], facts, zone)),
    empty: { text: t(work.leads ? "atRisk.none.department" : "atRisk.none") },
  };
}
