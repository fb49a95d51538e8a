import type { RunStateCode } from "#app/components/pay/run-state.tsx";
import { readTableQuery } from "#app/domain/list/table-query.ts";
import type { TableQuery, TableSpec } from "#app/domain/list/table-query.ts";
import { can } from "#app/domain/access/can.ts";
import type { Actor } from "#app/domain/access/actor.ts";
import { foldKey } from "#app/domain/names.ts";
import type { Names } from "#app/domain/names.ts";
import { decideRun, nextStep } from "#app/domain/pay/approve-run.ts";
import type { Approval, RunCommand, RunLife } from "#app/domain/pay/approve-run.ts";
import type { ExportProfile } from "#app/domain/pay/pay-file.ts";
import type { Remark } from "#app/domain/pay/statement.ts";
import { loadActingPerson } from "#app/operations/acting-person.server.ts";
import { ORDER_STATES } from "#app/operations/bonus-order.server.ts";
import { loadRunLife } from "#app/operations/run-life.server.ts";
import { findAccount } from "#db/queries/accounts.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { findPlan } from "#db/queries/plans.server.ts";
import { loadFindings } from "#db/queries/run-checks.server.ts";
import { loadRunExports, openManifest } from "#db/queries/run-files.server.ts";
import { findReturn, findRun, findRunLine, loadRunPage, openRun, openStatement } from "#db/queries/runs.server.ts";
import type { RunComparison, RunLineRow, RunSecret } from "#db/queries/runs.server.ts";
import type { Store } from "#db/store.ts";

const SPEC = { sortable: ["person"], defaultSort: { column: "person", descending: false }, filters: {}, pageSize: 50 } as const satisfies TableSpec;
/** Files listed. */
const FILES = 20;
const STEPS = ["prepare", "submit", "approve", "return", "publish", "export"] as const;
export type StepName = (typeof STEPS)[number];

export interface PersonName {
  readonly surname: string;
  readonly givenName: string;
}

export interface RunLineShown extends PersonName {
  readonly personId: string;
  readonly personnelNumber: string;
  readonly department: Names;
  readonly unit: "money" | "percent";
  readonly targetMinor: number;
  readonly amountMinor: number;
  readonly payoutBp: number | null;
  readonly remarks: readonly Remark[];
}

export interface RunDetail {
  readonly id: string;
  readonly planId: string;
  readonly planName: Names;
  readonly period: string;
  readonly state: RunStateCode;
  readonly people: number;
  readonly contentHash: string;
  readonly shadow: boolean;
  readonly totals: RunSecret["totals"];
  readonly fund: RunSecret["fund"];
  readonly currency: string;
  readonly minorDigits: number;
  readonly steps: readonly RunStepShown[];
  readonly returned: { readonly person: PersonName | null; readonly reason: string } | null;
  readonly against: (Omit<RunComparison, "largest"> & { readonly largest: readonly (RunComparison["largest"][number] & PersonName)[] }) | null;
  /** Lists of the check, and those that still need a word. */
  readonly found: { readonly lists: number; readonly open: number };
  /** Files that left for payroll, newest first; for those who may export. */
  readonly files: readonly { readonly id: string; readonly at: number; readonly profile: ExportProfile; readonly rows: number; readonly fileName: string; readonly sha256: string }[];
  readonly may: Readonly<Record<StepName | "setWords", boolean>>;
  /** There is an order to sign, and the reader may see what it says. */
  readonly hasOrder: boolean;
  /** HR and auditors: every line. Others: the lines that wait for their approval. */
  readonly seesLines: boolean;
  readonly lines: readonly RunLineShown[];
  readonly query: TableQuery;
  readonly total: number;
}

export interface RunStepShown {
  readonly step: "prepared" | Approval["step"] | "published" | "exported";
  readonly person: PersonName | null;
  /** null = still waiting. */
  readonly at: number | null;
}

/** A run with everything that a decision about it needs; null when there is none. */
export async function readRunDetail(store: Store, actor: Actor, runId: string, url: URL, now: number): Promise<RunDetail | null> {
  const row = await findRun(store, runId);
  if (!row) return null;
  const { life, version } = await loadRunLife(store, row);
  const mayExport = can(actor, "run.export");
  const [plan, departments, acting, sentBack, findings, exports] = await Promise.all([
    findPlan(store, row.planId), loadDepartments(store, "all"), loadActingPerson(store, actor.accountId, now), row.state === "returned" ? findReturn(store, runId) : null,
    loadFindings(store, runId), mayExport ? loadRunExports(store, runId, FILES) : [],
  ]);
  const secret = openRun(store, row);
  const seesLines = can(actor, "statement.read_any");
  const waiting = row.state === "submitted" ? nextStep(life) : null;
  const own = !seesLines && waiting === "own_lines" && can(actor, "run.approve") ? involved(life) : [];
  const query = readTableQuery(url.searchParams, SPEC);
  const page = seesLines ? await loadRunPage(store, runId, { search: foldKey(query.search), limit: query.pageSize, offset: query.offset }) : null;
  const ownLines = (await Promise.all(own.map((personId) => findRunLine(store, runId, personId)))).filter((line): line is RunLineRow => line !== null);

  const returnedBy = sentBack ? await findAccount(store, { id: sentBack.actorId }) : null;
  const largest = seesLines ? (secret.against?.largest ?? []) : [];
  const ids = [life.preparedBy, ...life.approvals.map((one) => one.personId), ...ownLines.map((line) => line.personId), ...largest.map((one) => one.personId), returnedBy?.personId];
  const people = new Map((await loadPeople(store, [...new Set(ids.filter((id): id is string => !!id))])).map((person) => [person.id, person]));
  const nameOf = (id: string | null | undefined): PersonName | null => {
    const person = id ? people.get(id) : undefined;
    return person ? { surname: person.surname, givenName: person.givenName } : null;
  };
  const departmentOf = new Map(departments.map((department) => [department.id, department.name]));
  const shown = (line: RunLineRow, person: PersonName & { readonly personnelNumber: string }): RunLineShown => {
    const statement = openStatement(store, line);
    return {
      personId: line.personId, surname: person.surname, givenName: person.givenName, personnelNumber: person.personnelNumber, department: departmentOf.get(line.departmentId) ?? {},
      unit: statement.unit, targetMinor: statement.targetMinor, amountMinor: statement.amountMinor, payoutBp: statement.effectivePayoutBp, remarks: statement.remarks,
    };
  };
  const lines = page ? page.rows.map((line) => shown(line, line)) : ownLines.flatMap((line) => (people.has(line.personId) ? [shown(line, people.get(line.personId)!)] : []));
  return {
    id: row.id, planId: row.planId, planName: plan?.name ?? {}, period: row.period, state: row.state, people: row.people, contentHash: row.contentHash, shadow: version.terms.shadow,
    totals: secret.totals, fund: secret.fund, currency: secret.currency, minorDigits: secret.minorDigits,
    steps: stepsOf(life, row, nameOf),
    returned: row.state === "returned" ? { person: nameOf(returnedBy?.personId), reason: sentBack?.reason ?? "" } : null,
    against: secret.against && { ...secret.against, largest: largest.flatMap((one) => { const name = nameOf(one.personId); return name ? [{ ...one, ...name }] : []; }) },
    found: { lists: findings.length, open: life.openFindings },
    files: exports.map((one) => { const { fileName, sha256 } = openManifest(store, one); return { id: one.id, at: one.exportedAt, profile: one.profile, rows: one.rows, fileName, sha256 }; }),
    may: { ...(Object.fromEntries(STEPS.map((step) => [step, acting !== null && decideRun(life, commandOf(step, acting, life), now).ok && (step !== "export" || mayExport)])) as Record<StepName, boolean>), setWords: can(actor, "plan.edit") },
    hasOrder: seesLines && !version.terms.shadow && ORDER_STATES.includes(row.state),
    seesLines, lines, query,
    total: page?.total ?? lines.length,
  };
}

function commandOf(type: StepName, actor: RunCommand["actor"], life: RunLife): RunCommand {
  const contentHash = life.contentHash ?? "";
  if (type === "return") return { type, actor, reason: "?" };
  return type === "prepare" ? { type, actor, contentHash, people: [] } : { type, actor, contentHash };
}

/** Those whose lines a director settles: who prepared and who approved, as far as the run pays them. */
const involved = (life: RunLife): string[] => [...new Set([life.preparedBy, ...life.approvals.map((one) => one.personId)])].filter((id): id is string => id !== null && life.people.includes(id));

function stepsOf(life: RunLife, row: { preparedAt: number; publishedAt: number | null; exportedAt: number | null }, nameOf: (id: string | null) => PersonName | null): RunStepShown[] {
  const given = life.approvals.map((one): RunStepShown => ({ step: one.step, person: nameOf(one.personId), at: one.at }));
  const inChain = life.approvals.filter((one) => one.step !== "own_lines").length;
  const missing = life.chain.slice(inChain).map((step): RunStepShown => ({ step, person: null, at: null }));
  const own: RunStepShown[] = missing.length === 0 && nextStep(life) === "own_lines" ? [{ step: "own_lines", person: null, at: null }] : [];
  return [
    { step: "prepared", person: nameOf(life.preparedBy), at: row.preparedAt },
    ...given,
    ...missing,
    ...own,
    { step: "published", person: null, at: row.publishedAt },
    ...(life.shadow ? [] : [{ step: "exported", person: null, at: row.exportedAt } as const]),
  ];
}
