import { placePost } from "#app/domain/organisation/check-post.ts";
import type { PostDraft, PostFault } from "#app/domain/organisation/check-post.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Refused, Result } from "#app/domain/refusal.ts";
import { readDay } from "#app/domain/time/local-date.ts";
import { findDepartment } from "#db/queries/catalogue.server.ts";
import { endPost, findPost, insertPost, loadPostsOfDepartment } from "#db/queries/organisation.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { newId } from "#db/new-id.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";

export type SetPost = { readonly ok: true; readonly ended: number } | { readonly ok: false; readonly faults: readonly Refused<PostFault | "unknown_department" | "changed_meanwhile">[] };

/** Gives a department a head or a deputy from a day on. A new head ends the old one's post on that day. */
export async function setDepartmentPost(ctx: OperationContext, departmentId: string, draft: PostDraft): Promise<SetPost> {
  const { store, now } = ctx;
  const [department, posts, people] = await Promise.all([findDepartment(store, departmentId), loadPostsOfDepartment(store, departmentId), loadPeople(store, [draft.personId])]);
  if (!department || department.archivedAt !== null) return { ok: false, faults: [refused("unknown_department")] };
  const person = people.find((row) => row.archivedAt === null);
  const { faults, ends } = placePost({ ...draft, personId: person?.id ?? "" }, posts);
  if (faults.length > 0) return { ok: false, faults };
  const scope = draft.post === "deputy" ? draft.scope : [];
  try {
    await store.writeAll(
      (w) => [
        ...ends.map((row) => endPost(store, w, row, draft.from)),
        insertPost(store, w, { id: newId(), departmentId, personId: draft.personId, post: draft.post, scope, from: draft.from, to: draft.to }),
      ],
      {
        at: now, actor: ctx.actor, action: "department.post", entity: "department", entityId: departmentId,
        details: { code: department.code, personId: draft.personId, post: draft.post, scope, from: draft.from, to: draft.to, ended: ends.map((row) => row.id) },
      },
    );
  } catch (error) {
    if (error instanceof StaleWriteError) return { ok: false, faults: [refused("changed_meanwhile")] };
    throw error;
  }
  return { ok: true, ended: ends.length };
}

export type EndPostRefusal = "unknown_post" | "bad_date" | "before_from" | "not_longer" | "changed_meanwhile";

/** Ends a post before a day. The first day itself leaves an empty span: the post stays written down and never held. */
export async function endDepartmentPost(ctx: OperationContext, command: { readonly departmentId: string; readonly postId: string; readonly to: string }): Promise<Result<null, EndPostRefusal>> {
  const { store, now } = ctx;
  const { departmentId, to } = command;
  const post = await findPost(store, command.postId);
  if (!post || post.departmentId !== departmentId) return refused("unknown_post");
  if (readDay(to) === null) return refused("bad_date", { value: to }, "to");
  if (to < post.from) return refused("before_from", { day: post.from }, "to");
  if (post.to !== null && to >= post.to) return refused("not_longer", undefined, "to");
  try {
    await store.writeAll((w) => [endPost(store, w, post, to)], {
      at: now, actor: ctx.actor, action: "department.post_end", entity: "department", entityId: departmentId, details: { postId: post.id, personId: post.personId, post: post.post, before: post.to, to },
    });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok(null);
}
