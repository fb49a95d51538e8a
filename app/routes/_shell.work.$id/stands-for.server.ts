import type { Actor } from "#app/domain/access/actor.ts";
import { departmentStoodFor } from "#app/domain/access/stood-for.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { loadPosts } from "#db/queries/people.server.ts";

/** The head in whose place a deputy acts on a task of these departments; nothing for all others. */
export async function standsFor({ store, now }: AppContext, actor: Actor, departmentIds: readonly string[]): Promise<{ readonly forPersonId?: string }> {
  const departmentId = departmentStoodFor(actor, departmentIds, "accept");
  if (departmentId === null) return {};
  const organisation = await loadOrganisation(store);
  const head = (await loadPosts(store, localDateOf(zoneOf(organisation?.zone ?? "UTC"), now()))).find((post) => post.departmentId === departmentId && post.post === "head");
  return head ? { forPersonId: head.personId } : {};
}
