import { and, eq, inArray } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";
import { chunks } from "./tasks.server.ts";

export type ComposerUseRow = Store["t"]["composerUse"]["$inferSelect"];

export async function findComposerUse(store: Store, personId: string): Promise<ComposerUseRow | null> {
  const { composerUse: u } = store.t;
  return (await store.q.select().from(u).where(eq(u.personId, personId)))[0] ?? null;
}

/** One more use on a day. Two at the same time: the second touches no row and is refused. */
export function spendComposerUse(store: Store, w: Writer, { personId, day, before }: { readonly personId: string; readonly day: string; readonly before: ComposerUseRow | null }): Expecting {
  const { composerUse: u } = store.t;
  if (before === null) return exactly(1, w.insert(u).values({ personId, day, n: 1 }).onConflictDoNothing().returning({ n: u.n }));
  return exactly(1, w.update(u).set({ day, n: before.day === day ? before.n + 1 : 1 }).where(and(eq(u.personId, personId), eq(u.day, before.day), eq(u.n, before.n))).returning({ n: u.n }));
}

/** Endings that a case puts behind or in place of the last letters of a surname. */
const LONGEST_ENDING = 3;
const NOMINATIVES = ["", "а", "я", "ая", "ий", "ый", "ой"];

/** Surnames of people of the company that may stand in a text, given its capitalised words, in whatever case they stand there. */
export async function loadSurnamesIn(store: Store, words: readonly string[]): Promise<string[]> {
  const { person: p } = store.t;
  const stems = words.flatMap((word) => [word, ...Array.from({ length: LONGEST_ENDING }, (_, cut) => word.slice(0, word.length - cut - 1))].filter((stem) => stem.length >= 2));
  const candidates = [...new Set(stems.flatMap((stem) => (/^\p{Script=Cyrillic}/u.test(stem) ? NOMINATIVES.map((ending) => stem + ending) : [stem])))];
  const found = new Set<string>();
  for (const part of chunks(candidates)) for (const row of await store.q.select({ surname: p.surname }).from(p).where(inArray(p.surname, part))) found.add(row.surname);
  return [...found];
}
