import { randomInt } from "node:crypto";
import { decideIncident, type IncidentDraft } from "#app/domain/evaluation/incident.ts";
import { departmentTree, type DepartmentTree } from "#app/domain/organisation/department-tree.ts";
import { foldKey } from "#app/domain/names.ts";
import { ok, refused, type Result } from "#app/domain/refusal.ts";
import { newId } from "#db/new-id.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { askToJudgeBetween, findIncident, insertIncident, updateIncident, type IncidentRow, type IncidentWithDepartments } from "#db/queries/incidents.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";

export interface IncidentDeclarer {
  readonly personId: string;
  /** Departments that the person belongs to, heads or stands in for. */
  readonly departmentIds: readonly string[];
}

export interface SaveIncident {
  /** Null = a new one. */
  readonly incidentId: string | null;
  /** The version that the person saw; another one refuses. */
  readonly rowVersion: number;
  readonly draft: IncidentDraft;
  readonly by: IncidentDeclarer;
}

/**
 * Declares or changes an incident and asks, in the same transaction, for exactly the tasks to be judged again whose clocks it touches
 * or touched; planned deliveries are judged with the next minute anyway. What it changes in a closed month becomes a correction there.
 */
export async function saveIncident(ctx: OperationContext, command: SaveIncident): Promise<Result<{ readonly incidentId: string }>> {
  const { store, now } = ctx;
  const { draft, by } = command;
  const [departments, known] = await Promise.all([loadDepartments(store, "all"), command.incidentId === null ? null : findIncident(store, command.incidentId)]);
  if (command.incidentId !== null && !known) return refused("not_found");
  if (known && (known.rowVersion !== command.rowVersion || known.withdrawnAt !== null)) return refused("changed_meanwhile");
  const tree = departmentTree(departments);
  const decided = decideIncident(draft, kinOf(tree, by.departmentIds));
  if (!decided.ok) return decided;
  const { title, evidence, from, to, departmentIds } = decided.value;
  if (departmentIds.some((id) => !departments.some((row) => row.id === id))) return refused("unknown_department", undefined, "departmentIds");
  const incidentId = known?.id ?? newId();
  const text = { title, searchKey: foldKey(title), evidence, from, to };
  const row: IncidentRow = { id: incidentId, ...text, declaredBy: by.personId, declaredAt: now, changedBy: null, changedAt: null, withdrawnBy: null, withdrawnAt: null, withdrawnBecause: null, rowVersion: 1 };
  const touched = [...(known ? [touching(tree, known)] : []), touching(tree, { departmentIds, from, to })];
  const mark = -(now * 1000 + randomInt(1000));
  try {
    await store.writeAll(
      (w) => [
        ...(known ? updateIncident(store, w, known, { ...text, changedBy: by.personId, changedAt: now }, departmentIds) : insertIncident(store, w, row, departmentIds)),
        ...touched.map((one) => askToJudgeBetween(store, w, one.providerIds, one.from, one.to, mark)),
      ],
      {
        at: now, actor: ctx.actor, action: known ? "incident.edit" : "incident.declare", entity: "incident", entityId: incidentId,
        details: { ...(known ? { before: { from: known.from, to: known.to, departmentIds: known.departmentIds } } : {}), after: { from, to, departmentIds } },
      },
    );
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok({ incidentId });
}

export interface WithdrawIncident {
  readonly incidentId: string;
  readonly rowVersion: number;
  readonly because: string;
  readonly by: IncidentDeclarer;
}

const LONGEST_BECAUSE = 2000;

/** Takes an incident back: its pauses and excuses go with it, as if it had not been. The record stays, with the reason. */
export async function withdrawIncident(ctx: OperationContext, command: WithdrawIncident): Promise<Result<{ readonly incidentId: string }>> {
  const { store, now } = ctx;
  const because = command.because.trim();
  if (because === "") return refused("text_missing", undefined, "because");
  if (because.length > LONGEST_BECAUSE) return refused("text_too_long", { longest: LONGEST_BECAUSE }, "because");
  const [departments, known] = await Promise.all([loadDepartments(store, "all"), findIncident(store, command.incidentId)]);
  if (!known) return refused("not_found");
  if (known.rowVersion !== command.rowVersion || known.withdrawnAt !== null) return refused("changed_meanwhile");
  const touched = touching(departmentTree(departments), known);
  try {
    await store.writeAll(
      (w) => [
        ...updateIncident(store, w, known, { withdrawnBy: command.by.personId, withdrawnAt: now, withdrawnBecause: because }, null),
        askToJudgeBetween(store, w, touched.providerIds, touched.from, touched.to, -(now * 1000 + randomInt(1000))),
      ],
      { at: now, actor: ctx.actor, action: "incident.withdraw", entity: "incident", entityId: known.id, details: { from: known.from, to: known.to, departmentIds: known.departmentIds } },
    );
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok({ incidentId: known.id });
}

/** The departments of a person, with those above and below them: their work is the person's own. */
const kinOf = (tree: DepartmentTree, mine: readonly string[]): string[] => [...new Set(mine.flatMap((id) => [...tree.pathUp(id), ...tree.withBelow(id)]))];

const touching = (tree: DepartmentTree, { departmentIds, from, to }: Pick<IncidentWithDepartments, "departmentIds" | "from" | "to">) => ({
  providerIds: [...new Set(departmentIds.flatMap((id) => tree.withBelow(id)))], from, to,
});
