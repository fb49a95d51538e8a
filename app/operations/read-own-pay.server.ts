import type { Names } from "#app/domain/names.ts";
import type { PublishedLine } from "#db/queries/runs.server.ts";
import { findBonusObjection } from "#db/queries/closing.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPublishedLines, openStatement } from "#db/queries/runs.server.ts";
import type { Store } from "#db/store.ts";
import { explainStatement } from "./explain-statement.server.ts";
import type { ExplainedStatement } from "./explain-statement.server.ts";
import { OBJECTION_LASTS_MS } from "./object-to-statement.server.ts";

export interface OwnStatement {
  readonly runId: string;
  readonly publishedAt: number | null;
  readonly explained: ExplainedStatement;
  readonly departments: Readonly<Record<string, Names>>;
  readonly objection: { readonly until: number | null; readonly decideBy: number | null };
}

export interface PastStatement {
  readonly runId: string;
  readonly period: string;
  readonly payoutBp: number | null;
}

/** Statements listed beside the newest. */
const LISTED = 40;

/** The published statements of one person: the asked-for or newest one in full, the others as a list. */
export async function readOwnPay(store: Store, personId: string, runId: string | null, now: number): Promise<{ statement: OwnStatement | null; past: PastStatement[] }> {
  const lines = await loadPublishedLines(store, personId, LISTED);
  const line = runId === null ? lines[0] : lines.find((one) => one.runId === runId);
  return {
    statement: line ? await readOne(store, line, now) : null,
    past: lines.map((one) => ({ runId: one.runId, period: one.period, payoutBp: one.payoutBp })),
  };
}

async function readOne(store: Store, line: PublishedLine, now: number): Promise<OwnStatement> {
  const statement = openStatement(store, line);
  const [explained, departments, objection] = await Promise.all([explainStatement(store, line.period, line.planVersionId, statement), loadDepartments(store, "all"), findBonusObjection(store, line.runId, line.personId)]);
  const used = new Set(statement.segments.map((segment) => segment.departmentId));
  const until = (line.publishedAt ?? 0) + OBJECTION_LASTS_MS;
  return {
    runId: line.runId,
    publishedAt: line.publishedAt,
    explained,
    departments: Object.fromEntries(departments.filter((row) => used.has(row.id)).map((row) => [row.id, row.name])),
    objection: { until: objection || statement.shadow || now > until ? null : until, decideBy: objection?.state === "open" ? objection.decideBy : null },
  };
}
