import type { OperationContext } from "#app/operations/context.ts";
import { hashPassword } from "#app/operations/hash-password.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { insertAccount, insertRoleGrant } from "#db/queries/accounts.server.ts";
import { loadMemberships, loadPeople, loadPosts } from "#db/queries/people.server.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { newId } from "#db/new-id.server.ts";
import { DEMO_PASSWORD, DEMO_ROLES, demoAddress } from "./demo-accounts.ts";
import type { DemoName } from "./demo-accounts.ts";

export type DemoAccountIds = Readonly<Record<DemoName, string>>;

/** The accounts of `DEMO_ROLES`; account ids by name. */
export async function addDemoAccounts(ctx: OperationContext): Promise<DemoAccountIds> {
  const { store, now } = ctx;
  const today = localDateOf(zoneOf("Europe/Moscow"), now);
  const [departments, memberships, posts, people] = await Promise.all([
    loadDepartments(store), loadMemberships(store, today, today), loadPosts(store, today), loadPeople(store),
  ]);
  const numberOf = new Map(people.map((row) => [row.id, row.personnelNumber]));
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const chosen = DEMO_ROLES.map((role) => {
    const department = departments.find((row) => row.code === role.of.department)!;
    const head = posts.find((row) => row.departmentId === department.id && row.post === "head");
    const members = memberships
      .filter((row) => row.departmentId === department.id && row.personId !== head?.personId)
      .map((row) => row.personId)
      .sort((a, b) => numberOf.get(a)!.localeCompare(numberOf.get(b)!));
    const personId = role.of.index === 0 && head ? head.personId : members[role.of.index - 1]!;
    return { role, personId, accountId: newId() };
  });
  await store.writeAll(
    (w) =>
      chosen.flatMap(({ role, personId, accountId }) => [
        insertAccount(store, w, { id: accountId, personId, email: demoAddress(role), passwordHash, isDemo: true, disabledAt: null, createdAt: now }),
        ...role.granted.map((granted) => insertRoleGrant(store, w, { id: newId(), personId, role: granted, from: now, to: null, grantedBy: null, confirmedBy: null })),
      ]),
    { at: now, actor: ctx.actor, action: "demo.accounts", entity: "account", entityId: "demo", rows: chosen.length },
  );
  return Object.fromEntries(chosen.map(({ role, accountId }) => [role.name, accountId])) as Record<DemoName, string>;
}
