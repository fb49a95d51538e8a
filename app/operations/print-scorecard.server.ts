import { nameIn, type Locale } from "#app/domain/names.ts";
import type { ChangeCause } from "#app/domain/score/explain-change.ts";
import { keptPromises } from "#app/domain/score/score-summary.ts";
import { formatPeriod, formatPeriodOf } from "#app/format/date.ts";
import { formatInstantExact } from "#app/format/instant.ts";
import { formatCount, formatDecimal } from "#app/format/number.ts";
import { formatPercentBp, formatPercentBpShort, formatScoreBp, formatScoreChangeBp } from "#app/format/percent.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { makePdf, type PdfWriter } from "./pdf-document.server.ts";
import type { PrintedScorecard } from "./printed-scorecard.ts";

/** A scorecard as PDF in one language: the chain, every client with its lines and counts, what changed, and what it can be computed again from. */
export async function printScorecard(card: PrintedScorecard, locale: Locale, zone: string, now: number): Promise<Buffer> {
  const title = `${nameIn(card.department, locale)}, ${formatPeriod(card.period, locale)}`;
  return makePdf({ title, footer: [title, card.hash ? `SHA-256 ${card.hash}` : translateIn(locale, "closing")("doc.forecast")].join(" · ") }, [(w) => write(w, card, title, locale, zone, now)]);
}

function write(w: PdfWriter, card: PrintedScorecard, title: string, locale: Locale, zone: string, now: number): void {
  const t = translateIn(locale, "scorecards");
  const closing = translateIn(locale, "closing");
  const { result } = card;
  const score = (bp: number | null) => (bp === null ? "–" : formatScoreBp(bp, locale));
  const share = (bp: number | null) => (bp === null ? "–" : formatPercentBp(bp, locale));
  const kept = keptPromises(result);
  w.title(title);
  w.small(`${closing("doc.score")} · ${t(`result.${card.which}`)} · ${closing(card.isFinal ? "doc.frozen" : "doc.forecast")}`);
  if (kept.shareBp !== null) w.line(t("sentence", { count: kept.clients, department: nameIn(card.department, locale), share: formatPercentBpShort(kept.shareBp, locale) }));

  w.heading(closing("doc.chain"));
  w.facts([
    [`${t("objective")} × ${formatDecimal(result.usedObjectiveWeight, locale)}`, score(result.objectiveBp)],
    [`${t("satisfaction")} × ${formatDecimal(result.usedSatisfactionWeight, locale)}`, score(result.satisfactionBp)],
    [t(card.which === "pay" ? "list.payScore" : "combined"), result.scoreBp === null ? t(`noScore.${result.reason ?? "nothing_measured"}`) : score(result.scoreBp)],
    [t("answers"), t("answers.basis", { real: formatCount(result.answers.responses, locale), assumed: formatDecimal(result.answers.assumed, locale) })],
    [t("coverage"), share(card.coverageBp)],
    [t("excused"), share(result.excusedShareBp)],
    [t("unmeasurable"), share(result.unmeasurableShareBp)],
  ]);

  w.heading(t("clients"));
  for (const client of result.clients) {
    w.strong(`${nameIn(client.name, locale)} · ${t("client.weight", { weight: formatDecimal(client.weight, locale) })} · ${t("client.index")} ${score(client.indexBp)}`);
    if (client.csat) w.small(t("client.csat", { satisfied: formatCount(client.csat.satisfied, locale), responses: formatCount(client.csat.responses, locale), adjusted: formatPercentBp(client.csat.adjustedBp, locale) }));
    if (client.lines.length > 0) {
      w.table(
        [{ header: closing("doc.line"), share: 0.4 }, { header: closing("doc.counted"), share: 0.16, align: "right" }, { header: t("attainment"), share: 0.14, align: "right" }, { header: closing("doc.target"), share: 0.1, align: "right" }, { header: closing("doc.weight"), share: 0.08, align: "right" }, { header: closing("doc.scoreOf"), share: 0.12, align: "right" }],
        client.lines.map((line) => [nameIn(line.name, locale), `${formatCount(line.counts.conforming, locale)} / ${formatCount(line.base, locale)}`, share(line.attainmentBp), formatPercentBpShort(line.targetBp, locale), formatDecimal(line.weight, locale), score(line.scoreBp)]),
      );
    }
    w.space();
  }

  if (card.change && card.change.changeBp !== null) {
    w.heading(t("change.title", { period: formatPeriodOf(card.change.since, locale) }));
    w.facts([...card.change.causes.map((cause): [string, string] => [causeName(cause, card, locale), formatScoreChangeBp(cause.changeBp, locale)]), [t("change.total"), formatScoreChangeBp(card.change.changeBp, locale)]]);
  }
  w.space();
  w.small(t("footer.formula", { version: card.formulaVersion }));
  w.small(closing("protocol.printed", { when: formatInstantExact(now, zone, locale) }));
}

/** A cause of a change in words, as the page says it. */
export function causeName(cause: ChangeCause, { names }: Pick<PrintedScorecard, "names">, locale: Locale): string {
  const t = translateIn(locale, "scorecards");
  const nameOf = (id: string) => (names[id] ? nameIn(names[id], locale) : id);
  switch (cause.kind) {
    case "obligation":
      return `${nameOf(cause.key)}, ${nameOf(cause.party)}`;
    case "csat":
      return t("change.csat", { client: nameOf(cause.party) });
    case "reweighted":
      return t("change.reweighted");
    case "rounding":
      return t("change.rounding");
  }
}

