import { Link } from "@remix-run/react";
import { nameIn } from "#app/domain/names.ts";
import type { Locale, Names } from "#app/domain/names.ts";
import { lineSubject } from "#app/domain/pay/line-id.ts";
import type { StatementLine } from "#app/domain/pay/statement.ts";
import { formatDayShort, formatPeriod } from "#app/format/date.ts";
import { currencySign, formatAmount, formatAmountChange, formatMoney } from "#app/format/money.ts";
import { formatDecimal } from "#app/format/number.ts";
import { formatPercentBp, formatScoreBp } from "#app/format/percent.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { ExplainedStatement } from "#app/operations/explain-statement.server.ts";
import { Card, Facts } from "../card.tsx";
import { Notice } from "../notice.tsx";
import { Waterfall, type WaterfallStep } from "../waterfall.tsx";

/** An amount of a statement: money with its currency, or percent of the target. */
export function statementAmount(explained: ExplainedStatement, minor: number, locale: Locale): string {
  const { statement, currency, minorDigits } = explained;
  return statement.unit === "percent" ? formatPercentBp(minor, locale) : formatMoney(minor, { code: currency, digits: minorDigits }, locale);
}

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
                  <li key={`${other.party}/${other.key ?? ""}`}>
                    {other.key === null
                      ? t("otherwise.csat", { client: nameOf(other.party), amount: otherAmount(other.changeMinor) })
                      : t("otherwise.line", { line: nameOf(other.key), client: nameOf(other.party), amount: otherAmount(other.changeMinor) })}
                  </li>
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

  function nameOf(id: string): string {
    const names = explained.names[id];
    return names ? nameIn(names, locale) : id;
  }
  function otherAmount(changeMinor: number): string {
    return statementAmount(explained, statement.amountMinor + changeMinor, locale);
  }
}

/** The lines as steps of the waterfall; what is paid stands at the end. */
function useSteps(explained: ExplainedStatement, isOwn: boolean, withDoors: boolean): WaterfallStep[] {
  const t = useT("pay");
  const locale = useLocale();
  const { statement, period, names, gates } = explained;
  const digits = statement.unit === "percent" ? 2 : explained.minorDigits;
  const nameOf = (id: string) => (names[id] ? nameIn(names[id], locale) : id);
  const worked = Math.max(0, ...statement.segments.map((segment) => segment.days));

  const nameOfLine = (line: StatementLine): { name: string; detail?: string } => {
    const subject = lineSubject(line.id);
    switch (subject.kind) {
      case "obligation":
        return { name: nameOf(subject.key), detail: nameOf(subject.party) };
      case "csat":
        return { name: t("line.csat", { client: nameOf(subject.party) }) };
      case "adjustment":
        return { name: t("line.adjustment", { period: formatPeriod(subject.period, locale) }) };
      case "gate": {
        const gate = gates.find(({ id }) => id === subject.gateId);
        if (gate?.type === "line_floor") return { name: t("line.gate.line_floor", { line: nameOf(gate.key) }) };
        return { name: gate ? t("line.gate.lowest_client", { threshold: formatScoreBp(gate.thresholdBp, locale) }) : t("gate") };
      }
      case "time":
        return { name: t("line.time"), ...(statement.segments.length === 1 ? { detail: t("line.time.detail", { days: worked, total: statement.totalDays }) } : {}) };
      default:
        return { name: t(`line.${subject.kind}`) };
    }
  };
  const doorOf = (line: StatementLine): string | undefined => {
    const segment = statement.segments.find(({ id }) => id === line.segmentId);
    const cardOf = segment?.cardOf;
    if (!withDoors || !cardOf) return undefined;
    const subject = lineSubject(line.id);
    if (subject.kind !== "obligation" && subject.kind !== "csat") return `/scorecards/${cardOf}?period=${period}&result=pay`;
    const anchor = subject.kind === "obligation" ? `line-${encodeURIComponent(subject.key)}` : `client-${subject.party}`;
    return `/scorecards/${cardOf}?period=${period}&result=pay&client=${subject.party}#${anchor}`;
  };

  const changes = statement.lines.filter((line) => line.amountMinor !== 0 || line.id.startsWith("gate:") || line.id === "target");
  const steps = changes.map((line, place): WaterfallStep => {
    const isTarget = line.id === "target";
    const to = doorOf(line);
    return {
      key: `${place}`,
      ...nameOfLine(line),
      amount: line.amountMinor,
      text: isTarget ? formatAmount(line.amountMinor, digits, locale) : formatAmountChange(line.amountMinor, digits, locale),
      kind: isTarget ? "level" : "change",
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
      </div>
    </Card>
  );
}

const figure = (text: string) => <span className="figures">{text}</span>;
