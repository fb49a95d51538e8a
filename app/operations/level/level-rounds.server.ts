import { createHash } from "node:crypto";
import { askRound } from "#app/domain/level/ask-round.ts";
import { levelOf, LEVELS, type ClientLevel, type LevelCounts } from "#app/domain/level/client-level.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { addDays, readDay } from "#app/domain/time/local-date.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { newId } from "#db/new-id.server.ts";
import { loadAccountsWithRole } from "#db/queries/accounts.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { closeLevelRound, countLevel, insertLevelRound, loadAsks, loadLevelCounts, loadLevelRounds, type LevelAskRow, type LevelResultRow, type LevelRoundRow } from "#db/queries/levels.server.ts";
import { loadMemberships, loadPeople, loadPosts } from "#db/queries/people.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "../context.ts";
import { groupBy } from "../agreement-book.server.ts";
import { notices, notifyOnce, type Notification } from "../notify.server.ts";
import { organisationDay } from "../organisation-day.server.ts";

/** A round lasts at least and at most so many days. */
export const LEAST_DAYS = 5;
export const MOST_DAYS = 60;
/** Those who have not answered are reminded once, so many days before the end. */
const REMIND_DAYS = 3;

/** Opens the round of a year and tells everybody who is asked. Errors: `days_out_of_range`, `round_exists`. */
export async function openLevelRound(ctx: OperationContext, asked: { readonly closesOn: string; readonly personId: string }): Promise<Result<{ readonly id: string; readonly subjects: number }>> {
  const { store, now, actor } = ctx;
  const { today } = await organisationDay(ctx);
  if (readDay(asked.closesOn) === null || asked.closesOn < addDays(today, LEAST_DAYS) || asked.closesOn > addDays(today, MOST_DAYS)) return refused("days_out_of_range", { least: LEAST_DAYS, most: MOST_DAYS }, "closesOn");
  const year = Number(today.slice(0, 4));
  if ((await loadLevelRounds(store)).some((row) => row.year === year || row.state === "open")) return refused("round_exists", { year }, "closesOn");
  const [departments, posts, memberships, people, auditors] = await Promise.all([loadDepartments(store), loadPosts(store, today), loadMemberships(store, today, today), loadPeople(store), loadAccountsWithRole(store, ["auditor"], now)]);
  // Auditors change nothing, a count no more than anything else.
  const silent = new Set(auditors.map((row) => row.personId));
  const tree = departmentTree(departments);
  const known = new Set(people.filter((row) => row.archivedAt === null).map((row) => row.id));
  // The first place of whoever has several: one level a person.
  const places = [...new Map(memberships.filter((row) => known.has(row.personId)).map((row) => [row.personId, { personId: row.personId, departmentId: row.departmentId }] as const).reverse()).values()];
  const heads = new Map(posts.filter((row) => row.post === "head" && known.has(row.personId)).map((row) => [row.departmentId, row.personId]));
  const id = newId();
  const asks = askRound(places, ({ personId, departmentId }) => tree.pathUp(departmentId).map((one) => heads.get(one)).find((head) => head !== undefined && head !== personId && !silent.has(head)) ?? null, (personId) => createHash("sha256").update(`${id} ${personId}`).digest("hex"), (personId) => !silent.has(personId));
  const round: LevelRoundRow = { id, year, state: "open", closesOn: asked.closesOn, openedBy: asked.personId, openedAt: now, closedAt: null, rowVersion: 1 };
  try {
    await store.writeAll((w) => insertLevelRound(store, w, round, asks.map((one): LevelAskRow => ({ roundId: id, ...one, answeredOn: null }))), { at: now, actor, action: "level_round.open", entity: "level_round", entityId: id, rows: asks.length + 1, details: { year, closesOn: asked.closesOn } });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("round_exists", { year }, "closesOn");
    throw error;
  }
  await notifyOnce(store, askNotices("level_asked", round, [...groupBy(asks, (one) => one.raterId)].map(([raterId, own]) => [raterId, own.length])), now);
  return ok({ id, subjects: new Set(asks.map((one) => one.subjectId)).size });
}

const askNotices = (kind: "level_asked" | "level_near", round: LevelRoundRow, counts: readonly (readonly [string, number])[]): Notification[] => counts.map(([personId, n]) => ({ kind, personId, refs: { roundId: round.id, year: String(round.year), count: String(n), to: round.closesOn }, about: round.id }));

/**
 * One choice, once: afterwards nothing tells who chose what, so it cannot be changed. Written without an entry of the log, like answers of
 * the relationship survey; the closing's entry covers all of them. Errors: `level_range`, `not_asked` (never asked, answered already, or closed).
 */
export async function chooseLevel(ctx: OperationContext, choice: { readonly roundId: string; readonly subjectId: string; readonly raterId: string; readonly side: "head" | "peer"; readonly level: number }): Promise<Result<null>> {
  if (!(LEVELS as readonly number[]).includes(choice.level)) return refused("level_range", undefined, choice.subjectId);
  const { today } = await organisationDay(ctx);
  try {
    await ctx.store.writeUnaudited((w) => countLevel(ctx.store, w, { ...choice, on: today }));
    return ok(null);
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("not_asked", undefined, choice.subjectId);
    throw error;
  }
}

/** Closes a round: levels are computed and frozen, the counts they came from are deleted, and whoever got a level is told. False = it changed meanwhile. */
export async function closeRound({ store, now, actor }: OperationContext, round: LevelRoundRow): Promise<boolean> {
  const [asks, counts] = await Promise.all([loadAsks(store, round.id), loadLevelCounts(store, round.id)]);
  const bySubject = groupBy(counts, (row) => row.subjectId);
  const results = [...groupBy(asks, (row) => row.subjectId)].map(([subjectId, own]): LevelResultRow => {
    const said = bySubject.get(subjectId) ?? [];
    const peers = LEVELS.map((level) => said.filter((row) => row.side === "peer" && row.level === level).reduce((sum, row) => sum + row.n, 0)) as unknown as LevelCounts;
    const head = (said.find((row) => row.side === "head")?.level ?? null) as ClientLevel | null;
    const colleagues = own.filter((row) => row.side === "peer");
    return { roundId: round.id, subjectId, ...levelOf(head, peers), asked: colleagues.length, answered: colleagues.filter((row) => row.answeredOn !== null).length };
  });
  const hash = createHash("sha256").update(JSON.stringify(counts)).digest("hex");
  const tell = await notices(store, results.filter((row) => row.level !== null).map((row): Notification => ({ kind: "level_result", personId: row.subjectId, refs: { roundId: round.id, year: String(round.year) }, about: round.id })), now);
  try {
    await store.writeAll((w) => [...closeLevelRound(store, w, round, now, results, counts.length), ...tell(w)], {
      at: now, actor, action: "level_round.close", entity: "level_round", entityId: round.id, rows: results.length + 1, details: { year: round.year, answers: counts.reduce((sum, row) => sum + row.n, 0), hash },
    });
    return true;
  } catch (error) {
    if (error instanceof StaleWriteError) return false;
    throw error;
  }
}

/** Closes the round whose last day is over, and reminds those who have not answered three days before. */
export async function keepLevelRounds(ctx: OperationContext): Promise<{ readonly closed: number; readonly reminded: number }> {
  const { today } = await organisationDay(ctx);
  const open = (await loadLevelRounds(ctx.store)).filter((row) => row.state === "open");
  let [closed, reminded] = [0, 0];
  for (const round of open) {
    if (round.closesOn < today) closed += (await closeRound(ctx, round)) ? 1 : 0;
    else if (addDays(today, REMIND_DAYS) >= round.closesOn) {
      const missing = (await loadAsks(ctx.store, round.id)).filter((row) => row.answeredOn === null);
      reminded += await notifyOnce(ctx.store, askNotices("level_near", round, [...groupBy(missing, (row) => row.raterId)].map(([raterId, own]) => [raterId, own.length])), ctx.now);
    }
  }
  return { closed, reminded };
}
