import { and, asc, eq } from "drizzle-orm";
import type { Statement, Store, Writer } from "../store.ts";

export interface FavouriteRow {
  readonly path: string;
  readonly label: string;
}

/** What a person starred, the oldest first. */
export async function loadFavourites(store: Store, personId: string): Promise<FavouriteRow[]> {
  const { favourite: f } = store.t;
  return store.q.select({ path: f.path, label: f.label }).from(f).where(eq(f.personId, personId)).orderBy(asc(f.addedAt), asc(f.path));
}

/** Stars a page; one that is starred gets its newer title. */
export function putFavourite(store: Store, w: Writer, row: Store["t"]["favourite"]["$inferSelect"]): Statement {
  const { favourite: f } = store.t;
  return w.insert(f).values(row).onConflictDoUpdate({ target: [f.personId, f.path], set: { label: row.label } }).returning({ path: f.path });
}

export function deleteFavourite(store: Store, w: Writer, personId: string, path: string): Statement {
  const { favourite: f } = store.t;
  return w.delete(f).where(and(eq(f.personId, personId), eq(f.path, path))).returning({ path: f.path });
}
