import { decideCase, type CaseCommand, type CaseSide } from "#app/domain/improvement/decide-case.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { deleteCaseLink, findCase, insertCaseEntry, insertCaseLink, updateCase } from "#db/queries/cases.server.ts";
import type { CaseRow } from "#db/queries/cases.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { openFollowUpBook } from "./follow-up-book.server.ts";
import { notices } from "./notify.server.ts";
import { tellAboutCase } from "./tell-about-case.server.ts";

export interface WorkOnCase {
  readonly caseId: string;
  /** The version that the person saw; another one refuses. */
  readonly rowVersion: number;
  readonly command: CaseCommand;
  /** Sides on which the person may act; never both at once. */
  readonly sides: readonly CaseSide[];
  readonly personId: string;
}

/** Writes what the provider plans or the client checked, with its entry in the history; `changed_meanwhile` when another was faster. */
export async function workOnCase(ctx: OperationContext, { caseId, rowVersion, command, sides, personId }: WorkOnCase): Promise<Result<{ readonly state: string }>> {
  const { store, now } = ctx;
  const found = await findCase(store, caseId);
  if (!found) return refused("not_found");
  if (found.rowVersion !== rowVersion) return refused("changed_meanwhile");
  const book = await openFollowUpBook(store);
  const decided = decideCase(found, command, sides, { now, redoBy: book.dueOn(found.providerId, now, book.policy.caseDoneDays) });
  if (!decided.ok) return decided;
  const { facts, text, changes } = decided.value;
  const after: CaseRow = { ...found, ...facts };
  const tell = await notices(store, await tellAboutCase(ctx, after, command.type, personId), now);
  const side = sides.includes("provider") ? ("provider" as const) : ("client" as const);
  try {
    await store.writeAll((w) => [updateCase(store, w, found, facts), insertCaseEntry(store, w, { caseId, number: found.rowVersion, act: command.type, side, personId, text, changes, at: now }), ...tell(w)], {
      at: now, actor: ctx.actor, action: `case.${command.type}`, entity: "improvement_case", entityId: caseId, details: { before: found.state, after: facts.state, side, changes: changes.map((one) => one.field) },
    });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok({ state: facts.state });
}

export interface LinkCases {
  readonly caseId: string;
  readonly earlierId: string;
  readonly isLinked: boolean;
  readonly personId: string;
}

/** Says that an earlier case of the same department had the same cause, or takes it back. */
export async function linkCases(ctx: OperationContext, { caseId, earlierId, isLinked, personId }: LinkCases): Promise<Result<null>> {
  const { store, now } = ctx;
  const [row, earlier] = await Promise.all([findCase(store, caseId), findCase(store, earlierId)]);
  if (!row || !earlier) return refused("not_found");
  if (row.id === earlier.id || row.providerId !== earlier.providerId || earlier.createdAt > row.createdAt) return refused("not_an_earlier_case");
  await store.writeAll((w) => [isLinked ? insertCaseLink(store, w, { caseId, earlierId, linkedBy: personId, linkedAt: now }) : deleteCaseLink(store, w, caseId, earlierId)], {
    at: now, actor: ctx.actor, action: isLinked ? "case.link" : "case.unlink", entity: "improvement_case", entityId: caseId, details: { earlierId },
  });
  return ok(null);
}
