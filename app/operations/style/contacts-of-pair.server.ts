import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadMemberships } from "#db/queries/people.server.ts";
import { loadContactsOf } from "#db/queries/styles.server.ts";
import type { Store } from "#db/store.ts";
import { promisesBetween } from "../relationship/promises-between.server.ts";
import { openHeads } from "../watch-tasks.server.ts";

/** Who speaks for a client towards a provider today: contacts of the agreements that serve it who belong to it, and its head. */
export async function contactsOfPair(store: Store, pair: { readonly providerId: string; readonly clientId: string }, today: string, now: number): Promise<string[]> {
  const [between, departments, headsOf] = await Promise.all([promisesBetween(store, pair, today), loadDepartments(store, "all"), openHeads(store, now)]);
  if (between.length === 0) return [];
  const named = await loadContactsOf(store, between.map((one) => one.agreement.id));
  const own = departmentTree(departments).withBelow(pair.clientId);
  const places = await Promise.all([...new Set(named)].map(async (personId) => ({ personId, isOwn: (await loadMemberships(store, today, today, personId)).some((row) => own.includes(row.departmentId)) })));
  return [...new Set([...headsOf(pair.clientId), ...places.filter((one) => one.isOwn).map((one) => one.personId)])];
}
