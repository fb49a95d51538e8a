import type { DeputyScope } from "../access/actor.ts";
import type { Refused } from "../refusal.ts";
import { refused } from "../refusal.ts";
import { readDay } from "../time/local-date.ts";

/** Half-open span of local dates. */
export interface DatedSpan {
  readonly from: string;
  readonly to: string | null;
}

/** Whether two half-open spans share a day; an empty span shares none. */
export function spansOverlap(a: DatedSpan, b: DatedSpan): boolean {
  if (a.to === a.from || b.to === b.from) return false;
  return (a.to === null || b.from < a.to) && (b.to === null || a.from < b.to);
}

export interface Post extends DatedSpan {
  readonly id: string;
  readonly personId: string;
  readonly post: "head" | "deputy";
}

export interface PostDraft extends DatedSpan {
  readonly personId: string;
  readonly post: "head" | "deputy";
  readonly scope: readonly DeputyScope[];
}

export type PostFault = "no_person" | "bad_date" | "to_before_from" | "no_scope" | "later_head" | "already_head" | "already_deputy";

/**
 * What is wrong with a new post in a department, or which heads it ends: a department has one head at a time, and a new one takes
 * over on the first day. A deputy has at least one scope and is not the head at the same time.
 *
 * @param posts of the department, over all time
 */
export function placePost(draft: PostDraft, posts: readonly Post[]): { readonly faults: readonly Refused<PostFault>[]; readonly ends: readonly Post[] } {
  const faults: Refused<PostFault>[] = [];
  if (draft.personId === "") faults.push(refused("no_person", undefined, "personId"));
  if (readDay(draft.from) === null) faults.push(refused("bad_date", { value: draft.from }, "from"));
  if (draft.to !== null && readDay(draft.to) === null) faults.push(refused("bad_date", { value: draft.to }, "to"));
  else if (draft.to !== null && draft.to <= draft.from) faults.push(refused("to_before_from", undefined, "to"));
  if (draft.post === "deputy" && draft.scope.length === 0) faults.push(refused("no_scope", undefined, "scope"));
  if (faults.length > 0) return { faults, ends: [] };

  const touching = posts.filter((row) => spansOverlap(row, draft));
  const own = touching.filter((row) => row.personId === draft.personId);
  if (draft.post === "deputy") {
    if (own.length > 0) faults.push(refused(own.some((row) => row.post === "head") ? "already_head" : "already_deputy", undefined, "personId"));
    return { faults, ends: [] };
  }
  const heads = touching.filter((row) => row.post === "head");
  if (heads.some((row) => row.personId === draft.personId)) faults.push(refused("already_head", undefined, "personId"));
  else if (heads.some((row) => row.from >= draft.from)) faults.push(refused("later_head", undefined, "from"));
  return { faults, ends: faults.length > 0 ? [] : [...heads, ...own.filter((row) => row.post === "deputy" && row.from < draft.from)] };
}
