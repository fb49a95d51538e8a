import { and, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { foldKey } from "#app/domain/names.ts";
import type { Store } from "../store.ts";

/** More words than these narrow nothing that a person would notice. */
const MOST_WORDS = 8;
/**
 * Up to here the word index says which tasks to look at. Above it a word is so frequent that walking the list in its
 * own order finds a page of tasks sooner than sorting all that the index would name.
 */
const RARE = 5_000;

/** The words of a search, folded as titles and numbers are; signs between them only separate. */
export function searchWords(text: string): string[] {
  return [...new Set(foldKey(text).match(/[\p{L}\p{N}]+/gu) ?? [])].slice(0, MOST_WORDS);
}

/** Departments of which one has to stand on the side named; null = whichever. */
export interface SearchedSides {
  readonly either: readonly string[] | null;
  readonly provider: readonly string[] | null;
  readonly client: readonly string[] | null;
}

/** Where a search that walks the word index begins, and what it reads beside the words. */
export interface SearchWalk {
  readonly search: string;
  readonly sides: SearchedSides;
}

/**
 * Ids of found tasks in the order of their requests (to the second, then in order of arrival), by walking the word index: its rows stand in
 * that order and hold the departments as words, so that only what is found is read. Null where there is no such index or nothing was typed.
 */
export async function walkTaskSearch(store: Store, walk: SearchWalk, descending: boolean, page: { readonly limit: number; readonly offset: number }): Promise<string[] | null> {
  const found = walkFrom(store, walk);
  if (!found) return null;
  const rows = await store.q
    .select({ id: sql<string>`s.task_id` })
    .from(found.from)
    .where(found.where)
    .orderBy(descending ? sql`s.rowid desc` : sql`s.rowid`)
    .limit(page.limit)
    .offset(page.offset);
  return rows.map((row) => row.id);
}

/** How many tasks such a walk finds, counted up to `most`; null as there. */
export async function countTaskSearch(store: Store, walk: SearchWalk, most: number): Promise<number | null> {
  const found = walkFrom(store, walk);
  if (!found) return null;
  const some = store.q.select({ one: sql<number>`1` }).from(found.from).where(found.where).limit(most).as("some");
  const [row] = await store.q.select({ n: sql<number>`count(*)` }).from(some);
  return row?.n ?? 0;
}

function walkFrom(store: Store, { search, sides }: SearchWalk): { readonly from: SQL; readonly where: SQL | undefined } | null {
  const words = searchWords(search);
  const groups = [sidesOf(sides.either, ["zzp", "zzc"]), sidesOf(sides.provider, ["zzp"]), sidesOf(sides.client, ["zzc"])];
  if (store.dialect === "pg" || words.length === 0 || groups.includes(null)) return null;
  const { task: t } = store.t;
  const match = [words.map((word) => `"${word}"*`).join(" AND "), ...groups.filter((group) => group !== "")].map((part) => `(${part})`).join(" AND ");
  // The task is read only where the index cannot answer alone: of a frequent word that is most of the work.
  if (!words.some(couldBeDepartment)) return { from: sql`task_search s`, where: sql`task_search match ${match}` };
  return { from: sql`task_search s cross join ${t} on ${t.id} = s.task_id`, where: and(sql`task_search match ${match}`, beginsWith(store, words)) };
}

/** Whether a word as it is typed could begin one of the words that stand for departments. */
const couldBeDepartment = (word: string): boolean => "zz".startsWith(word) || word.startsWith("zz");

/** One of these departments on one of these sides, as the index words it; empty = whichever, null = an id that is no single word of it. */
function sidesOf(ids: readonly string[] | null, sides: readonly string[]): string | null {
  if (ids === null) return "";
  if (ids.length === 0 || ids.some((id) => !/^[0-9a-z]+$/.test(id))) return null;
  return ids.flatMap((id) => sides.map((side) => `"${side}${id}"`)).join(" OR ");
}

/** Each word begins a word of the task's title or number: the index also holds words that nobody typed, so the task itself is read. */
const beginsWith = (store: Store, words: readonly string[]): SQL =>
  sql.join(words.map((word) => sql`(${store.t.task.searchKey} like ${`%${word}%`} and ' ' || ${store.t.task.searchKey} glob ${`*[^0-9a-zа-я]${word}*`})`), sql` and `);

/**
 * Condition on the task: each word typed begins a word of its title or number, in any order. Undefined when nothing was
 * typed. The words of a task are looked up in an index that its triggers keep; the departments are words of it too,
 * so that the condition also reads the task itself.
 */
export async function taskSearchCondition(store: Store, text: string, rare = RARE): Promise<SQL | undefined> {
  const words = searchWords(text);
  if (words.length === 0) return undefined;
  const { task: t } = store.t;
  if (store.dialect === "pg") return sql.join(words.map((word) => sql`${t.searchKey} ~ ${`\\m${word}`}`), sql` and `);
  const begins = beginsWith(store, words);
  const match = words.map((word) => `"${word}"*`).join(" ");
  const some = store.q.select({ one: sql<number>`1` }).from(sql`task_search`).where(sql`task_search match ${match}`).limit(rare + 1).as("some");
  const [found] = await store.q.select({ n: sql<number>`count(*)` }).from(some);
  return (found?.n ?? 0) > rare ? begins : sql`${t.id} in (select task_id from task_search where task_search match ${match}) and ${begins}`;
}
