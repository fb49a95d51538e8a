import { decideRun } from "#app/domain/pay/approve-run.ts";
import type { RunRefusal } from "#app/domain/pay/approve-run.ts";
import { cellText } from "#app/domain/formula-text.ts";
import { payFile, payTable } from "#app/domain/pay/pay-file.ts";
import type { Encoding, PayCell, PayFileFormat, PayRow } from "#app/domain/pay/pay-file.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { payPeriodDays } from "#app/domain/score/pay-period-months.ts";
import { addDays } from "#app/domain/time/local-date.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeopleOfRun, findRun, updateRun } from "#db/queries/runs.server.ts";
import { findPlan } from "#db/queries/plans.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { insertRunExport, sealManifest } from "#db/queries/run-files.server.ts";
import type { ExportManifest } from "#db/queries/run-files.server.ts";
import { newId, sha256 } from "#db/new-id.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { Store } from "#db/store.ts";
import { loadActingPerson } from "./acting-person.server.ts";
import type { OperationContext } from "./context.ts";
import { encodeText } from "./encode-text.server.ts";
import { payColumnsOf } from "./pay-format.server.ts";
import { isUntouched, readRun } from "./read-run.server.ts";
import { loadRunLife } from "./run-life.server.ts";
import { xlsxFile } from "./xlsx-file.server.ts";
import type { XlsxCell } from "./xlsx-file.server.ts";

export const EXPORT_FILES = ["csv", "xlsx"] as const;
export type ExportFile = (typeof EXPORT_FILES)[number];

export interface ExportRun {
  readonly runId: string;
  /** An account of HR. */
  readonly accountId: string;
  readonly format: Pick<PayFileFormat, "profile" | "separator">;
  /** A workbook has the manifest as its second sheet, and no encoding of its own. */
  readonly file?: ExportFile;
  readonly encoding: Encoding;
}

export interface ExportedRun {
  readonly file: Buffer;
  readonly manifest: ExportManifest;
}

export type ExportRefusal = RunRefusal | "unknown_run" | "unknown_account" | "content_damaged" | "changed_meanwhile";

/**
 * The payroll file of a published run with its manifest. The same run and format give the same bytes. What is
 * stored is checked against the approved hash first.
 */
export async function exportRun(ctx: OperationContext, command: ExportRun): Promise<Result<ExportedRun, ExportRefusal>> {
  const { store, now } = ctx;
  const { encoding, file: kind = "csv" } = command;
  const [row, actor] = await Promise.all([findRun(store, command.runId), loadActingPerson(store, command.accountId, now)]);
  if (!row) return refused("unknown_run");
  if (!actor) return refused("unknown_account");
  const { life, version } = await loadRunLife(store, row);
  const decision = decideRun(life, { type: "export", actor, contentHash: row.contentHash }, now);
  if (!decision.ok) return decision;
  const [run, people, departments, plan, columns, signers] = await Promise.all([
    readRun(store, row), loadPeopleOfRun(store, row.id), loadDepartments(store, "all"), findPlan(store, row.planId), payColumnsOf(store, command.format.profile), namesOf(store, [life.preparedBy, ...life.approvals.map((one) => one.personId)]),
  ]);
  if (!(await isUntouched(store, row, run))) return refused("content_damaged");

  const personById = new Map(people.map((person) => [person.id, person]));
  const codeOf = new Map(departments.map((department) => [department.id, department.code]));
  const rows = run.statements
    .map((statement): PayRow => {
      const person = personById.get(statement.personId)!;
      return {
        personnelNumber: person.personnelNumber, name: [person.surname, person.givenName, person.patronymic].filter(Boolean).join(" "), departmentCode: codeOf.get(run.departmentOf.get(statement.personId)!) ?? "",
        unit: statement.unit, targetMinor: statement.targetMinor, proratedMinor: statement.proratedMinor, amountMinor: statement.amountMinor, payoutBp: statement.effectivePayoutBp,
        lineKey: lineKey(row.id, statement.personId),
      };
    })
    .sort((a, b) => (a.personnelNumber < b.personnelNumber ? -1 : 1));
  const days = payPeriodDays(row.period);
  const planCode = plan?.code ?? "";
  const { currency, minorDigits } = run.secret;
  const format: PayFileFormat = { ...command.format, columns };
  const facts = { period: row.period, firstDay: days.from, lastDay: addDays(days.to, -1), planCode, currency, minorDigits };
  const about: Omit<ExportManifest, "sha256"> = {
    runId: row.id, plan: planCode, planVersion: version.number, period: row.period, profile: format.profile, encoding: kind === "xlsx" ? "xlsx" : encoding, currency, minorDigits, rows: rows.length,
    totalMinor: rows.reduce((sum, one) => (one.unit === "money" ? sum + one.amountMinor : sum), 0), calculatedBy: signers[0] ?? "", approvedBy: signers.slice(1), contentHash: row.contentHash,
    fileName: `${fileWord(planCode)}-${row.period}-${format.profile}.${kind}`,
  };
  const file = kind === "xlsx" ? xlsxFile([{ name: row.period, rows: payTable(rows, facts, { profile: "generic", columns }).map((cells) => cells.map(xlsxCell)) }, { name: "manifest", rows: manifestRows(about) }]) : encodeText(payFile(rows, facts, format), encoding);
  const manifest: ExportManifest = { ...about, sha256: sha256(file) };
  const exportId = newId();
  try {
    await store.writeAll((w) => [
      updateRun(store, w, row, { state: "exported", exportedAt: now }),
      insertRunExport(store, w, { id: exportId, runId: row.id, profile: format.profile, rows: rows.length, manifestSealed: sealManifest(store, exportId, manifest), exportedBy: actor.accountId, exportedAt: now }),
    ], {
      at: now, actor: ctx.actor, action: "run.export", entity: "bonus_run", entityId: row.id, rows: rows.length,
      // Salted like the run's hashes: the plain hash of a short file would let its amounts be tried out.
      details: { profile: format.profile, file: sha256(`${run.secret.salt}\n${manifest.sha256}`) },
    });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok({ file, manifest });
}

/** The same for a person of a run in every file; says nothing about the amount. */
const lineKey = (runId: string, personId: string): string => sha256(`${runId}:${personId}`).slice(0, 24);

/** A cell of a workbook. Fifteen digits, which a spreadsheet keeps, are more than an amount has. */
const xlsxCell = (cell: PayCell): XlsxCell => ("text" in cell ? cellText(cell.text) : cell.number === "" ? null : Number(cell.number));

/** The manifest as a sheet: one fact a row. The file's own checksum cannot stand in it. */
const manifestRows = (about: Omit<ExportManifest, "sha256">): readonly (readonly XlsxCell[])[] => Object.entries(about).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value as string | number)]);

/** Names of the people behind a run, in their order; those who are nobody's any more are left out. */
async function namesOf(store: Store, personIds: readonly (string | null)[]): Promise<string[]> {
  const ids = personIds.filter((id): id is string => id !== null);
  const people = new Map((await loadPeople(store, [...new Set(ids)])).map((person) => [person.id, person]));
  return ids.flatMap((id) => {
    const person = people.get(id);
    return person ? [`${person.surname} ${person.givenName}`] : [];
  });
}

const fileWord = (code: string): string => code.replace(/[^A-Za-z0-9_-]+/g, "_") || "plan";
