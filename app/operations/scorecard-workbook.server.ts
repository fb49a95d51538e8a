import { nameIn, type Locale } from "#app/domain/names.ts";
import { formatPeriod } from "#app/format/date.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { causeName } from "./print-scorecard.server.ts";
import type { PrintedScorecard } from "./printed-scorecard.ts";
import { xlsxFile, type XlsxCell } from "./xlsx-file.server.ts";

/** Integers of 0.01 as the number they mean. */
const hundredths = (bp: number | null): XlsxCell => (bp === null ? null : { value: bp / 100, decimals: 2 });

/** A scorecard as a workbook: the chain, the lines with their counts, the answers by client, and the change by cause; the same figures as the page. */
export function scorecardWorkbook(card: PrintedScorecard, locale: Locale): Buffer {
  const t = translateIn(locale, "scorecards");
  const closing = translateIn(locale, "closing");
  const common = translateIn(locale, "common");
  const { result } = card;
  const chain: XlsxCell[][] = [
    [`${nameIn(card.department, locale)}, ${formatPeriod(card.period, locale)}`, closing("doc.value")],
    [closing(card.isFinal ? "doc.frozen" : "doc.forecast"), null],
    [t("result"), t(`result.${card.which}`)],
    [t("objective"), hundredths(result.objectiveBp)],
    [`${t("objective")}: ${t("weightOf")}`, Number(result.usedObjectiveWeight)],
    [t("satisfaction"), hundredths(result.satisfactionBp)],
    [`${t("satisfaction")}: ${t("weightOf")}`, Number(result.usedSatisfactionWeight)],
    [t(card.which === "pay" ? "list.payScore" : "combined"), result.scoreBp === null ? t(`noScore.${result.reason ?? "nothing_measured"}`) : hundredths(result.scoreBp)],
    [`${t("coverage")}, %`, hundredths(card.coverageBp)],
    [`${t("excused")}, %`, hundredths(result.excusedShareBp)],
    [`${t("unmeasurable")}, %`, hundredths(result.unmeasurableShareBp)],
    [t("footer.formula", { version: card.formulaVersion }), null],
    [t("footer.hash"), card.hash],
  ];
  const lines: XlsxCell[][] = [
    [common("client"), closing("doc.line"), closing("doc.mode"), closing("doc.due"), closing("doc.excused"), closing("doc.conforming"), closing("doc.unmeasurable"), closing("doc.attainment"), closing("doc.target"), closing("doc.scoreOf"), closing("doc.weight"), closing("doc.lost")],
    ...result.clients.flatMap((client) =>
      client.lines.map((line): XlsxCell[] => [
        nameIn(client.name, locale), nameIn(line.name, locale), common(`mode.${line.mode}`), line.counts.due, line.counts.excused, line.counts.conforming, line.counts.unmeasurable, hundredths(line.attainmentBp), hundredths(line.targetBp), hundredths(line.scoreBp),
        Number(line.weight), line.lossPointsE4 === null ? null : line.lossPointsE4 / 10_000,
      ]),
    ),
  ];
  const answers: XlsxCell[][] = [
    [common("client"), closing("doc.weight"), closing("doc.index"), closing("doc.satisfied"), closing("doc.answers"), closing("doc.adjusted"), closing("doc.lost")],
    ...result.clients.map((client): XlsxCell[] => [
      nameIn(client.name, locale), Number(client.weight), hundredths(client.indexBp), client.csat?.satisfied ?? null, client.csat?.responses ?? null, hundredths(client.csat?.adjustedBp ?? null),
      client.csatLossPointsE4 === null ? null : client.csatLossPointsE4 / 10_000,
    ]),
  ];
  const change: XlsxCell[][] = card.change
    ? [[closing("doc.change"), closing("doc.value")], ...card.change.causes.map((cause): XlsxCell[] => [causeName(cause, card, locale), hundredths(cause.changeBp)]), [t("change.total"), hundredths(card.change.changeBp)]]
    : [];
  return xlsxFile([
    { name: closing("doc.chain"), rows: chain, widths: [48, 24] },
    { name: t("clients"), rows: lines, widths: [28, 44, 14, 10, 10, 10, 10, 14, 10, 10, 8, 12] },
    { name: t("answers"), rows: answers, widths: [32, 8, 10, 10, 10, 14, 12] },
    ...(change.length > 0 ? [{ name: closing("doc.change"), rows: change, widths: [60, 12] }] : []),
  ]);
}
