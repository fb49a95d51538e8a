import type { OperationContext } from "#app/operations/context.ts";
import { askForRole, turnDownAccess } from "#app/operations/grant-role.server.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { findAccount } from "#db/queries/accounts.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadMemberships, loadPeople } from "#db/queries/people.server.ts";
import type { DemoAccountIds } from "./add-demo-accounts.server.ts";

/** Two roles that the administrator asked for: one that HR refused, one that waits for a second person. */
export async function askDemoRoles(ctx: OperationContext, accounts: DemoAccountIds): Promise<void> {
  const { store, now } = ctx;
  const today = localDateOf(zoneOf("Europe/Moscow"), now);
  const [departments, memberships, people] = await Promise.all([loadDepartments(store), loadMemberships(store, today, today), loadPeople(store)]);
  const hr = departments.find((row) => row.code === "HR")!.id;
  const members = new Set(memberships.filter((row) => row.departmentId === hr).map((row) => row.personId));
  const taken = new Set((await Promise.all(Object.values(accounts).map((id) => findAccount(store, { id })))).map((account) => account?.personId));
  const [deputy, trainee] = people.filter((row) => members.has(row.id) && !taken.has(row.id)).sort((a, b) => b.personnelNumber.localeCompare(a.personnelNumber));
  if (!deputy || !trainee) return;
  const ask = async (personId: string, reason: string, at: number) => {
    const asked = await askForRole({ ...ctx, now: at }, { accountId: accounts.admin, personId, role: "hr", reason });
    if (!asked.ok) throw new Error(`demo role: ${asked.code}`);
    return asked.value.id;
  };
  const refused = await ask(trainee.id, "Looks after the plans while a colleague is away", now);
  const turnedDown = await turnDownAccess({ ...ctx, now }, { accountId: accounts.hr2, requestId: refused });
  if (!turnedDown.ok) throw new Error(`demo role: ${turnedDown.code}`);
  await ask(deputy.id, "Takes over statements from next month", now);
}
