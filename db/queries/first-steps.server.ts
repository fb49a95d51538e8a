import { and, count, countDistinct, desc, eq, gt, inArray, isNotNull, isNull, lte, max, min, or } from "drizzle-orm";
import type { StartFacts } from "#app/domain/start/first-steps.ts";
import { FIRST_REQUESTS } from "#app/domain/start/first-steps.ts";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";

const DAY_MS = 86_400_000;

export function insertOrganisation(store: Store, w: Writer, row: Store["t"]["organisation"]["$inferInsert"]): Expecting {
  const { organisation: o } = store.t;
  return exactly(1, w.insert(o).values(row).returning({ id: o.id }));
}

/**
 * How far a company has come, from counts that indexes or small tables answer; of the tasks only the first few and the two ends are read.
 *
 * @param today local date of the organisation
 */
export async function loadStartFacts(store: Store, today: string, now: number): Promise<Omit<StartFacts, "hasOrganisation">> {
  const [directory, promises, roles, requests, runs, scored] = await Promise.all([countDirectory(store, today), countPromises(store, today), countRoles(store, now), countRequests(store), countRuns(store), hasScore(store)]);
  return { ...directory, ...promises, ...roles, ...requests, ...runs, isScored: scored };
}

const numberOf = (rows: readonly { readonly n: unknown }[]): number => Number(rows[0]?.n ?? 0);

async function countDirectory(store: Store, today: string) {
  const { calendar, department: d, person, membership: m, departmentPost: post, account } = store.t;
  const [calendars, departments, people, heads, accounts] = await Promise.all([
    store.q.select({ n: count() }).from(calendar).where(isNull(calendar.archivedAt)),
    store.q.select({ n: count() }).from(d).where(and(isNull(d.archivedAt), isNotNull(d.parentId), eq(d.isTeam, false))),
    store.q.select({ n: countDistinct(m.personId) }).from(m).innerJoin(person, eq(person.id, m.personId)).where(and(isNull(person.archivedAt), lte(m.from, today), or(isNull(m.to), gt(m.to, today)))),
    store.q.select({ n: countDistinct(post.departmentId) }).from(post).where(and(eq(post.post, "head"), lte(post.from, today), or(isNull(post.to), gt(post.to, today)))),
    store.q.select({ n: count() }).from(account).where(isNull(account.disabledAt)),
  ]);
  return { calendars: numberOf(calendars), departments: numberOf(departments), people: numberOf(people), heads: numberOf(heads), accounts: Math.max(0, numberOf(accounts) - 1) };
}

async function countPromises(store: Store, today: string) {
  const { agreement: a, agreementVersion: v, obligation: o } = store.t;
  const alive = and(inArray(v.state, ["draft", "proposed", "countered", "agreed"]), or(isNull(v.to), gt(v.to, today)));
  const [most, agreed, lines] = await Promise.all([
    store.q
      .select({ products: countDistinct(o.productId), clients: countDistinct(a.id) })
      .from(o).innerJoin(v, eq(v.id, o.versionId)).innerJoin(a, eq(a.id, v.agreementId))
      .where(alive).groupBy(a.providerId).orderBy(desc(countDistinct(a.id)), desc(countDistinct(o.productId))).limit(1),
    store.q.select({ n: count() }).from(v).where(and(eq(v.state, "agreed"), or(isNull(v.to), gt(v.to, today)))),
    store.q.select({ mode: o.mode, n: count() }).from(o).innerJoin(v, eq(v.id, o.versionId)).where(and(eq(v.state, "agreed"), or(isNull(v.to), gt(v.to, today)))).groupBy(o.mode),
  ]);
  const ofMode = (mode: string) => Number(lines.find((row) => row.mode === mode)?.n ?? 0);
  return {
    products: Number(most[0]?.products ?? 0), clients: Number(most[0]?.clients ?? 0), agreed: numberOf(agreed),
    lines: { observe: ofMode("observe"), trial: ofMode("trial"), paid: ofMode("paid") },
  };
}

async function countRoles(store: Store, now: number) {
  const { roleGrant: g } = store.t;
  const rows = await store.q.select({ role: g.role, n: countDistinct(g.personId) }).from(g).where(and(inArray(g.role, ["arbiter", "hr"]), or(isNull(g.to), gt(g.to, now)))).groupBy(g.role);
  const of = (role: string) => Number(rows.find((row) => row.role === role)?.n ?? 0);
  return { arbiters: of("arbiter"), hr: of("hr") };
}

async function countRequests(store: Store) {
  const { task } = store.t;
  const [some, ends] = await Promise.all([
    store.q.select({ id: task.id }).from(task).limit(FIRST_REQUESTS),
    Promise.all([store.q.select({ at: min(task.requestedAt) }).from(task), store.q.select({ at: max(task.requestedAt) }).from(task)]),
  ]);
  const [first, newest] = ends.map((rows) => Number(rows[0]?.at ?? 0));
  return { requests: some.length, requestDays: Math.floor(((newest ?? 0) - (first ?? 0)) / DAY_MS) };
}

/** Published runs, by whether their plan's version pays. */
async function countRuns(store: Store) {
  const { bonusRun: r, planVersion: v } = store.t;
  const rows = await store.q.select({ terms: v.terms, n: count() }).from(r).innerJoin(v, eq(v.id, r.planVersionId)).where(isNotNull(r.publishedAt)).groupBy(v.id, v.terms);
  const of = (shadow: boolean) => rows.filter((row) => ((row.terms as { readonly shadow?: boolean }).shadow === true) === shadow).reduce((sum, row) => sum + Number(row.n), 0);
  return { shadowRuns: of(true), paidRuns: of(false) };
}

/** Whether some department has a score of a closed period. */
export async function hasScore(store: Store): Promise<boolean> {
  const { scorecard: s } = store.t;
  const rows = await store.q.select({ period: s.period }).from(s).where(and(eq(s.state, "final"), isNotNull(s.shownBp))).limit(1);
  return rows.length > 0;
}
