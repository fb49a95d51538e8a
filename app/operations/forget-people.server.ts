import { checkYears, leftBefore, nameOfForgotten } from "#app/domain/privacy/forgetting.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { forget, insertRetentionRule, loadAccountIds, loadLeavers, loadRetentionRule, loadWordsOf, type Leaver } from "#db/queries/privacy.server.ts";
import { clearReasons } from "#db/queries/access-requests.server.ts";
import { dropAllIdentities } from "#db/queries/identities.server.ts";
import { forgetKept, loadViewIds } from "#db/queries/saved-views.server.ts";
import { dropFactors } from "#db/queries/second-factors.server.ts";
import { endSessions } from "#db/queries/sessions.server.ts";
import { DuplicateError, type Statement, type Store, type Writer } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { organisationDay } from "./organisation-day.server.ts";

/** Ways to sign in that belong to the person alone, and why somebody asked for roles for them. */
const dropWaysIn = (store: Store, w: Writer, personId: string, accountIds: readonly string[]): Statement[] => [
  ...dropFactors(store, w, accountIds),
  ...dropAllIdentities(store, w, accountIds),
  ...accountIds.map((id) => endSessions(store, w, id, "all")),
  clearReasons(store, w, personId),
];

/** Says for how many years people who left are known by name; null = for good. */
export async function saveRetentionRule(ctx: OperationContext, accountId: string | null, years: number | null): Promise<Result<null, "years_out_of_range" | "changed_meanwhile">> {
  const { store, now } = ctx;
  const checked = checkYears(years);
  if (!checked.ok) return checked;
  const before = await loadRetentionRule(store);
  if ((before?.yearsAfterLeaving ?? null) === years) return ok(null);
  const row = { number: (before?.number ?? 0) + 1, yearsAfterLeaving: years, setBy: accountId, setAt: now };
  try {
    await store.writeAll((w) => [insertRetentionRule(store, w, row)], { at: now, actor: ctx.actor, action: "retention.set", entity: "retention_rule", entityId: String(row.number), details: { before: before?.yearsAfterLeaving ?? null, after: years } });
  } catch (error) {
    if (error instanceof DuplicateError) return refused("changed_meanwhile");
    throw error;
  }
  return ok(null);
}

/** Whom the rule forgets on a day, the longest gone first. */
export async function whoIsForgotten(ctx: OperationContext, years: number, limit: number): Promise<Leaver[]> {
  const { today } = await organisationDay(ctx);
  return loadLeavers(ctx.store, leftBefore(today, years), limit);
}

/** People forgotten in one run. */
const MOST_AT_ONCE = 200;

/**
 * Overwrites the names of people whose last place of work ended longer ago than the rule says, the words that they wrote, and what the log
 * tells about their person; each in a transaction of its own. What they were paid, how they answered and what they signed stays, under a
 * name that says nothing: sums, closings and the chain of the log verify as before.
 */
export async function forgetPeople(ctx: OperationContext, stopping: () => boolean = () => false): Promise<{ readonly forgotten: number }> {
  const { store, now } = ctx;
  const years = (await loadRetentionRule(store))?.yearsAfterLeaving ?? null;
  if (years === null) return { forgotten: 0 };
  let forgotten = 0;
  for (const { personId, leftOn } of await whoIsForgotten(ctx, years, MOST_AT_ONCE)) {
    if (stopping()) break;
    const [accounts, words, viewIds] = await Promise.all([loadAccountIds(store, personId), loadWordsOf(store, personId), loadViewIds(store, personId)]);
    const changed = { personId, name: nameOfForgotten(personId), leftOn, at: now };
    await store.writeAll((w) => [...forget(store, w, changed, accounts, words), ...dropWaysIn(store, w, personId, accounts), ...forgetKept(store, w, personId, viewIds)], { at: now, actor: ctx.actor, action: "person.forget", entity: "person", entityId: personId, rows: 1 + words.answers.length + words.messages.length });
    forgotten += 1;
  }
  return { forgotten };
}
