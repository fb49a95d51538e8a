import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { checkCoefficient, type CoefficientRefusal, type GivenCoefficient } from "#app/domain/pay/coefficient.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { addDays, readDay } from "#app/domain/time/local-date.ts";
import { localDateOf, startOfDate, zoneOf } from "#app/domain/time/zone.ts";
import { insertCoefficients, putCoefficientRound, sealCoefficient } from "#db/queries/coefficients.server.ts";
import type { CoefficientRow } from "#db/queries/coefficients.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { loadPosts } from "#db/queries/people.server.ts";
import { DuplicateError } from "#db/store.ts";
import type { Store } from "#db/store.ts";
import { loadDepartmentLinks } from "#db/queries/runs.server.ts";
import { openCoefficientBook } from "./coefficient-book.server.ts";
import type { OperationContext } from "./context.ts";
import { notices } from "./notify.server.ts";

export interface GivenTo extends GivenCoefficient {
  readonly personId: string;
}

export interface GiveCoefficients {
  readonly planId: string;
  readonly period: string;
  readonly accountId: string;
  readonly personId: string;
  /** Departments for whose people this account may speak. */
  readonly departmentIds: readonly string[];
  readonly entries: readonly GivenTo[];
}

export type GiveRefusal = CoefficientRefusal | "no_pool" | "not_asked" | "frozen" | "not_your_people" | "not_for_yourself" | "changed_meanwhile";

/**
 * A head's coefficients for the own people, all or none, until the deadline and before a run is prepared. Nobody gives one to
 * oneself. The total of a pool stays what it is. The refusal's field is `PERSON.coefficient` or `PERSON.reason`.
 */
export async function giveCoefficients(ctx: OperationContext, command: GiveCoefficients): Promise<Result<{ readonly given: number }, GiveRefusal>> {
  const { store, now } = ctx;
  const { planId, period, accountId, personId: by, departmentIds, entries } = command;
  const book = await openCoefficientBook(store, planId, period, now);
  if (!book) return refused("no_pool");
  if (!book.round) return refused("not_asked");
  if (book.frozen) return refused("frozen");
  const members = new Map(book.pools.flatMap((pool) => pool.members.map((member) => [member.personId, member] as const)));
  const rows: CoefficientRow[] = [];
  for (const { personId, coefficient, reason } of entries) {
    const member = members.get(personId);
    if (personId === by) return refused("not_for_yourself", undefined, `${personId}.coefficient`);
    if (!member || !departmentIds.includes(member.departmentId)) return refused("not_your_people", undefined, `${personId}.coefficient`);
    const given = { coefficient, reason: reason.trim() };
    const checked = checkCoefficient(given);
    if (!checked.ok) return refused(checked.code, undefined, `${personId}.${checked.code === "coefficient_reason" ? "reason" : "coefficient"}`);
    if (member.isEntered && member.coefficient === coefficient && member.reason === given.reason) continue;
    const key = { planId, period, personId, setAt: now };
    rows.push({ ...key, contentSealed: sealCoefficient(store, key, given), setBy: accountId });
  }
  if (rows.length === 0) return ok({ given: 0 });
  try {
    await store.writeAll((w) => insertCoefficients(store, w, rows), { at: now, actor: ctx.actor, action: "coefficient.set", entity: "plan", entityId: planId, rows: rows.length, details: { period, people: rows.map((row) => row.personId) } });
  } catch (error) {
    if (error instanceof DuplicateError) return refused("changed_meanwhile");
    throw error;
  }
  return ok({ given: rows.length });
}

export interface AskForCoefficients {
  readonly planId: string;
  readonly period: string;
  /** The last day on which heads may enter them, local date. */
  readonly lastDay: string;
  readonly accountId: string;
}

/** Asks the heads of a pool plan for their coefficients until the end of a day, or moves that day; tells each head of a member. */
export async function askForCoefficients(ctx: OperationContext, command: AskForCoefficients): Promise<Result<{ readonly deadlineAt: number }, "no_pool" | "frozen" | "bad_day">> {
  const { store, now } = ctx;
  const { planId, period, lastDay, accountId } = command;
  const [book, organisation] = await Promise.all([openCoefficientBook(store, planId, period, now), loadOrganisation(store)]);
  if (!book || !organisation) return refused("no_pool");
  if (book.frozen === "run") return refused("frozen");
  if (readDay(lastDay) === null) return refused("bad_day", undefined, "lastDay");
  const zone = zoneOf(organisation.zone);
  const deadlineAt = startOfDate(zone, addDays(lastDay, 1));
  if (deadlineAt <= now) return refused("bad_day", undefined, "lastDay");
  const heads = await headsOf(store, localDateOf(zone, now), book.pools.flatMap((pool) => pool.members.map((member) => member.departmentId)));
  const tell = await notices(store, heads.map((personId) => ({ kind: "coefficients_asked" as const, personId, refs: { planId, period, to: lastDay }, about: `${planId}:${period}:${lastDay}` })), now);
  await store.writeAll((w) => [putCoefficientRound(store, w, { planId, period, deadlineAt, openedBy: accountId, openedAt: now }), ...tell(w)], { at: now, actor: ctx.actor, action: "coefficient.open", entity: "plan", entityId: planId, details: { period, lastDay } });
  return ok({ deadlineAt });
}

/** Heads on a day of the departments, of a team without a head its department's. */
async function headsOf(store: Store, day: string, departmentIds: readonly string[]): Promise<string[]> {
  const [posts, links] = await Promise.all([loadPosts(store, day), loadDepartmentLinks(store)]);
  const tree = departmentTree(links);
  const headOf = new Map(posts.filter((post) => post.post === "head").map((post) => [post.departmentId, post.personId]));
  return [...new Set(departmentIds.flatMap((id) => tree.pathUp(id).flatMap((one) => headOf.get(one) ?? []).slice(0, 1)))];
}
