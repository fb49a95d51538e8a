import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { personName } from "#app/format/person-name.ts";
import { actorOf } from "#app/operations/load-actor.server.ts";
import { findAccount, loadPersonFacts } from "#db/queries/accounts.server.ts";
import { loadDepartments, loadOrganisation } from "#db/queries/directory.server.ts";
import { deleteSession, findSession, insertSession, proveSession, touchSession } from "#db/queries/sessions.server.ts";
import { loadSuccessions } from "#db/queries/reorganisations.server.ts";
import { findFactor, loadFactorRoles } from "#db/queries/second-factors.server.ts";
import type { Store } from "#db/store.ts";
import { ABSOLUTE_MS, type SessionRepository } from "./session.server.ts";

/** Whether a role of the person needs a second factor that the account does not have. */
async function owesFactor(store: Store, accountId: string, roles: readonly string[]): Promise<boolean> {
  if (roles.length === 0) return false;
  const needed = await loadFactorRoles(store);
  return needed.some((role) => roles.includes(role)) && (await findFactor(store, accountId))?.confirmedAt == null;
}

/** Sessions and viewers over the Store. */
export function sessionRepository(store: Store): SessionRepository {
  return {
    insert: (row) => insertSession(store, { ...row, expiresAt: row.createdAt + ABSOLUTE_MS }),
    find: (idHash) => findSession(store, idHash),
    touch: (idHash, lastSeenAt) => {
      // Nobody waits for this note, and a database that cannot be written to now must not take the reading of pages with it.
      touchSession(store, idHash, lastSeenAt).catch(() => undefined);
      return Promise.resolve();
    },
    prove: (idHash, provenAt) => proveSession(store, idHash, provenAt),
    delete: (idHash) => deleteSession(store, idHash),
    viewer: async (accountId, now) => {
      const [account, organisation] = await Promise.all([findAccount(store, { id: accountId }), loadOrganisation(store)]);
      if (!account || account.disabledAt !== null) return null;
      const zone = zoneOf(organisation?.zone ?? "UTC");
      const facts = await loadPersonFacts(store, account.personId, now, localDateOf(zone, now));
      if (!facts) return null;
      const [departments, successions] = await Promise.all([loadDepartments(store), loadSuccessions(store)]);
      return {
        actor: actorOf(facts, accountId, departmentTree(departments), successions),
        displayName: personName(facts, facts.locale),
        email: account.email,
        // Visitors of the demo choose by cookie: an account is everybody's there.
        locale: account.isDemo ? null : facts.locale,
        timeZone: facts.zone,
        inboxCount: facts.unread,
        owesFactor: await owesFactor(store, accountId, facts.roles.map(({ role }) => role)),
      };
    },
  };
}
