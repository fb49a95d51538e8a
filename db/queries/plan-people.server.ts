import { and, asc, count, desc, eq, gt, inArray, isNull, like, lt, lte, or } from "drizzle-orm";
import type { AbsenceKind } from "#app/domain/pay/absence.ts";
import type { KeptTarget } from "#app/domain/pay/kept-target.ts";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";
import { chunks } from "./tasks.server.ts";

export type AbsenceRow = Store["t"]["personAbsence"]["$inferSelect"];
export type PayBaseRow = Store["t"]["payBase"]["$inferSelect"];
export type MemberRuleRow = Store["t"]["memberRule"]["$inferSelect"];

/** Absences that count and reach into a half-open range of local dates, by person, then start. */
export async function loadAbsences(store: Store, from: string, to: string, personIds?: readonly string[]): Promise<AbsenceRow[]> {
  const { personAbsence: a } = store.t;
  return store.q
    .select()
    .from(a)
    .where(and(isNull(a.withdrawnAt), lt(a.from, to), gt(a.to, from), ...(personIds === undefined ? [] : [inArray(a.personId, [...personIds])])))
    .orderBy(asc(a.personId), asc(a.from), asc(a.id));
}

export interface PageOfPeople {
  readonly search: string;
  readonly descending: boolean;
  readonly limit: number;
  readonly offset: number;
}

export interface NamedPerson {
  readonly surname: string;
  readonly givenName: string;
  readonly personnelNumber: string;
}

/** One page of the absences that count, by name or first day. */
export async function loadAbsencePage(store: Store, page: PageOfPeople & { readonly column: "person" | "from"; readonly kind: AbsenceKind | null }): Promise<{ rows: (AbsenceRow & NamedPerson)[]; total: number }> {
  const { personAbsence: a, person: p } = store.t;
  const key = `%${page.search.replace(/[%_\\]/g, "")}%`;
  const wanted = and(isNull(a.withdrawnAt), ...(page.kind === null ? [] : [eq(a.kind, page.kind)]), ...(page.search === "" ? [] : [or(like(p.sortKey, key), like(p.personnelNumber, key))]));
  const column = page.column === "from" ? a.from : p.sortKey;
  const [rows, totals] = await Promise.all([
    store.q
      .select({ row: a, surname: p.surname, givenName: p.givenName, personnelNumber: p.personnelNumber })
      .from(a)
      .innerJoin(p, eq(p.id, a.personId))
      .where(wanted)
      .orderBy(page.descending ? desc(column) : asc(column), asc(p.sortKey), asc(a.from), asc(a.id))
      .limit(page.limit)
      .offset(page.offset),
    store.q.select({ n: count().mapWith(Number) }).from(a).innerJoin(p, eq(p.id, a.personId)).where(wanted),
  ]);
  return { rows: rows.map(({ row, ...person }) => ({ ...row, ...person })), total: totals[0]?.n ?? 0 };
}

export function insertAbsences(store: Store, w: Writer, rows: readonly AbsenceRow[]): Expecting[] {
  const { personAbsence: a } = store.t;
  return chunks(rows).map((part) => exactly(part.length, w.insert(a).values(part).returning({ id: a.id })));
}

export async function findAbsence(store: Store, id: string): Promise<AbsenceRow | null> {
  const { personAbsence: a } = store.t;
  return (await store.q.select().from(a).where(eq(a.id, id)))[0] ?? null;
}

/** Withdraws an absence that still counts. */
export function withdrawAbsence(store: Store, w: Writer, id: string, by: string | null, at: number): Expecting {
  const { personAbsence: a } = store.t;
  return exactly(1, w.update(a).set({ withdrawnBy: by, withdrawnAt: at }).where(and(eq(a.id, id), isNull(a.withdrawnAt))).returning({ id: a.id }));
}

export const basePlace = (id: string): string => `pay_base:${id}`;
export const sealBase = (store: Store, id: string, baseMinor: number): string => store.pay.seal(basePlace(id), baseMinor);
export const openBase = (store: Store, row: Pick<PayBaseRow, "id" | "baseSealed">): number => store.pay.open<number>(basePlace(row.id), row.baseSealed);

/** The base of each person on a day, sealed: the entry that began last, of one day the newest. */
export async function loadPayBases(store: Store, day: string): Promise<Map<string, PayBaseRow>> {
  const { payBase: b } = store.t;
  const rows = await store.q.select().from(b).where(lte(b.from, day)).orderBy(asc(b.personId), asc(b.from), asc(b.enteredAt), asc(b.id));
  return new Map(rows.map((row) => [row.personId, row]));
}

/** One page of the entries of pay bases, by name, the newest of a person first; sealed. */
export async function loadBasePage(store: Store, page: PageOfPeople): Promise<{ rows: (PayBaseRow & NamedPerson)[]; total: number }> {
  const { payBase: b, person: p } = store.t;
  const key = `%${page.search.replace(/[%_\\]/g, "")}%`;
  const wanted = page.search === "" ? undefined : or(like(p.sortKey, key), like(p.personnelNumber, key));
  const [rows, totals] = await Promise.all([
    store.q
      .select({ row: b, surname: p.surname, givenName: p.givenName, personnelNumber: p.personnelNumber })
      .from(b)
      .innerJoin(p, eq(p.id, b.personId))
      .where(wanted)
      .orderBy(page.descending ? desc(p.sortKey) : asc(p.sortKey), asc(p.id), desc(b.from), desc(b.enteredAt), asc(b.id))
      .limit(page.limit)
      .offset(page.offset),
    store.q.select({ n: count().mapWith(Number) }).from(b).innerJoin(p, eq(p.id, b.personId)).where(wanted),
  ]);
  return { rows: rows.map(({ row, ...person }) => ({ ...row, ...person })), total: totals[0]?.n ?? 0 };
}

export function insertPayBases(store: Store, w: Writer, rows: readonly PayBaseRow[]): Expecting[] {
  const { payBase: b } = store.t;
  return chunks(rows).map((part) => exactly(part.length, w.insert(b).values(part).returning({ id: b.id })));
}

export const rulePlace = (id: string): string => `member_rule:${id}`;
export const sealRuleTarget = (store: Store, id: string, target: KeptTarget): string => store.pay.seal(rulePlace(id), target);
export const openRuleTarget = (store: Store, row: Pick<MemberRuleRow, "id" | "targetSealed">): KeptTarget => store.pay.open<KeptTarget>(rulePlace(row.id), row.targetSealed);

/** Rules of membership of all plans that hold, oldest first. */
export async function loadMemberRules(store: Store): Promise<MemberRuleRow[]> {
  const { memberRule: m } = store.t;
  return store.q.select().from(m).where(isNull(m.endedAt)).orderBy(asc(m.createdAt), asc(m.id));
}

export function insertMemberRule(store: Store, w: Writer, row: MemberRuleRow): Expecting {
  const { memberRule: m } = store.t;
  return exactly(1, w.insert(m).values(row).returning({ id: m.id }));
}

/** Ends a rule that still holds; whoever it put into the plan stays. */
export function endMemberRule(store: Store, w: Writer, planId: string, id: string, at: number): Expecting {
  const { memberRule: m } = store.t;
  return exactly(1, w.update(m).set({ endedAt: at }).where(and(eq(m.id, id), eq(m.planId, planId), isNull(m.endedAt))).returning({ id: m.id }));
}
