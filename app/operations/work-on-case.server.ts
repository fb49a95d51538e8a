import { decideCase } from "#app/domain/improvement/decide-case.ts";
import type { CaseAct, CaseSide, CaseText } from "#app/domain/improvement/decide-case.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { findCase, updateCase } from "#db/queries/cases.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";

export interface WorkOnCase {
  readonly caseId: string;
  /** The version that the person saw; another one refuses. */
  readonly rowVersion: number;
  readonly act: CaseAct;
  readonly text: CaseText;
  readonly sides: readonly CaseSide[];
}

/** Writes what the provider plans or the client checked; `changed_meanwhile` when another was faster. */
export async function workOnCase(ctx: OperationContext, command: WorkOnCase): Promise<Result<{ readonly state: string }>> {
  const { store, now } = ctx;
  const found = await findCase(store, command.caseId);
  if (!found) return refused("not_found");
  if (found.rowVersion !== command.rowVersion) return refused("changed_meanwhile");
  const decided = decideCase(found, command.act, command.text, command.sides);
  if (!decided.ok) return decided;
  const { state, cause, action, ownerId, dueOn } = decided.value;
  try {
    await store.writeAll((w) => [updateCase(store, w, found, { state, cause, action, ownerId, dueOn })], {
      at: now, actor: ctx.actor, action: `case.${command.act}`, entity: "improvement_case", entityId: found.id,
      details: { before: { state: found.state, dueOn: found.dueOn, ownerId: found.ownerId }, after: { state, dueOn, ownerId } },
    });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok({ state });
}
