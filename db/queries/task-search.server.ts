import { sql } from "drizzle-orm";
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

/**
 * Condition on the task: each word typed begins a word of its title or number, in any order. Undefined when nothing was
 * typed. The words of a task are looked up in an index that its triggers fill; it may still hold words of a former title,
 * so that the condition also reads the task itself.
 */
export async function taskSearchCondition(store: Store, text: string, rare = RARE): Promise<SQL | undefined> {
  const words = searchWords(text);
  if (words.length === 0) return undefined;
  const { task: t } = store.t;
  if (store.dialect === "pg") return sql.join(words.map((word) => sql`${t.searchKey} ~ ${`\\m${word}`}`), sql` and `);
  const begins = sql.join(words.map((word) => sql`(${t.searchKey} like ${`%${word}%`} and ' ' || ${t.searchKey} glob ${`*[^0-9a-zа-я]${word}*`})`), sql` and `);
  const match = words.map((word) => `"${word}"*`).join(" ");
  const some = store.q.select({ one: sql<number>`1` }).from(sql`task_search`).where(sql`task_search match ${match}`).limit(rare + 1).as("some");
  const [found] = await store.q.select({ n: sql<number>`count(*)` }).from(some);
  return (found?.n ?? 0) > rare ? begins : sql`${t.id} in (select task_id from task_search where task_search match ${match}) and ${begins}`;
}
