import { can } from "#app/domain/access/can.ts";
import { ownDepartments } from "#app/domain/access/own-departments.ts";
import { listAddress } from "#app/domain/list/list-address.ts";
import { nameIn, type Locale } from "#app/domain/names.ts";
import { formatInstant } from "#app/format/instant.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { namedFavourites, pagesFor } from "#app/operations/portal-pages.server.ts";
import { KEPT_DELETED_MS } from "#app/operations/save-view.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadFavourites } from "#db/queries/favourites.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { loadDeletedViews, loadViews } from "#db/queries/saved-views.server.ts";
import { loadSubscriptions, type SubscriptionRow } from "#db/queries/subscriptions.server.ts";
import type { AppContext } from "./context.server.ts";
import type { Viewer } from "./session.server.ts";

/** What a list is called for somebody; its path where it has no name of its own. */
export function listName(viewer: Viewer, list: string, locale: Locale): string {
  return pagesFor(viewer.actor, locale).find((page) => page.to === list)?.label ?? list;
}

/** Departments with whose people a person may share a view. */
export async function shareChoices(context: AppContext, viewer: Viewer, locale: Locale) {
  const departments = await loadDepartments(context.store);
  return departments.filter((row) => can(viewer.actor, "view.share", { departmentIds: [row.id] })).map((row) => ({ value: row.id, label: nameIn(row.name, locale) }));
}

/** A rhythm in words: "each Monday at 09:00". */
export function rhythmWords({ rhythm, weekday, minute }: Pick<SubscriptionRow, "rhythm" | "weekday" | "minute">, locale: Locale): string {
  const t = translateIn(locale, "saved");
  const time = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  return rhythm === "weekly" ? t("when.weekly", { day: t(`day.${weekday ?? 0}` as Key<"saved">), time }) : t(`when.${rhythm}`, { time });
}

/** Everything that a person keeps: favourites, their views and those that they were given. */
export async function readSaved(context: AppContext, viewer: Viewer, locale: Locale) {
  const { store } = context;
  const { actor } = viewer;
  const [favourites, views, deleted, departments, [person], mails] = await Promise.all([
    loadFavourites(store, actor.personId), loadViews(store, actor.personId, ownDepartments(actor)), loadDeletedViews(store, actor.personId, context.now() - KEPT_DELETED_MS), loadDepartments(store, "all"), loadPeople(store, [actor.personId]), loadSubscriptions(store, actor.personId),
  ]);
  const nameOf = (id: string | null) => nameIn(departments.find((row) => row.id === id)?.name ?? {}, locale);
  const t = translateIn(locale, "saved");
  return {
    favourites: namedFavourites(favourites, locale),
    views: views.map(({ id, list, name, query, ownerId, sharedWithId, isDefault }) => ({
      id, name, isDefault, isMine: ownerId === actor.personId, to: listAddress(list, query), list: listName(viewer, list, locale), sharedWithId: sharedWithId ?? "",
      shared: sharedWithId === null ? null : ownerId === actor.personId ? t("view.shared", { department: nameOf(sharedWithId) }) : t("view.theirs", { department: nameOf(sharedWithId) }),
    })),
    deleted: deleted.map(({ id, name }) => ({ id, name })),
    departments: await shareChoices(context, viewer, locale),
    email: person?.email ?? null,
    mails: mails.map((row) => ({ id: row.id, name: row.name, to: listAddress(row.list, row.query), list: listName(viewer, row.list, locale), when: rhythmWords(row, locale), next: row.pausedAt === null ? t("mail.next", { when: formatInstant(row.nextAt, viewer.timeZone, locale) }) : t("mail.paused"), isPaused: row.pausedAt !== null })),
  };
}
export type SavedPage = Awaited<ReturnType<typeof readSaved>>;
