import { and, asc, desc, eq, gt, gte, inArray, isNull, lte, ne, notInArray, or, sql } from "drizzle-orm";
import { OPEN_CASE_STATES } from "#app/domain/improvement/decide-case.ts";
import type { Names } from "#app/domain/names.ts";
import { foldKey, nameIn } from "#app/domain/names.ts";
import type { Succession } from "#app/domain/organisation/succession.ts";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, Writer } from "../store.ts";
import { chunks } from "./tasks.server.ts";

export type ReorganisationRow = Store["t"]["reorganisation"]["$inferSelect"];
export type DepartmentPastRow = Store["t"]["departmentPast"]["$inferSelect"];

/** Reorganisations, the newest day first; of one department where one is named. */
export async function loadReorganisations(store: Store, departmentId?: string): Promise<ReorganisationRow[]> {
  const { reorganisation: r } = store.t;
  return store.q.select().from(r).where(departmentId === undefined ? undefined : eq(r.departmentId, departmentId)).orderBy(desc(r.on), desc(r.plannedAt), asc(r.id));
}

export async function findReorganisation(store: Store, id: string): Promise<ReorganisationRow | null> {
  const { reorganisation: r } = store.t;
  return (await store.q.select().from(r).where(eq(r.id, id)))[0] ?? null;
}

/** Planned ones whose day has come, in the order in which they were written down. */
export async function loadDueReorganisations(store: Store, today: string): Promise<ReorganisationRow[]> {
  const { reorganisation: r } = store.t;
  return store.q.select().from(r).where(and(eq(r.state, "planned"), lte(r.on, today))).orderBy(asc(r.on), asc(r.plannedAt), asc(r.id));
}

export function insertReorganisation(store: Store, w: Writer, row: Store["t"]["reorganisation"]["$inferInsert"]): Expecting {
  const { reorganisation: r } = store.t;
  return exactly(1, w.insert(r).values(row).returning({ id: r.id }));
}

/** Changes a reorganisation that still waits for its day. */
export function updateReorganisation(store: Store, w: Writer, row: Pick<ReorganisationRow, "id" | "rowVersion">, set: Partial<ReorganisationRow>): Expecting {
  const { reorganisation: r } = store.t;
  return exactly(1, w.update(r).set({ ...set, rowVersion: row.rowVersion + 1 }).where(and(eq(r.id, row.id), eq(r.rowVersion, row.rowVersion), eq(r.state, "planned"))).returning({ id: r.id }));
}

/** Names and parents that departments had, oldest first. */
export async function loadDepartmentPast(store: Store): Promise<DepartmentPastRow[]> {
  const { departmentPast: p } = store.t;
  return store.q.select().from(p).orderBy(asc(p.until), asc(p.departmentId));
}

export async function loadSuccessions(store: Store): Promise<Succession[]> {
  const { departmentSuccessor: s } = store.t;
  return store.q.select().from(s).orderBy(asc(s.departmentId), asc(s.position));
}

export function insertDepartmentPast(store: Store, w: Writer, rows: readonly DepartmentPastRow[]): Expecting[] {
  const { departmentPast: p } = store.t;
  return chunks(rows).map((part) => exactly(part.length, w.insert(p).values(part).returning({ id: p.departmentId })));
}

export function insertSuccessions(store: Store, w: Writer, rows: readonly Succession[]): Expecting[] {
  const { departmentSuccessor: s } = store.t;
  return chunks(rows).map((part) => exactly(part.length, w.insert(s).values([...part]).returning({ id: s.departmentId })));
}

/** Gives a department another parent, if it still has the one that was read. */
export function setParent(store: Store, w: Writer, row: { readonly id: string; readonly before: string | null; readonly parentId: string | null }): Expecting {
  const { department: d } = store.t;
  return exactly(1, w.update(d).set({ parentId: row.parentId }).where(and(eq(d.id, row.id), isNull(d.archivedAt), row.before === null ? isNull(d.parentId) : eq(d.parentId, row.before))).returning({ id: d.id }));
}

export function setDepartmentName(store: Store, w: Writer, id: string, name: Names): Expecting {
  const { department: d } = store.t;
  return exactly(1, w.update(d).set({ name, sortKey: foldKey(nameIn(name, "ru")) }).where(and(eq(d.id, id), isNull(d.archivedAt))).returning({ id: d.id }));
}

/** Gives a product to another department, or takes it off the catalogue. */
export function passProduct(store: Store, w: Writer, row: { readonly id: string; readonly fromId: string; readonly toId: string | null }, at: number): Expecting {
  const { product: p } = store.t;
  return exactly(1, w.update(p).set(row.toId === null ? { archivedAt: at } : { providerId: row.toId }).where(and(eq(p.id, row.id), eq(p.providerId, row.fromId), isNull(p.archivedAt))).returning({ id: p.id }));
}

export interface TaskToPass {
  readonly id: string;
  readonly productId: string;
  readonly requestedAt: number;
  readonly seq: number;
  readonly askedProviderId: string | null;
}

/** Tasks of a provider that are not over at an instant, or were asked for since. A delivery that may still be returned is not over. */
export async function loadTasksToPass(store: Store, providerId: string, at: number): Promise<TaskToPass[]> {
  const { task: t } = store.t;
  return store.q
    .select({ id: t.id, productId: t.productId, requestedAt: t.requestedAt, seq: t.seq, askedProviderId: t.askedProviderId })
    .from(t)
    .where(and(eq(t.providerId, providerId), or(gte(t.requestedAt, at), notInArray(t.state, ["delivered", "accepted", "cancelled"]), and(eq(t.state, "delivered"), gt(t.acceptUntil, at)))))
    .orderBy(asc(t.requestedAt), asc(t.id));
}

/** Gives a task to its new provider over the history that was read, with the event that says so, and asks for it to be judged. */
export function passTask(store: Store, w: Writer, row: TaskToPass, set: { readonly providerId: string; readonly askedProviderId: string | null }): Expecting {
  const { task: t } = store.t;
  return exactly(1, w.update(t).set({ ...set, seq: row.seq + 1, nextChangeAt: 0 }).where(and(eq(t.id, row.id), eq(t.seq, row.seq))).returning({ id: t.id }));
}

/** What a former department asked for since an instant was asked for by its successor. */
export function passRequests(store: Store, w: Writer, fromId: string, toId: string, since: number): Statement[] {
  const { task: t, taskRecipient: r } = store.t;
  const recent = sql`(select ${t.id} from ${t} where ${t.requestedAt} >= ${since})`;
  const both = sql`(select ${r.taskId} from ${r} where ${r.departmentId} = ${toId})`;
  return [
    w.delete(r).where(and(eq(r.departmentId, fromId), sql`${r.taskId} in ${recent}`, sql`${r.taskId} in ${both}`)).returning({ id: r.taskId }),
    w.update(r).set({ departmentId: toId }).where(and(eq(r.departmentId, fromId), sql`${r.taskId} in ${recent}`)).returning({ id: r.taskId }),
    w.update(t).set({ clientId: toId, nextChangeAt: 0 }).where(and(eq(t.clientId, fromId), gte(t.requestedAt, since))).returning({ id: t.id }),
  ];
}

/** Needs, client figures, what clients said, improvement cases and offers of a department that still wait for something go to its successor; offers end. */
export function passOpenMatters(store: Store, w: Writer, fromId: string, toId: string | null, at: number): Statement[] {
  const { need: n, clientKpi: k, improvementCase: c, standardTerms: s, voice: v } = store.t;
  const offers = w.update(s).set({ state: "withdrawn", withdrawnAt: at, rowVersion: sql`${s.rowVersion} + 1` }).where(and(eq(s.providerId, fromId), eq(s.state, "published"))).returning({ id: s.id });
  if (toId === null) return [offers];
  return [
    offers,
    w.update(n).set({ clientId: toId }).where(and(eq(n.clientId, fromId), isNull(n.decidedAt))).returning({ id: n.id }),
    w.update(k).set({ clientId: toId }).where(and(eq(k.clientId, fromId), isNull(k.archivedAt))).returning({ id: k.id }),
    w.update(v).set({ providerId: toId, rowVersion: sql`${v.rowVersion} + 1` }).where(and(eq(v.providerId, fromId), ne(v.state, "closed"))).returning({ id: v.id }),
    w.update(v).set({ clientId: toId, rowVersion: sql`${v.rowVersion} + 1` }).where(and(eq(v.clientId, fromId), ne(v.state, "closed"))).returning({ id: v.id }),
    w.update(c).set({ providerId: toId, rowVersion: sql`${c.rowVersion} + 1` }).where(and(eq(c.providerId, fromId), inArray(c.state, [...OPEN_CASE_STATES]))).returning({ id: c.id }),
    w.update(c).set({ clientId: toId, rowVersion: sql`${c.rowVersion} + 1` }).where(and(eq(c.clientId, fromId), inArray(c.state, [...OPEN_CASE_STATES]))).returning({ id: c.id }),
  ];
}

export function insertClientWeights(store: Store, w: Writer, rows: readonly { agreementId: string; from: string; weight: string; setBy: string | null }[]): Expecting[] {
  const { clientWeight: c } = store.t;
  return chunks(rows).map((part) => exactly(part.length, w.insert(c).values([...part]).returning({ id: c.agreementId })));
}

/** The agreement whose terms run on in this one, and those in which its own run on. */
export async function loadContinued(store: Store, agreementId: string): Promise<{ id: string; code: string; providerId: string; clientDepartmentId: string | null; continuesId: string | null }[]> {
  const { agreement: a } = store.t;
  const former = sql`(select ${a.continuesId} from ${a} where ${a.id} = ${agreementId})`;
  return store.q
    .select({ id: a.id, code: a.code, providerId: a.providerId, clientDepartmentId: a.clientDepartmentId, continuesId: a.continuesId })
    .from(a)
    .where(or(eq(a.continuesId, agreementId), sql`${a.id} in ${former}`))
    .orderBy(asc(a.code));
}
