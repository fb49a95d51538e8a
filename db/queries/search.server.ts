import { and, asc, desc, inArray, isNull, like, or } from "drizzle-orm";
import { foldKey, nameIn } from "#app/domain/names.ts";
import type { Locale } from "#app/domain/names.ts";
import type { Store } from "../store.ts";
import { taskSearchCondition } from "./task-search.server.ts";

const EACH = 5;

export interface FoundRow {
  readonly to: string;
  readonly label: string;
  readonly detail: string;
}

/** Who asks: tasks are found for the departments of the actor only, unless a role oversees all. */
export interface Searcher {
  readonly memberOf: readonly string[];
  readonly headOf: readonly string[];
  readonly roles: readonly { readonly role: string }[];
}

const OVERSEERS = new Set(["hr", "arbiter", "director", "auditor", "admin"]);

/** Departments, products and tasks whose name or number holds the text. */
export async function searchThings(store: Store, actor: Searcher, text: string, locale: Locale): Promise<FoundRow[]> {
  const key = `%${foldKey(text).replace(/[%_\\]/g, "")}%`;
  const { department: d, product: p, task: t } = store.t;
  const mine = [...new Set([...actor.memberOf, ...actor.headOf])];
  const seesAll = actor.roles.some((held) => OVERSEERS.has(held.role));
  const wanted = await taskSearchCondition(store, text);
  const [departments, products, tasks] = await Promise.all([
    store.q.select({ id: d.id, name: d.name }).from(d).where(and(isNull(d.archivedAt), like(d.sortKey, key))).orderBy(asc(d.sortKey)).limit(EACH),
    store.q.select({ id: p.id, name: p.name }).from(p).where(and(isNull(p.archivedAt), like(p.sortKey, key))).orderBy(asc(p.sortKey)).limit(EACH),
    wanted && (seesAll || mine.length > 0)
      ? store.q
          .select({ id: t.id, title: t.title, externalId: t.externalId })
          .from(t)
          .where(and(wanted, ...(seesAll ? [] : [or(inArray(t.providerId, mine), inArray(t.clientId, mine))])))
          .orderBy(desc(t.requestedAt))
          .limit(EACH)
      : [],
  ]);
  return [
    ...tasks.map((row) => ({ to: `/work/${row.id}`, label: row.title, detail: row.externalId })),
    ...products.map((row) => ({ to: `/catalogue/${row.id}`, label: nameIn(row.name, locale), detail: "" })),
    ...departments.map((row) => ({ to: `/departments/${row.id}`, label: nameIn(row.name, locale), detail: "" })),
  ];
}
