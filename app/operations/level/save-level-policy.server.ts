import { coefficientFault, DEFAULT_COEFFICIENTS, type ClientLevel } from "#app/domain/level/client-level.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { insertLevelPolicy, loadLevelPolicy, loadLevelResults } from "#db/queries/levels.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { Store } from "#db/store.ts";
import type { OperationContext } from "../context.ts";

/** Sets what each level suggests, from now on. Errors name the level at fault as their field (`c1` to `c5`). */
export async function saveLevelPolicy({ store, now, actor }: OperationContext, { coefficients, personId }: { readonly coefficients: readonly string[]; readonly personId: string }): Promise<Result<null>> {
  const fault = coefficientFault(coefficients);
  if (fault) return refused(fault.code, undefined, `c${fault.level}`);
  const before = await loadLevelPolicy(store);
  try {
    await store.writeAll((w) => [insertLevelPolicy(store, w, { number: (before?.number ?? 0) + 1, coefficients, setBy: personId, setAt: now })], { at: now, actor, action: "level_policy.save", entity: "level_policy", entityId: String((before?.number ?? 0) + 1), details: { before: before?.coefficients ?? DEFAULT_COEFFICIENTS, after: coefficients } });
    return ok(null);
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile", undefined, "c1");
    throw error;
  }
}

export interface SuggestedCoefficient {
  readonly coefficient: string;
  readonly level: ClientLevel;
  readonly year: number;
}

/** What the newest level of each person suggests to whoever gives coefficients; nothing is ever applied by itself. */
export async function suggestedCoefficients(store: Store, personIds: readonly string[]): Promise<ReadonlyMap<string, SuggestedCoefficient>> {
  const [results, policy] = await Promise.all([loadLevelResults(store, { subjectIds: personIds }), loadLevelPolicy(store)]);
  const coefficients = policy?.coefficients ?? DEFAULT_COEFFICIENTS;
  const found = new Map<string, SuggestedCoefficient>();
  const seen = new Set<string>();
  for (const row of results) {
    // Only the newest round speaks: a level of years ago is none of today.
    const isNewest = !seen.has(row.subjectId);
    seen.add(row.subjectId);
    if (row.level === null || !isNewest) continue;
    found.set(row.subjectId, { coefficient: coefficients[row.level - 1]!, level: row.level as ClientLevel, year: row.year });
  }
  return found;
}
