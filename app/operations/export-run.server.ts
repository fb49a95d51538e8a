import { decideRun } from "#app/domain/pay/approve-run.ts";
import type { RunRefusal } from "#app/domain/pay/approve-run.ts";
import { payFile } from "#app/domain/pay/pay-file.ts";
import type { Encoding, PayFileFormat, PayRow } from "#app/domain/pay/pay-file.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { payPeriodDays } from "#app/domain/score/pay-period-months.ts";
import { addDays } from "#app/domain/time/local-date.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeopleOfRun, findRun, updateRun } from "#db/queries/runs.server.ts";
import { findPlan } from "#db/queries/plans.server.ts";
import { sha256 } from "#db/new-id.server.ts";
import { StaleWriteError } from "#db/store.ts";
import { loadActingPerson } from "./acting-person.server.ts";
import type { OperationContext } from "./context.ts";
import { encodeText } from "./encode-text.server.ts";
import { isUntouched, readRun } from "./read-run.server.ts";
import { loadRunLife } from "./run-life.server.ts";

export interface ExportRun {
  readonly runId: string;
  /** An account of HR. */
  readonly accountId: string;
  readonly format: PayFileFormat;
  readonly encoding: Encoding;
}

/** What payroll checks a file with before it takes it. */
export interface ExportManifest {
  readonly runId: string;
  readonly plan: string;
  readonly period: string;
  readonly profile: string;
  readonly encoding: string;
  readonly currency: string;
  readonly rows: number;
  /** Sum of the amounts in minor units, money only. */
  readonly totalMinor: number;
  readonly contentHash: string;
  readonly fileName: string;
  readonly sha256: string;
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
  const { format, encoding } = command;
  const [row, actor] = await Promise.all([findRun(store, command.runId), loadActingPerson(store, command.accountId, now)]);
  if (!row) return refused("unknown_run");
  if (!actor) return refused("unknown_account");
  const { life } = await loadRunLife(store, row);
  const decision = decideRun(life, { type: "export", actor, contentHash: row.contentHash }, now);
  if (!decision.ok) return decision;
  const [run, people, departments, plan] = await Promise.all([readRun(store, row), loadPeopleOfRun(store, row.id), loadDepartments(store, "all"), findPlan(store, row.planId)]);
  if (!(await isUntouched(store, row, run))) return refused("content_damaged");

  const personById = new Map(people.map((person) => [person.id, person]));
  const codeOf = new Map(departments.map((department) => [department.id, department.code]));
  const rows = run.statements
    .map((statement): PayRow => {
      const person = personById.get(statement.personId)!;
      return {
        personnelNumber: person.personnelNumber, name: [person.surname, person.givenName, person.patronymic].filter(Boolean).join(" "), departmentCode: codeOf.get(run.departmentOf.get(statement.personId)!) ?? "",
        unit: statement.unit, targetMinor: statement.targetMinor, proratedMinor: statement.proratedMinor, amountMinor: statement.amountMinor, payoutBp: statement.effectivePayoutBp,
      };
    })
    .sort((a, b) => (a.personnelNumber < b.personnelNumber ? -1 : 1));
  const days = payPeriodDays(row.period);
  const planCode = plan?.code ?? "";
  const { currency, minorDigits } = run.secret;
  const file = encodeText(payFile(rows, { period: row.period, firstDay: days.from, lastDay: addDays(days.to, -1), planCode, currency, minorDigits }, format), encoding);
  const manifest: ExportManifest = {
    runId: row.id, plan: planCode, period: row.period, profile: format.profile, encoding, currency, rows: rows.length, totalMinor: run.secret.totals.amountMinor, contentHash: row.contentHash,
    fileName: `${fileWord(planCode)}-${row.period}-${format.profile}.csv`, sha256: sha256(file),
  };
  try {
    await store.writeAll((w) => [updateRun(store, w, row, { state: "exported", exportedAt: now })], {
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

const fileWord = (code: string): string => code.replace(/[^A-Za-z0-9_-]+/g, "_") || "plan";
