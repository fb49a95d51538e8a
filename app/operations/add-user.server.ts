import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import type { GrantedRole } from "#app/domain/access/actor.ts";
import { foldKey } from "#app/domain/names.ts";
import { isWithoutRoles } from "#db/queries/access-requests.server.ts";
import { findAccount, insertAccount, insertRoleGrant } from "#db/queries/accounts.server.ts";
import { findPersonByEmail, insertPerson, loadPeople } from "#db/queries/people.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { newId } from "#db/new-id.server.ts";
import type { AuditEntry, Unit, Writer } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { requestOf } from "./grant-role.server.ts";
import { hashPassword } from "./hash-password.server.ts";
import { newLink } from "./password-links.server.ts";
import { passwordFault } from "./password-rules.server.ts";
import { foldEmail } from "./sign-in.server.ts";

export interface NewUser {
  readonly email: string;
  readonly surname: string;
  readonly givenName: string;
  readonly personnelNumber: string;
  /** null = they set it themselves, by an invitation that is sent to them. */
  readonly password: string | null;
  readonly roles: readonly GrantedRole[];
  readonly locale: "en" | "ru";
}

/**
 * Adds an account for a person, found by e-mail address or made new; the way the first admin comes in. While nobody has a role the roles
 * hold at once; later they wait for a second person like all others.
 */
export async function addUser(ctx: OperationContext, user: NewUser): Promise<Result<{ accountId: string; personId: string; roles: "given" | "asked" }>> {
  const { store, now } = ctx;
  const email = foldEmail(user.email);
  const fault = user.password === null ? null : await passwordFault(store, user.password, { ...user, email });
  if (fault) return fault;
  if (await findAccount(store, { email })) return refused("account_exists", { email }, "email");
  const person = await findPersonByEmail(store, email);
  const organisation = await loadOrganisation(store);
  const personId = person?.id ?? newId();
  const accountId = newId();
  const passwordHash = user.password === null ? null : await hashPassword(user.password);
  const isFirst = await isWithoutRoles(store, now);
  const units: ((w: Writer) => Unit)[] = [
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
    ],
  ];
  const audits: AuditEntry[] = [];
  if (user.password === null) {
    const link = newLink(ctx, { id: accountId, personId }, "invitation", person?.locale ?? user.locale);
    units.push(link.build);
    audits.push(link.audit);
  }
  if (isFirst) units.push((w) => user.roles.map((role) => insertRoleGrant(store, w, { id: newId(), personId, role, from: now, to: null, grantedBy: null, confirmedBy: null })));
  for (const role of isFirst ? [] : user.roles) {
    const request = await requestOf(ctx, newId(), { kind: "role", personId, role, reason: "concord user add", askedBy: null });
    units.push(request.build);
    audits.push(request.audit);
  }
  await store.writeAll((w) => units.flatMap((build) => build(w)), [{ at: now, actor: ctx.actor, action: "account.add", entity: "account", entityId: accountId, details: { roles: isFirst ? user.roles : [] } }, ...audits]);
  return ok({ accountId, personId, roles: isFirst ? "given" : "asked" });
}

/** Makes an account for somebody who is in the company already; they get an invitation. */
export async function addAccount(ctx: OperationContext, { personId, email: typed }: { readonly personId: string; readonly email: string }): Promise<Result<{ accountId: string }>> {
  const { store, now } = ctx;
  const email = foldEmail(typed);
  if (!/^[^\s@<>,;:"()[\]\\]{1,64}@[a-z0-9.-]{1,255}$/.test(email)) return refused("bad_email", undefined, "email");
  if (await findAccount(store, { email })) return refused("account_exists", { email }, "email");
  const [person] = await loadPeople(store, [personId]);
  if (!person || person.archivedAt !== null) return refused("no_such_person", undefined, "personId");
  const accountId = newId();
  const link = newLink(ctx, { id: accountId, personId }, "invitation", person.locale);
  await store.writeAll((w) => [insertAccount(store, w, { id: accountId, personId, email, passwordHash: null, isDemo: false, disabledAt: null, createdAt: now }), ...link.build(w)], [
    { at: now, actor: ctx.actor, action: "account.add", entity: "account", entityId: accountId, details: { roles: [] } },
    link.audit,
  ]);
  return ok({ accountId });
}
