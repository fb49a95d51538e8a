import { readTableQuery } from "#app/domain/list/table-query.ts";
import type { TableQuery, TableSpec } from "#app/domain/list/table-query.ts";
import { can } from "#app/domain/access/can.ts";
import type { Actor } from "#app/domain/access/actor.ts";
import { nameIn } from "#app/domain/names.ts";
import type { Locale, Names } from "#app/domain/names.ts";
import { FINDING_KINDS, needsWord } from "#app/domain/pay/run-findings.ts";
import type { DepartmentChange, FindingKind, FindingRow } from "#app/domain/pay/run-findings.ts";
import { personName } from "#app/format/person-name.ts";
import { hiddenSums } from "#app/web/hidden-sums.server.ts";
import { pageOfRows } from "#app/web/page-of-rows.server.ts";
import { findAccount } from "#db/queries/accounts.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { findPlan } from "#db/queries/plans.server.ts";
import { loadFindings, openFinding } from "#db/queries/run-checks.server.ts";
import type { RunFindingRow } from "#db/queries/run-checks.server.ts";
import { findRun, openRun } from "#db/queries/runs.server.ts";
import type { RunComparison } from "#db/queries/runs.server.ts";
import type { Store } from "#db/store.ts";

const SPEC = { sortable: ["person", "department", "before", "after", "change"], defaultSort: { column: "person", descending: false }, filters: {}, pageSize: 50 } as const satisfies TableSpec;

export interface FindingList {
  readonly kind: FindingKind;
  readonly people: number;
  readonly needsWord: boolean;
  readonly accepted: { readonly by: string; readonly at: number; readonly because: string } | null;
}

export interface FoundPerson extends FindingRow {
  readonly name: string;
  readonly personnelNumber: string;
  readonly department: string;
  readonly changeMinor: number | null;
}

/** A department's sums; null where they would tell a single amount to somebody who may not see it. */
export interface ShownChange extends Omit<DepartmentChange, "beforeMinor" | "afterMinor"> {
  readonly name: string;
  readonly beforeMinor: number | null;
  readonly afterMinor: number | null;
}

export interface RunCheck {
  readonly runId: string;
  readonly planName: Names;
  readonly period: string;
  readonly contentHash: string;
  readonly currency: string;
  readonly minorDigits: number;
  readonly lists: readonly FindingList[];
  /** The list that is open; null where the reader sees no people, or nothing was found. */
  readonly open: FindingKind | null;
  readonly rows: readonly FoundPerson[];
  readonly all: readonly FoundPerson[];
  readonly query: TableQuery;
  readonly against: { readonly period: string; readonly departments: readonly ShownChange[]; readonly beforeMinor: number; readonly afterMinor: number } | null;
  readonly mayAccept: boolean;
}

/** What was found in a run. Counts and words for whoever may read the run; people and amounts for HR and auditors. */
export async function readRunCheck(store: Store, actor: Actor, runId: string, url: URL, locale: Locale): Promise<RunCheck | null> {
  const row = await findRun(store, runId);
  if (!row) return null;
  const [findings, plan, departments] = await Promise.all([loadFindings(store, runId), findPlan(store, row.planId), loadDepartments(store, "all")]);
  const { currency, minorDigits, against } = openRun(store, row);
  const departmentName = new Map(departments.map((one) => [one.id, nameIn(one.name, locale)]));
  const lists = await Promise.all(FINDING_KINDS.flatMap((kind) => findings.filter((one) => one.kind === kind).map((one) => listOf(store, one, locale))));
  const seesPeople = can(actor, "statement.read_any");
  const asked = lists.find((one) => one.kind === url.searchParams.get("list")) ?? lists.find((one) => one.needsWord && !one.accepted) ?? lists[0];
  const finding = seesPeople && asked ? findings.find((one) => one.kind === asked.kind)! : null;
  const query = readTableQuery(url.searchParams, SPEC);
  const { rows: page, all } = pageOfRows(finding ? await peopleOn(store, finding, departmentName, locale) : [], query, {
    text: (one) => `${one.name} ${one.personnelNumber}`,
    sort: { person: (one) => one.name, department: (one) => one.department, before: (one) => one.beforeMinor, after: (one) => one.afterMinor, change: (one) => one.changeMinor }, filter: {},
  });
  const isPrepared = row.state === "prepared" || row.state === "returned";
  return {
    runId, planName: plan?.name ?? {}, period: row.period, contentHash: row.contentHash, currency, minorDigits, lists, open: finding?.kind ?? null, rows: page, all, query,
    against: against && againstOf(actor, against, departmentName),
    mayAccept: isPrepared && can(actor, "run.prepare"),
  };
}

function againstOf(actor: Actor, { period, departments = [] }: RunComparison, departmentName: ReadonlyMap<string, string>): NonNullable<RunCheck["against"]> {
  const hidden = hiddenSums(actor, departments);
  const sum = (side: "beforeMinor" | "afterMinor") => departments.reduce((total, one) => total + one[side], 0);
  return {
    period,
    beforeMinor: sum("beforeMinor"),
    afterMinor: sum("afterMinor"),
    departments: departments.map((one) => ({ ...one, ...(hidden.has(one.departmentId) ? { beforeMinor: null, afterMinor: null } : {}), name: departmentName.get(one.departmentId) ?? "–" })),
  };
}

async function listOf(store: Store, row: RunFindingRow, locale: Locale): Promise<FindingList> {
  const account = row.acceptedBy === null ? null : await findAccount(store, { id: row.acceptedBy });
  const [person] = account ? await loadPeople(store, [account.personId]) : [];
  const accepted = row.acceptedAt === null ? null : { by: person ? personName(person, locale) : "–", at: row.acceptedAt, because: row.acceptedBecause ?? "" };
  return { kind: row.kind, people: row.people, needsWord: needsWord(row.kind), accepted };
}

async function peopleOn(store: Store, finding: RunFindingRow, departmentName: ReadonlyMap<string, string>, locale: Locale): Promise<FoundPerson[]> {
  const rows = openFinding(store, finding);
  const people = new Map((await loadPeople(store, rows.map((one) => one.personId))).map((person) => [person.id, person]));
  return rows.flatMap((one) => {
    const person = people.get(one.personId);
    if (!person) return [];
    const changeMinor = one.beforeMinor === null || one.afterMinor === null ? null : one.afterMinor - one.beforeMinor;
    return [{ ...one, name: personName(person, locale), personnelNumber: person.personnelNumber, department: departmentName.get(one.departmentId) ?? "–", changeMinor }];
  });
}
