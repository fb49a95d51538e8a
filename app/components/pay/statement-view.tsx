import { Link } from "@remix-run/react";
import { nameIn } from "#app/domain/names.ts";
import type { Names } from "#app/domain/names.ts";
import { lineSubject } from "#app/domain/pay/line-id.ts";
import type { StatementLine } from "#app/domain/pay/statement.ts";
import { formatDayShort } from "#app/format/date.ts";
import { currencySign, formatAmount } from "#app/format/money.ts";
import { formatDecimal } from "#app/format/number.ts";
import { formatPercentBp, formatScoreBp } from "#app/format/percent.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { ExplainedStatement } from "#app/operations/explain-statement.server.ts";
import { Card, Facts } from "../card.tsx";
import { Notice } from "../notice.tsx";
import { Waterfall, type WaterfallStep } from "../waterfall.tsx";
import { amountOfLine, basisSentences, nameOfLine, otherwiseSentence, saidLines } from "./statement-words.ts";

/**
 * A statement from the target to the amount, each line leading to what caused it. `isOwn` speaks to the person;
 * `withDoors` where the reader may open the scorecards.
 */
export function StatementView({ explained, departments, isOwn, withDoors }: { readonly explained: ExplainedStatement; readonly departments: Readonly<Record<string, Names>>; readonly isOwn: boolean; readonly withDoors: boolean }) {
  const t = useT("pay");
  const locale = useLocale();
  const { statement, currency, otherwise } = explained;
  const steps = useSteps(explained, isOwn, withDoors);
  return (
    <>
      {statement.shadow ? <Notice>{t("forInformation")}</Notice> : null}
      {statement.remarks.map((remark) => (
        <Notice key={remark} tone="warning">
          {t(`remark.${remark}`)}
        </Notice>
      ))}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Card title={t("waterfall")}>
          <Waterfall steps={steps} caption={t("waterfall")} amountHeading={statement.unit === "percent" ? t("percentIn") : t("amountIn", { currency: currencySign(currency) })} />
        </Card>
        <div className="flex min-w-0 flex-col gap-5">
          {otherwise.length > 0 ? (
            <Card title={t("otherwise.title")}>
              <ul className="flex flex-col gap-2">
                {otherwise.map((other) => (
                  <li key={JSON.stringify(other.leaf)}>{otherwiseSentence(explained, other, { t, locale })}</li>
                ))}
              </ul>
              <p className="mt-3 text-sm text-muted">{t("otherwise.explain")}</p>
              {explained.isShared ? <p className="mt-1 text-sm text-muted">{t("otherwise.shared")}</p> : null}
            </Card>
          ) : null}
          <Basis explained={explained} departments={departments} />
        </div>
      </div>
    </>
  );
}

/** The lines as steps of the waterfall; what is paid stands at the end. */
function useSteps(explained: ExplainedStatement, isOwn: boolean, withDoors: boolean): WaterfallStep[] {
  const t = useT("pay");
  const locale = useLocale();
  const { statement, period } = explained;
  const digits = statement.unit === "percent" ? 2 : explained.minorDigits;

  const doorOf = (line: StatementLine): string | undefined => {
    const segment = statement.segments.find(({ id }) => id === line.segmentId);
    const cardOf = segment?.cardOf;
    const subject = lineSubject(line.id);
    const runId = subject.kind === "adjustment" ? explained.adjusts[subject.period] : undefined;
    if (runId !== undefined) return isOwn ? `/pay?statement=${runId}` : `/pay/runs/${runId}/people/${statement.personId}`;
    if (!withDoors || !cardOf) return undefined;
    if (subject.kind !== "obligation" && subject.kind !== "csat") return `/scorecards/${cardOf}?period=${period}&result=pay`;
    const anchor = subject.kind === "obligation" ? `line-${encodeURIComponent(subject.key)}` : `client-${subject.party}`;
    return `/scorecards/${cardOf}?period=${period}&result=pay&client=${subject.party}#${anchor}`;
  };

  const steps = saidLines(explained).map((line, place): WaterfallStep => {
    const to = doorOf(line);
    return {
      key: `${place}`,
      ...nameOfLine(explained, line, { t, locale }),
      amount: line.amountMinor,
      text: amountOfLine(explained, line, locale),
      kind: line.id === "target" ? "level" : "change",
      ...(to === undefined ? {} : { to }),
    };
  });
  return [...steps, { key: "result", name: t(isOwn ? "line.result" : "line.result.of"), amount: statement.amountMinor, text: formatAmount(statement.amountMinor, digits, locale), kind: "level" }];
}

/** The facts that the calculation stands on, per membership. */
function Basis({ explained, departments }: { readonly explained: ExplainedStatement; readonly departments: Readonly<Record<string, Names>> }) {
  const t = useT("pay");
  const locale = useLocale();
  const { plan, statement } = explained;
  const nameOf = (id: string | null) => (id !== null && departments[id] ? nameIn(departments[id], locale) : "–");
  return (
    <Card title={t("basis.title")}>
      <div className="flex flex-col gap-4">
        <p>
          <Link to={`/pay/plans/${plan.id}`} className="door">
            {t("basis.plan.version", { name: nameIn(plan.name, locale), number: plan.number, from: formatDayShort(plan.from, locale) })}
          </Link>
        </p>
        {statement.segments.map((segment) => (
          <Facts
            key={segment.id}
            rows={[
              { name: t("basis.department"), value: nameOf(segment.departmentId) },
              { name: t("basis.score"), value: figure(segment.scoreBp === null ? "–" : formatScoreBp(segment.scoreBp, locale)) },
              { name: t("basis.curve"), value: figure(formatPercentBp(segment.curveBp, locale)) },
              { name: t("basis.payout"), value: figure(formatPercentBp(segment.payoutBp, locale)) },
              { name: t("basis.days"), value: figure(t("basis.days.of", { days: segment.days, total: statement.totalDays })) },
              { name: t("basis.fte"), value: figure(formatDecimal(segment.fte, locale)) },
              ...(segment.sharePct === "100" ? [] : [{ name: t("basis.share"), value: figure(`${formatDecimal(segment.sharePct, locale)} %`) }]),
            ]}
          />
        ))}
        {basisSentences(explained, { t, locale }).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </Card>
  );
}

const figure = (text: string) => <span className="figures">{text}</span>;
