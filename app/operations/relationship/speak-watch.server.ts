import type { NoticeKind } from "#app/domain/notice/notice-kind.ts";
import { nameIn } from "#app/domain/names.ts";
import type { Locale } from "#app/domain/names.ts";
import { formatInstant } from "#app/format/instant.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { loadObligationNames } from "#db/queries/cases.server.ts";
import type { DepartmentRow } from "#db/queries/directory.server.ts";
import { loadTasksById } from "#db/queries/verdicts.server.ts";
import { loadWatches, type WatchRow } from "#db/queries/watches.server.ts";
import type { Store } from "#db/store.ts";
import type { SpokenNotice } from "../read-notice-words.server.ts";

type Refs = Readonly<Record<string, string>>;

/** The page of a watched delivery. */
export const watchPath = (item: string): string => `/work/watched/one?item=${encodeURIComponent(item)}`;

/** What watched deliveries are called: the request's title, or the name of the promise that plans it. */
export async function watchNames(store: Store, watches: readonly WatchRow[], locale: Locale): Promise<(watch: WatchRow) => string> {
  const [tasks, lines] = await Promise.all([loadTasksById(store, watches.flatMap((row) => row.taskId ?? [])), loadObligationNames(store, watches.map((row) => row.obligationKey))]);
  const titles = new Map(tasks.map((row) => [row.id, row.title || row.externalId]));
  return (watch) => titles.get(watch.taskId ?? "") ?? nameIn(lines.get(watch.obligationKey) ?? {}, locale);
}

/** Sentences of notices about watched deliveries; null for those about something else. */
export async function openWatchWords(store: Store, refs: readonly Refs[], departments: ReadonlyMap<string, DepartmentRow>, { zone, locale }: { readonly zone: string; readonly locale: Locale }): Promise<(kind: NoticeKind, refs: Refs) => SpokenNotice | null> {
  const watches = await loadWatches(store, refs.flatMap((one) => one.watch ?? []));
  const nameOf = await watchNames(store, watches, locale);
  const t = translateIn(locale, "notices");
  const department = (id: string) => nameIn(departments.get(id)?.name ?? {}, locale);
  return (kind, { watch: item }) => {
    const watch = watches.find((row) => row.item === item);
    if (!watch) return null;
    const at = (instant: number | null) => (instant === null ? "" : formatInstant(instant, zone, locale));
    return { text: t(kind, { task: nameOf(watch), client: department(watch.clientId), provider: department(watch.providerId), when: at(watch.dueAt), to: at(watch.newAt) }), to: watchPath(watch.item) };
  };
}
