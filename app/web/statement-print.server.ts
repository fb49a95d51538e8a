import { amountOfLine, basisSentences, nameOfLine, otherwiseSentence, saidLines, statementAmount, statementSentence } from "#app/components/pay/statement-words.ts";
import { nameIn } from "#app/domain/names.ts";
import type { Locale, Names } from "#app/domain/names.ts";
import { formatDay, formatPeriod } from "#app/format/date.ts";
import { formatInstantExact } from "#app/format/instant.ts";
import { currencySign } from "#app/format/money.ts";
import { formatPercentBp, formatScoreBp } from "#app/format/percent.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { ExplainedStatement } from "#app/operations/explain-statement.server.ts";
import { printStatement } from "#app/operations/print-statement.server.ts";
import type { PrintedStatement } from "#app/operations/print-statement.server.ts";

export interface StatementToPrint {
  readonly explained: ExplainedStatement;
  readonly person: { readonly surname: string; readonly givenName: string; readonly personnelNumber: string };
  readonly departments: Readonly<Record<string, Names>>;
  readonly statementHash: string;
  /** Until when the person may object; null = no longer. */
  readonly objectUntil: number | null;
  readonly zone: string;
  /** The person's own copy speaks to the person. */
  readonly isOwn: boolean;
}

/** A statement as a file in both languages, the reader's first. */
export async function statementPdf(read: StatementToPrint, locale: Locale): Promise<Response> {
  const locales: readonly Locale[] = locale === "ru" ? ["ru", "en"] : ["en", "ru"];
  const pdf = await printStatement(locales.map((one) => partOf(read, one)), read.statementHash);
  const name = `bonus-${read.explained.period}-${read.person.personnelNumber}`.replace(/[^\w-]+/g, "_");
  return new Response(new Uint8Array(pdf), { headers: { "Content-Type": "application/pdf", "Cache-Control": "no-store", "Content-Disposition": `attachment; filename="${name}.pdf"` } });
}

function partOf({ explained, person, departments, objectUntil, zone, isOwn }: StatementToPrint, locale: Locale): PrintedStatement {
  const t = translateIn(locale, "pay");
  const payroll = translateIn(locale, "payroll");
  const common = translateIn(locale, "common");
  const voice = { t, locale };
  const { statement, plan, currency } = explained;
  const name = personName(person, locale);
  const period = formatPeriod(explained.period, locale);
  const amount = statementAmount(explained, statement.amountMinor, locale);
  return {
    title: `${payroll("pdf.of")}: ${period}`,
    sentence: isOwn ? statementSentence(explained, voice) : t("of.sentence", { person: name, period, amount }),
    notes: [...(statement.shadow ? [t("forInformation")] : []), ...statement.remarks.map((remark) => t(`remark.${remark}`)), ...basisSentences(explained, voice), ...(objectUntil === null ? [] : [payroll("pdf.until", { day: formatInstantExact(objectUntil, zone, locale) })])],
    facts: [
      [payroll("pdf.person"), `${name}, ${person.personnelNumber}`],
      [payroll("pdf.plan"), t("basis.plan.version", { name: nameIn(plan.name, locale), number: plan.number, from: formatDay(plan.from, locale) })],
      ...statement.segments.map((segment): readonly [string, string] => [
        common("department"),
        [
          departments[segment.departmentId] ? nameIn(departments[segment.departmentId]!, locale) : "–",
          `${t("basis.score")} ${segment.scoreBp === null ? "–" : formatScoreBp(segment.scoreBp, locale)}`,
          `${t("basis.payout")} ${formatPercentBp(segment.payoutBp, locale)}`,
          `${t("basis.days")} ${t("basis.days.of", { days: segment.days, total: statement.totalDays })}`,
        ].join(" · "),
      ]),
    ],
    heading: { line: payroll("pdf.line"), amount: statement.unit === "percent" ? t("percentIn") : t("amountIn", { currency: currencySign(currency) }) },
    lines: [
      ...saidLines(explained).map((line) => {
        const { name: said, detail = "" } = nameOfLine(explained, line, voice);
        return { name: said, detail, amount: amountOfLine(explained, line, locale) };
      }),
      { name: t(isOwn ? "line.result" : "line.result.of"), detail: "", amount },
    ],
    otherwise: { title: t("otherwise.title"), sentences: explained.otherwise.map((other) => otherwiseSentence(explained, other, voice)) },
    hashName: payroll("pdf.hash"),
  };
}
