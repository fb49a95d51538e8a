import { and, asc, eq, isNull, like, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { foldKey } from "#app/domain/names.ts";
import { cyrillicPattern } from "#app/domain/search/cyrillic-pattern.ts";
import type { Store } from "../store.ts";
import { searchWords } from "./task-search.server.ts";

const plain = (word: string): string => word.replace(/[%_\\]/g, "");

/** Condition on the person: each word is in the name, the personnel number or the address; Latin ones also as spellings of a Cyrillic name. */
export function personSearch(store: Store, text: string): SQL | undefined {
  const { person: p } = store.t;
  const words = foldKey(text).split(/\s+/).map(plain).filter((word) => word !== "");
  return and(
    ...words.map((word) => {
      const cyrillic = cyrillicPattern(word);
      return or(like(p.sortKey, `%${word}%`), like(sql`lower(${p.personnelNumber})`, `%${word}%`), like(p.email, `%${word}%`), ...(cyrillic ? [like(p.sortKey, `%${cyrillic}%`)] : []));
    }),
  );
}

export interface FoundPerson {
  readonly id: string;
  readonly surname: string;
  readonly givenName: string;
  readonly sortKey: string;
  readonly personnelNumber: string;
  readonly email: string | null;
}

/** People who are not archived and match, at most `most` of them: first those whose name begins with what was typed. */
export async function findPeople(store: Store, text: string, most: number): Promise<FoundPerson[]> {
  const { person: p } = store.t;
  const begins = `${plain(foldKey(text))}%`;
  return store.q
    .select({ id: p.id, surname: p.surname, givenName: p.givenName, sortKey: p.sortKey, personnelNumber: p.personnelNumber, email: p.email })
    .from(p)
    .where(and(isNull(p.archivedAt), personSearch(store, text)))
    .orderBy(sql`case when ${p.sortKey} like ${begins} or ${p.personnelNumber} = ${text} then 0 else 1 end`, asc(p.sortKey), asc(p.id))
    .limit(most);
}

/** So many tasks may hold the words of a number: more, and it is none that anybody types to find one task. */
const MOST_OF_A_NUMBER = 500;

/** Ids of tasks with exactly this number, whatever the case of its letters; one for each source that uses it. */
export async function findTasksByNumber(store: Store, number: string): Promise<string[]> {
  const { task: t } = store.t;
  const words = searchWords(number);
  if (words.length === 0) return [];
  // Numbers are unique within a source only: the index of words names the few candidates without reading every source.
  const all = words.map((word) => `"${word}"`).join(" AND ");
  const candidates = store.dialect === "pg" ? undefined : sql`${t.id} in (select task_id from task_search where task_search match ${all} limit ${MOST_OF_A_NUMBER})`;
  const rows = await store.q
    .select({ id: t.id })
    .from(t)
    .where(store.dialect === "pg" ? eq(t.externalId, number) : and(candidates, eq(sql`lower(${t.externalId})`, number.toLowerCase())))
    .orderBy(asc(t.id))
    .limit(5);
  return rows.map((row) => row.id);
}
