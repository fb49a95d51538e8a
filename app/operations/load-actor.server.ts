import type { Actor, DeputyScope } from "#app/domain/access/actor.ts";
import { DEPUTY_SCOPES } from "#app/domain/access/actor.ts";
import type { DepartmentTree } from "#app/domain/organisation/department-tree.ts";
import { withFormer } from "#app/domain/organisation/succession.ts";
import type { Succession } from "#app/domain/organisation/succession.ts";
import { findAccount, loadPersonFacts } from "#db/queries/accounts.server.ts";
import type { PersonFacts } from "#db/queries/accounts.server.ts";
import { loadSuccessions } from "#db/queries/reorganisations.server.ts";
import type { Store } from "#db/store.ts";

/** The person as the access table sees them now. What a department answers for that ended, its successors answer for. */
export function actorOf(facts: PersonFacts, accountId: string, tree: DepartmentTree, successions: readonly Succession[]): Actor {
  const below = (post: "head" | "deputy") => facts.posts.filter((row) => row.post === post);
  const isScope = (scope: string): scope is DeputyScope => (DEPUTY_SCOPES as readonly string[]).includes(scope);
  return {
    personId: facts.personId,
    accountId,
    roles: facts.roles.map((row) => ({ role: row.role, since: row.from })),
    memberOf: withFormer(facts.departmentIds.flatMap((id) => tree.pathUp(id)), successions),
    headOf: withFormer(below("head").flatMap((row) => tree.withBelow(row.departmentId)), successions),
    deputyOf: below("deputy").flatMap((row) => withFormer(tree.withBelow(row.departmentId), successions).map((departmentId) => ({ departmentId, scopes: row.scope.filter(isScope) }))),
  };
}

/** Who stands behind an account at an instant and its local date; null when it is unknown, disabled or its person archived. */
export async function loadActor(store: Store, accountId: string, now: number, today: string, tree: DepartmentTree): Promise<Actor | null> {
  const account = await findAccount(store, { id: accountId });
  if (!account || account.disabledAt !== null) return null;
  const [facts, successions] = await Promise.all([loadPersonFacts(store, account.personId, now, today), loadSuccessions(store)]);
  return facts ? actorOf(facts, accountId, tree, successions) : null;
}
