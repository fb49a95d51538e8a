import { nameIn, type Locale } from "#app/domain/names.ts";
import type { Statement, StatementSegment } from "#app/domain/pay/statement.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { formatDay, formatPeriod } from "#app/format/date.ts";
import { formatInstantExact } from "#app/format/instant.ts";
import { formatAmount, formatMoney } from "#app/format/money.ts";
import { formatCount } from "#app/format/number.ts";
import { formatPercentBp, formatScoreBp } from "#app/format/percent.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { loadDepartments, loadOrganisation } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { findPlan } from "#db/queries/plans.server.ts";
import { loadPeopleOfRun, type RunRow } from "#db/queries/runs.server.ts";
import type { OperationContext } from "./context.ts";
import { documentBlocks } from "./document-words.server.ts";
import { factsOf } from "./plan-documents.server.ts";
import type { PrintedBlock, PrintedDocument } from "./printed-document.ts";
import { isUntouched, readRun } from "./read-run.server.ts";
import { loadRunLife } from "./run-life.server.ts";

/** States in which an order can be signed: what it says cannot change any more. */
export const ORDER_STATES: readonly RunRow["state"][] = ["approved", "published", "exported"];

/**
 * The order on the payment of a run, with its calculation annex: who gets how much at which percent, where the percents come from, and who
 * approved it. Null where there is nothing to order: the run is not approved, is for information, or its stored content is not what was
 * approved. The caller has made sure that the reader may see every amount; each printing is recorded.
 */
export async function bonusOrder(ctx: OperationContext, row: RunRow, locale: Locale): Promise<PrintedDocument | null> {
  const { store, now } = ctx;
  if (!ORDER_STATES.includes(row.state)) return null;
  const [{ life, version }, run, plan, people, departments, organisation] = await Promise.all([loadRunLife(store, row), readRun(store, row), findPlan(store, row.planId), loadPeopleOfRun(store, row.id), loadDepartments(store, "all"), loadOrganisation(store)]);
  if (life.shadow || !plan || !organisation || !(await isUntouched(store, row, run))) return null;
  const t = translateIn(locale, "documents");
  const { currency: code, minorDigits: digits, totals } = run.secret;
  const period = formatPeriod(row.period, locale);
  const facts = {
    ...factsOf(organisation, plan, version, locale), period, people: formatCount(run.statements.length, locale),
    total: formatMoney(totals.amountMinor, { code, digits }, locale), today: formatDay(localDateOf(zoneOf(organisation.zone), now), locale),
  };
  const words = await documentBlocks(store, "order", locale, facts);
  const departmentName = new Map(departments.map((one) => [one.id, nameIn(one.name, locale)]));
  const statementOf = new Map(run.statements.map((one) => [one.personId, one]));
  const amount = ({ unit }: Statement, minor: number) => (unit === "percent" ? t("order.percentOnly") : formatAmount(minor, digits, locale));
  const rows = people.map((person, place) => {
    const statement = statementOf.get(person.id)!;
    const percent = statement.unit === "percent" ? statement.amountMinor : statement.effectivePayoutBp;
    return [
      String(place + 1), person.personnelNumber, personName(person, locale), departmentName.get(run.departmentOf.get(person.id) ?? "") ?? "–",
      amount(statement, statement.proratedMinor), percent === null ? "–" : formatPercentBp(percent, locale), amount(statement, statement.amountMinor),
    ];
  });
  const signers = await loadPeople(store, [life.preparedBy, ...life.approvals.map((one) => one.personId)].filter((id): id is string => id !== null));
  const signer = new Map(signers.map((person) => [person.id, personName(person, locale)]));
  const pay = translateIn(locale, "pay");
  const steps = [{ step: "prepared" as const, personId: life.preparedBy, at: row.preparedAt }, ...life.approvals];
  const table = (headings: readonly string[], lines: readonly (readonly string[])[], widths: readonly number[], figures: readonly number[] = []): PrintedBlock => ({ kind: "table", headings, rows: lines, widths, figures });
  await store.writeAll(() => [], { at: now, actor: ctx.actor, action: "run.order", entity: "bonus_run", entityId: row.id, rows: rows.length });
  return {
    title: t("order.title"),
    footer: `${plan.code} · ${row.period} · SHA-256 ${row.contentHash}`,
    blocks: [
      ...words.opening,
      ...words.closing,
      { kind: "page" },
      { kind: "heading", text: t("order.annex") },
      { kind: "text", text: t("order.annex.of", facts) },
      table(
        [t("order.row"), t("order.number"), t("order.person"), t("order.department"), `${t("order.target")}, ${code}`, t("order.percent"), `${t("order.amount")}, ${code}`],
        [...rows, ["", "", t("order.total"), "", formatAmount(totals.proratedMinor, digits, locale), "", formatAmount(totals.amountMinor, digits, locale)]],
        [2, 4, 8, 8, 6, 4, 6],
        [4, 5, 6],
      ),
      { kind: "heading", text: t("order.scores") },
      table([t("order.department"), t("order.score"), t("order.scale"), t("order.paid")], scoresOf(run.statements).map((one) => [departmentName.get(one.departmentId) ?? "–", one.scoreBp === null ? "–" : formatScoreBp(one.scoreBp, locale), formatPercentBp(one.curveBp, locale), formatPercentBp(one.payoutBp, locale)]), [5, 2, 2, 2], [1, 2, 3]),
      { kind: "heading", text: t("order.steps") },
      table([t("order.step"), t("order.who"), t("order.at")], steps.map(({ step, personId, at }) => [pay(`run.step.${step}`), (personId !== null && signer.get(personId)) || "–", formatInstantExact(at, organisation.zone, locale)]), [5, 4, 4]),
    ],
  };
}

/** What each department pays, once; a person's own hold says nothing about it. */
function scoresOf(statements: readonly Statement[]): readonly StatementSegment[] {
  const found = new Map<string, StatementSegment>();
  for (const segment of statements.flatMap((one) => one.segments)) {
    if (segment.policy !== "hold" || !found.has(segment.departmentId)) found.set(segment.departmentId, segment);
  }
  return [...found.values()];
}
