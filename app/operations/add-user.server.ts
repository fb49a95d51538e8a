import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { findAccount, insertAccount, insertRoleGrant } from "#db/queries/accounts.server.ts";
import { findPersonByEmail, insertPerson } from "#db/queries/people.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { newId } from "#db/new-id.server.ts";
import { foldKey } from "#app/domain/names.ts";
import type { OperationContext } from "./context.ts";
import { hashPassword } from "./sign-in.server.ts";

export interface NewUser {
  readonly email: string;
  readonly surname: string;
  readonly givenName: string;
  readonly personnelNumber: string;
  readonly password: string;
  readonly roles: readonly ("hr" | "arbiter" | "director" | "admin" | "auditor")[];
  readonly locale: "en" | "ru";
}

/** ASVS 6.2.1: at least 8, and long ones welcome. */
export const SHORTEST_PASSWORD = 10;

/** Adds an account for a person, found by e-mail address or made new; the way the first admin comes in. */
export async function addUser(ctx: OperationContext, user: NewUser): Promise<Result<{ accountId: string; personId: string }>> {
  const { store, now } = ctx;
  const email = user.email.trim().toLowerCase();
  if (user.password.length < SHORTEST_PASSWORD) return refused("password_short", { shortest: SHORTEST_PASSWORD }, "password");
  if (await findAccount(store, { email })) return refused("account_exists", { email }, "email");
  const person = await findPersonByEmail(store, email);
  const organisation = await loadOrganisation(store);
  const personId = person?.id ?? newId();
  const accountId = newId();
  const passwordHash = await hashPassword(user.password);
  await store.writeAll(
    (w) => [
      ...(person
        ? []
        : [
            insertPerson(store, w, {
              id: personId, surname: user.surname, givenName: user.givenName, patronymic: null, personnelNumber: user.personnelNumber, email, locale: user.locale,
              zone: organisation?.zone ?? "UTC", calendarId: null, style: null, sortKey: foldKey(`${user.surname} ${user.givenName}`), archivedAt: null,
            }),
          ]),
      insertAccount(store, w, { id: accountId, personId, email, passwordHash, isDemo: false, disabledAt: null, createdAt: now }),
      ...user.roles.map((role) => insertRoleGrant(store, w, { id: newId(), personId, role, from: now, to: null, grantedBy: null, confirmedBy: null })),
    ],
    { at: now, actor: ctx.actor, action: "account.add", entity: "account", entityId: accountId, details: { roles: user.roles } },
  );
  return ok({ accountId, personId });
}
