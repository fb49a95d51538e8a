import { Form, Link } from "@remix-run/react";
import { Check, CircleAlert, Info } from "lucide-react";
import { useId } from "react";
import { Card } from "#app/components/card.tsx";
import { classNames } from "#app/components/class-names.ts";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { FormActions, SubmitButton } from "#app/components/form.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Time } from "#app/components/time.tsx";
import { formatPeriod } from "#app/format/date.ts";
import { currencySign, formatAmount, formatAmountChange } from "#app/format/money.ts";
import { formatCount } from "#app/format/number.ts";
import { formatPercentBp } from "#app/format/percent.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { FindingList, FoundPerson, RunCheck } from "./read.server.ts";

type ShownCheck = Omit<RunCheck, "all">;
/** What the server said to a word that it refused. */
interface Refusal {
  readonly refusal: "reason_missing" | "unknown_run" | "unknown_account" | "not_your_role" | "wrong_state" | "content_changed" | "unknown_finding" | "changed_meanwhile";
  readonly kind: string;
  readonly reason: string;
}

/** The lists of a run at the side, the open one with its people, and the word that lets it pass. */
export function CheckView({ check, total, zone, refusal }: { readonly check: ShownCheck; readonly total: number; readonly zone: string; readonly refusal: Refusal | null }) {
  const t = useT("payroll");
  if (check.lists.length === 0) {
    return (
      <EmptyState icon={<Check aria-hidden size={20} />} title={t("check.empty.title")}>
        {t("check.empty.text")}
      </EmptyState>
    );
  }
  const open = check.lists.find((one) => one.kind === check.open) ?? null;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[18rem_minmax(0,1fr)]">
      <Card title={t("check.lists")} flush>
        <Lists check={check} />
      </Card>
      <div className="flex min-w-0 flex-col gap-5">
        {open ? <OpenList check={check} list={open} total={total} zone={zone} refusal={refusal?.kind === open.kind ? refusal : null} /> : <Words lists={check.lists} zone={zone} />}
        {check.against && check.against.departments.length > 0 ? <Departments check={check} against={check.against} /> : null}
      </div>
    </div>
  );
}

function Lists({ check }: { readonly check: ShownCheck }) {
  const t = useT("payroll");
  const locale = useLocale();
  return (
    <ul className="divide-y divide-line">
      {check.lists.map((list) => {
        const inside = (
          <>
            <ListIcon list={list} />
            <span className="min-w-0 grow">{t(`finding.${list.kind}`)}</span>
            <span className="figures text-muted">{formatCount(list.people, locale)}</span>
          </>
        );
        const look = "flex items-center gap-2.5 px-4 py-2";
        return (
          <li key={list.kind}>
            {check.open === null ? (
              <span className={look}>{inside}</span>
            ) : (
              <Link to={`?list=${list.kind}`} preventScrollReset aria-current={list.kind === check.open ? "page" : undefined} className={classNames(look, "hover:bg-hover aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium")}>
                {inside}
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function ListIcon({ list }: { readonly list: FindingList }) {
  const t = useT("payroll");
  if (!list.needsWord) return <Info role="img" aria-label={t("check.state.info")} size={15} className="shrink-0 text-run" />;
  if (list.accepted) return <Check role="img" aria-label={t("check.state.accepted")} size={15} className="shrink-0 text-met" />;
  return <CircleAlert role="img" aria-label={t("check.state.open")} size={15} className="shrink-0 text-risk" />;
}

function OpenList({ check, list, total, zone, refusal }: { readonly check: ShownCheck; readonly list: FindingList; readonly total: number; readonly zone: string; readonly refusal: Refusal | null }) {
  const t = useT("payroll");
  const pay = useT("pay");
  const common = useT("common");
  const locale = useLocale();
  const amount = (row: FoundPerson, minor: number | null) => (minor === null ? "–" : row.unit === "percent" ? formatPercentBp(minor, locale) : formatAmount(minor, check.minorDigits, locale));
  const isInRun = (row: FoundPerson) => row.afterMinor !== null;
  return (
    <Card title={t(`finding.${list.kind}`)} aside={pay("amountIn", { currency: currencySign(check.currency) })} flush>
      <p className="max-w-3xl px-4 pt-3 text-pretty text-muted">{t(`finding.${list.kind}.explain`)}</p>
      <DataTable
        label={t(`finding.${list.kind}`)}
        rows={check.rows}
        rowKey={(row) => row.personId}
        query={check.query}
        total={total}
        searchable
        csvTo={`/pay/runs/${check.runId}/check.csv`}
        empty={null}
        columns={[
          {
            id: "person",
            header: pay("run.lines.person"),
            sortable: true,
            cell: (row) => (
              <>
                <Link to={isInRun(row) ? `/pay/runs/${check.runId}/people/${row.personId}` : `/people/${row.personId}`} className="door font-medium">
                  {row.name}
                </Link>{" "}
                <span className="text-faint">{row.personnelNumber}</span>
              </>
            ),
          },
          { id: "department", header: common("department"), sortable: true, cell: (row) => row.department },
          { id: "before", header: check.against ? formatPeriod(check.against.period, locale) : t("check.before"), align: "end", sortable: true, cell: (row) => amount(row, row.beforeMinor) },
          { id: "after", header: formatPeriod(check.period, locale), align: "end", sortable: true, cell: (row) => amount(row, row.afterMinor) },
          { id: "change", header: pay("run.lines.change"), align: "end", sortable: true, cell: (row) => (row.changeMinor === null || row.unit === "percent" ? "–" : formatAmountChange(row.changeMinor, check.minorDigits, locale)) },
        ]}
      />
      {list.needsWord ? (
        <div className="border-t border-line p-4">{list.accepted ? <Word list={list} zone={zone} /> : check.mayAccept ? <AcceptForm key={list.kind} check={check} list={list} refusal={refusal} /> : <p className="text-muted">{t("check.word.none")}</p>}</div>
      ) : null}
    </Card>
  );
}

function Word({ list, zone }: { readonly list: FindingList; readonly zone: string }) {
  const t = useT("payroll");
  if (!list.accepted) return <p className="text-muted">{t("check.word.none")}</p>;
  return (
    <p className="text-pretty">
      <span className="text-muted">
        {t("check.word", { person: list.accepted.by })} <Time at={list.accepted.at} zone={zone} />:
      </span>{" "}
      {list.accepted.because}
    </p>
  );
}

/** What an approver who sees no people reads: each list with the word that let it pass. */
function Words({ lists, zone }: { readonly lists: readonly FindingList[]; readonly zone: string }) {
  const t = useT("payroll");
  return (
    <Card title={t("check.words")}>
      <ul className="flex flex-col gap-3">
        {lists.filter((one) => one.needsWord).map((list) => (
          <li key={list.kind}>
            <span className="font-medium">{t(`finding.${list.kind}`)}</span>
            <Word list={list} zone={zone} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function AcceptForm({ check, list, refusal }: { readonly check: ShownCheck; readonly list: FindingList; readonly refusal: Refusal | null }) {
  const t = useT("payroll");
  const id = useId();
  const atReason = refusal?.refusal === "reason_missing";
  return (
    <Form method="post" className="flex max-w-2xl flex-col gap-2">
      {refusal && !atReason ? <Notice tone="error">{t(`refusal.${refusal.refusal}`)}</Notice> : null}
      <input type="hidden" name="kind" value={list.kind} />
      <input type="hidden" name="contentHash" value={check.contentHash} />
      <label htmlFor={id} className="font-medium">
        {t("check.reason")}
      </label>
      <textarea id={id} name="reason" required rows={2} maxLength={2000} defaultValue={refusal?.reason} aria-invalid={atReason || undefined} aria-describedby={atReason ? `${id}-fault` : undefined} className={`${INPUT_LOOK} w-full px-3 py-2`} />
      {atReason ? (
        <p id={`${id}-fault`} role="alert" className="text-sm text-breach">
          {t("refusal.reason_missing")}
        </p>
      ) : null}
      <FormActions>
        <SubmitButton>{t("check.accept", { count: list.people })}</SubmitButton>
      </FormActions>
    </Form>
  );
}

function Departments({ check, against }: { readonly check: ShownCheck; readonly against: NonNullable<RunCheck["against"]> }) {
  const t = useT("payroll");
  const pay = useT("pay");
  const common = useT("common");
  const locale = useLocale();
  const amount = (minor: number | null) => (minor === null ? "–" : formatAmount(minor, check.minorDigits, locale));
  const change = (before: number | null, after: number | null) => (before === null || after === null ? "–" : formatAmountChange(after - before, check.minorDigits, locale));
  return (
    <Card title={t("check.departments")} aside={pay("amountIn", { currency: currencySign(check.currency) })} flush>
      <DataTable
        label={t("check.departments")}
        rows={against.departments}
        rowKey={(row) => row.departmentId}
        empty={null}
        columns={[
          { id: "department", header: common("department"), cell: (row) => row.name, footer: common("total") },
          { id: "people", header: pay("runs.people"), align: "end", cell: (row) => formatCount(row.people, locale), footer: formatCount(against.departments.reduce((total, row) => total + row.people, 0), locale) },
          { id: "before", header: formatPeriod(against.period, locale), align: "end", cell: (row) => amount(row.beforeMinor), footer: amount(against.beforeMinor) },
          { id: "after", header: formatPeriod(check.period, locale), align: "end", cell: (row) => amount(row.afterMinor), footer: amount(against.afterMinor) },
          { id: "change", header: pay("run.lines.change"), align: "end", cell: (row) => change(row.beforeMinor, row.afterMinor), footer: change(against.beforeMinor, against.afterMinor) },
        ]}
      />
    </Card>
  );
}
