import { instantFrom } from "#app/domain/time/wall-clock.ts";
import { personName } from "#app/format/person-name.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import { watchLines } from "#app/web/watch-lines.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { loadWatchWords, type WatchRow } from "#db/queries/watches.server.ts";
import type { Store } from "#db/store.ts";

/** A watched delivery with everything that was said of it, the newest first. */
export async function readWatched(store: Store, watch: WatchRow, { now, locale }: PageFacts) {
  const [lines, words] = await Promise.all([watchLines(store, [watch], now, locale), loadWatchWords(store, watch.item)]);
  const people = new Map((await loadPeople(store, [...new Set(words.map((row) => row.saidBy))])).map((row) => [row.id, personName(row, locale)]));
  const [obligationKey, date] = [watch.obligationKey, watch.verdictItem.slice(2)];
  return {
    line: lines[0]!,
    deliveryTo: watch.taskId ? `/work/${watch.taskId}` : `/work/planned/one?obligation=${encodeURIComponent(obligationKey)}&date=${date}`,
    pairTo: `/relationships/${watch.providerId}/${watch.clientId}`,
    words: words.map((row) => ({ number: row.number, word: row.word, newAt: row.newAt, reason: row.reason, saidAt: row.saidAt, saidBy: people.get(row.saidBy) ?? "–" })).reverse(),
  };
}

export type WatchedPage = Awaited<ReturnType<typeof readWatched>>;

/** The instant of a `datetime-local` field in the company's zone; null where it is none. */
export function readTold(text: string, zone: string): number | null {
  const [date = "", time = ""] = text.split("T");
  return instantFrom(date, time.slice(0, 5), zone);
}
