import { nameIn } from "#app/domain/names.ts";
import type { Locale } from "#app/domain/names.ts";
import { lineSubject } from "#app/domain/pay/line-id.ts";
import type { StatementLine } from "#app/domain/pay/statement.ts";
import { addDays } from "#app/domain/time/local-date.ts";
import { formatDayShort, formatPeriod } from "#app/format/date.ts";
import { formatAmount, formatAmountChange, formatMoney } from "#app/format/money.ts";
import { formatDecimal } from "#app/format/number.ts";
import { formatPercentBp, formatScoreBp } from "#app/format/percent.ts";
import type { Translate } from "#app/i18n/catalogue.ts";
import type { ExplainedStatement, OtherOutcome } from "#app/operations/explain-statement.server.ts";

/** How a statement is said: the same on the page and in print. */
export interface StatementVoice {
  readonly t: Translate<"pay">;
  readonly locale: Locale;
}

/** An amount of a statement: money with its currency, or percent of the target. */
export function statementAmount(explained: ExplainedStatement, minor: number, locale: Locale): string {
  const { statement, currency, minorDigits } = explained;
  return statement.unit === "percent" ? formatPercentBp(minor, locale) : formatMoney(minor, { code: currency, digits: minorDigits }, locale);
}

/** "For Q3 you receive 30,610.96 ₽: 86.92 % of 35,217.39 ₽." */
export function statementSentence(explained: ExplainedStatement, { t, locale }: StatementVoice): string {
  const { statement } = explained;
  const period = formatPeriod(explained.period, locale);
  const amount = statementAmount(explained, statement.amountMinor, locale);
  if (statement.shadow) return t("mine.sentence.shadow", { period, amount });
  if (statement.unit === "percent") return t("mine.sentence.percent", { period, percent: amount });
  // With an adjustment the amount is no longer that percent of the target.
  if (statement.effectivePayoutBp === null || statement.adjustments.length > 0) return t("mine.sentence.noPercent", { period, amount });
  return t("mine.sentence", { period, amount, percent: formatPercentBp(statement.effectivePayoutBp, locale), target: statementAmount(explained, statement.proratedMinor, locale) });
}

/** The name of a client or line; its id where the scorecard that named it is gone. */
export function nameOfPart(explained: ExplainedStatement, id: string, locale: Locale): string {
  const names = explained.names[id];
  return names ? nameIn(names, locale) : id;
}

/** Lines that are said: those with an amount, failed gates, and the target. */
export const saidLines = ({ statement }: ExplainedStatement): readonly StatementLine[] =>
  statement.lines.filter((line) => line.amountMinor !== 0 || line.id.startsWith("gate:") || line.id === "target");

/** What a line is called, and in small what caused it. */
export function nameOfLine(explained: ExplainedStatement, line: StatementLine, { t, locale }: StatementVoice): { readonly name: string; readonly detail?: string } {
  const { statement, gates } = explained;
  const subject = lineSubject(line.id);
  switch (subject.kind) {
    case "obligation":
      return { name: nameOfPart(explained, subject.key, locale), detail: nameOfPart(explained, subject.party, locale) };
    case "csat":
      return { name: t("line.csat", { client: nameOfPart(explained, subject.party, locale) }) };
    case "external": {
      const value = statement.segments.find(({ id }) => id === line.segmentId)?.external?.value;
      const { external } = explained;
      return { name: nameOfPart(explained, subject.metricId, locale), ...(value == null || !external ? {} : { detail: t("line.external.detail", { value: formatDecimal(value, locale), target: formatDecimal(external.target, locale) }) }) };
    }
    case "adjustment": {
      const carryMinor = statement.adjustments.find((one) => one.period === subject.period)?.carryMinor ?? 0;
      return { name: t("line.adjustment", { period: formatPeriod(subject.period, locale) }), ...(carryMinor === 0 ? {} : { detail: t("line.adjustment.carry", { amount: statementAmount(explained, carryMinor, locale) }) }) };
    }
    case "gate": {
      const gate = gates.find(({ id }) => id === subject.gateId);
      if (gate?.type === "line_floor") return { name: t("line.gate.line_floor", { line: nameOfPart(explained, gate.key, locale) }) };
      return { name: gate ? t("line.gate.lowest_client", { threshold: formatScoreBp(gate.thresholdBp, locale) }) : t("gate") };
    }
    case "time": {
      const worked = Math.max(0, ...statement.segments.map((segment) => segment.days));
      return { name: t("line.time"), ...(statement.segments.length === 1 ? { detail: t("line.time.detail", { days: worked, total: statement.totalDays }) } : {}) };
    }
    default:
      return { name: t(`line.${subject.kind}`) };
  }
}

/** What the calculation stands on beside the departments: days away, the head's coefficient, the figure from outside. */
export function basisSentences(explained: ExplainedStatement, { t, locale }: StatementVoice): string[] {
  const { statement, coefficient, external } = explained;
  const away = (statement.absences ?? []).map(({ from, to }) => `${formatDayShort(from, locale)} – ${formatDayShort(addDays(to, -1), locale)}`);
  const outside = external && statement.segments.find((segment) => segment.external)?.external;
  const metric = external ? nameOfPart(explained, external.metricId, locale) : "";
  const weight = formatDecimal(external?.weightPct ?? "0", locale);
  return [
    ...(away.length > 0 ? [t("basis.absences", { spans: away.join(", ") })] : []),
    ...(coefficient && coefficient.reason !== "" ? [t("basis.coefficient", { coefficient: formatDecimal(coefficient.coefficient, locale), reason: coefficient.reason })] : []),
    ...(!external || !outside
      ? []
      : outside.value === null || outside.scoreBp === null
        ? [t("basis.external.none", { metric, weight })]
        : [t("basis.external", { metric, weight, value: formatDecimal(outside.value, locale), score: formatScoreBp(outside.scoreBp, locale), own: formatScoreBp(outside.ownBp, locale) })]),
  ];
}

/** The amount of a line: the target as it is, a change with its sign. */
export function amountOfLine(explained: ExplainedStatement, line: StatementLine, locale: Locale): string {
  const digits = explained.statement.unit === "percent" ? 2 : explained.minorDigits;
  return line.id === "target" ? formatAmount(line.amountMinor, digits, locale) : formatAmountChange(line.amountMinor, digits, locale);
}

/** "If timesheets had been on time in all three months: 32,252.09 ₽" */
export function otherwiseSentence(explained: ExplainedStatement, other: OtherOutcome, { t, locale }: StatementVoice): string {
  const amount = statementAmount(explained, explained.statement.amountMinor + other.changeMinor, locale);
  const { leaf } = other;
  if (leaf.kind === "external") return t("otherwise.external", { metric: nameOfPart(explained, leaf.metricId, locale), target: formatDecimal(explained.external?.target ?? "0", locale), amount });
  const client = nameOfPart(explained, leaf.party, locale);
  return leaf.kind === "csat" ? t("otherwise.csat", { client, amount }) : t("otherwise.line", { line: nameOfPart(explained, leaf.key, locale), client, amount });
}
