import { MOST_FAVOURITES } from "#app/domain/list/check-view.ts";
import { readPath } from "#app/domain/list/list-address.ts";
import { ok, refused, type Result } from "#app/domain/refusal.ts";
import { deleteFavourite, loadFavourites, putFavourite } from "#db/queries/favourites.server.ts";
import type { OperationContext } from "./context.ts";

const LONGEST_LABEL = 200;

/** Stars a page for a person, or takes the star away. What it is called stays as it stood on the page. The log says that, not what. */
export async function starPage(ctx: OperationContext, personId: string, page: { readonly path: string; readonly label: string; readonly isStarred: boolean }): Promise<Result<null, "bad_path" | "most_reached">> {
  const { store, now } = ctx;
  const path = readPath(page.path);
  const label = page.label.replace(/\s+/g, " ").trim().slice(0, LONGEST_LABEL);
  if (path === null || (page.isStarred && label === "")) return refused("bad_path");
  if (page.isStarred) {
    const known = await loadFavourites(store, personId);
    if (known.length >= MOST_FAVOURITES && !known.some((row) => row.path === path)) return refused("most_reached", { most: MOST_FAVOURITES });
  }
  await store.writeAll((w) => [page.isStarred ? putFavourite(store, w, { personId, path, label, addedAt: now }) : deleteFavourite(store, w, personId, path)], {
    at: now, actor: ctx.actor, action: "favourite.set", entity: "person", entityId: personId, details: { isStarred: page.isStarred },
  });
  return ok(null);
}
