import { ok, refused, type Result } from "../refusal.ts";
import { canonicalQuery, readPath } from "./list-address.ts";

export const LONGEST_NAME = 80;
/** Views of one person on one list: more is no help to find one. */
export const MOST_VIEWS = 50;
export const MOST_FAVOURITES = 50;

export interface ViewTerms {
  readonly list: string;
  readonly query: string;
  readonly name: string;
}

/** A view as it is kept: name trimmed, query in canonical form. */
export function checkView(typed: ViewTerms): Result<ViewTerms, "name_missing" | "name_too_long" | "bad_list" | "query_too_long"> {
  const name = typed.name.replace(/\s+/g, " ").trim();
  const [list, query] = [readPath(typed.list), canonicalQuery(typed.query)];
  if (list === null || list === "/") return refused("bad_list");
  if (query === null) return refused("query_too_long");
  if (name === "") return refused("name_missing", {}, "name");
  if (name.length > LONGEST_NAME) return refused("name_too_long", { most: LONGEST_NAME }, "name");
  return ok({ list, query, name });
}
