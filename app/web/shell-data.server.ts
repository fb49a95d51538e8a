import type { PlaceId, ShellData } from "#app/components/shell/places.ts";
import { PLACES } from "#app/components/shell/places.ts";
import { mayEver } from "#app/domain/access/can.ts";
import { ownDepartments } from "#app/domain/access/own-departments.ts";
import type { Permission } from "#app/domain/access/permission.ts";
import { mayRequest, namedFavourites } from "#app/operations/portal-pages.server.ts";
import { loadFavourites } from "#db/queries/favourites.server.ts";
import { loadViews } from "#db/queries/saved-views.server.ts";
import type { AppContext } from "./context.server.ts";
import { localeFor } from "./locale.server.ts";
import { readPreferences } from "./preferences.server.ts";
import type { Viewer } from "./session.server.ts";

/** What opens a place. Home is everyone's; behind pay there is at least one's own statement. */
const OPENED_BY: Record<PlaceId, Permission | null> = {
  home: null,
  agreements: "agreement.read",
  work: "task.read",
  ratings: "answer.read",
  improvement: "case.read",
  scorecards: "scorecard.read",
  pay: "statement.read_own",
  map: "map.read",
  catalogue: "product.read",
  settings: "settings.read",
};

/** The shell of this person's pages. It shows ways only; each page guards itself. */
export async function shellData(request: Request, context: AppContext, viewer: Viewer): Promise<ShellData> {
  const { personId } = viewer.actor;
  const [locale, favourites, views] = await Promise.all([localeFor(request, context), loadFavourites(context.store, personId), loadViews(context.store, personId, ownDepartments(viewer.actor), new URL(request.url).pathname)]);
  const preferences = readPreferences(request.headers.get("Cookie"));
  const open = (id: PlaceId) => {
    const permission = OPENED_BY[id];
    return permission === null || mayEver(viewer.actor, permission);
  };
  return {
    places: PLACES.map((place) => place.id).filter(open),
    person: { name: viewer.displayName, email: viewer.email },
    personKey: viewer.actor.personId,
    favourites: namedFavourites(favourites, locale),
    views: views.map(({ id, name, query, sharedWithId, isDefault }) => ({ id, name, query, isShared: sharedWithId !== null, isDefault })),
    mayRequest: mayRequest(viewer.actor),
    inboxCount: viewer.inboxCount,
    demo: context.mode === "demo",
    theme: preferences.theme,
    railCollapsed: preferences.railCollapsed,
  };
}
