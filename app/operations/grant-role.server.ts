import { COOLING_MS, mayAskForRole, mayConfirm } from "#app/domain/access/decide-access.ts";
import type { GrantedRole } from "#app/domain/access/actor.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Refused, Result } from "#app/domain/refusal.ts";
import { rolesHeld } from "#app/domain/access/roles-held.ts";
import { decideRequest, endGrant, findAccessRequest, findGrant, insertAccessRequest, isRoleHeldByOthers, loadWaitingRequests } from "#db/queries/access-requests.server.ts";
import type { AccessRequestRow } from "#db/queries/access-requests.server.ts";
import { insertRoleGrant, loadAccountsWithRole, loadRoleGrants } from "#db/queries/accounts.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { newId } from "#db/new-id.server.ts";
import { StaleWriteError, type AuditEntry, type Store, type Unit, type Writer } from "#db/store.ts";
import { loadActingPerson } from "./acting-person.server.ts";
import type { OperationContext } from "./context.ts";
import { notices } from "./notify.server.ts";
import { removeFactor } from "./second-factor.server.ts";

const LONGEST_REASON = 500;

/** Who acts: an account of a person. */
interface By {
  readonly accountId: string;
}

/** An admin asks that a person gets a role. Nothing holds until a second person confirms it. */
export async function askForRole(ctx: OperationContext, { accountId, personId, role, reason }: By & { readonly personId: string; readonly role: GrantedRole; readonly reason: string }): Promise<Result<{ id: string }>> {
  const { store, now } = ctx;
  const [asker, [person], grants, waiting] = await Promise.all([loadActingPerson(store, accountId, now), loadPeople(store, [personId]), loadRoleGrants(store, personId), loadWaitingRequests(store, personId)]);
  if (!asker || !person || person.archivedAt !== null) return refused("not_found", undefined, "personId");
  const words = reason.trim();
  if (words === "" || words.length > LONGEST_REASON) return refused("reason_missing", { most: LONGEST_REASON }, "reason");
  const held = grants.filter((grant) => grant.to === null || grant.to > now).map((grant) => grant.role);
  const fault = mayAskForRole(asker, personId, role, held, waiting.flatMap((row) => row.role ?? []));
  if (fault) return { ...fault, field: fault.code === "own_role" ? "personId" : "role" };
  return ask(ctx, { kind: "role", personId, role, reason: words, askedBy: asker.personId });
}

/** An admin asks that the lost second factor of a person is taken away; a second person confirms it, as with a role. */
export async function askForFactorRemoval(ctx: OperationContext, { accountId, personId, reason }: By & { readonly personId: string; readonly reason: string }): Promise<Result<{ id: string }>> {
  const { store, now } = ctx;
  const [asker, waiting] = await Promise.all([loadActingPerson(store, accountId, now), loadWaitingRequests(store, personId)]);
  if (!asker) return refused("not_found");
  if (asker.personId === personId) return refused("own_role");
  const words = reason.trim();
  if (words === "" || words.length > LONGEST_REASON) return refused("reason_missing", { most: LONGEST_REASON }, "reason");
  if (waiting.some((row) => row.kind === "factor")) return refused("role_waiting");
  return ask(ctx, { kind: "factor", personId, role: null, reason: words, askedBy: asker.personId });
}

/** Puts down what waits for a second person, and tells those who may be it. */
export async function ask(ctx: OperationContext, what: Pick<AccessRequestRow, "kind" | "personId" | "role" | "reason" | "askedBy">): Promise<Result<{ id: string }>> {
  const id = newId();
  const { build, audit } = await requestOf(ctx, id, what);
  await ctx.store.writeAll(build, audit);
  return ok({ id });
}

/** The statements of a request, for a unit of work that has others beside it. */
export async function requestOf(ctx: OperationContext, id: string, what: Pick<AccessRequestRow, "kind" | "personId" | "role" | "reason" | "askedBy">): Promise<{ build: (w: Writer) => Unit; audit: AuditEntry }> {
  const { store, now } = ctx;
  const confirmers = await loadAccountsWithRole(store, ["admin", "hr"], now);
  const people = new Set(confirmers.map((row) => row.personId).filter((one) => one !== what.askedBy && one !== what.personId));
  const tell = await notices(store, [...people].map((personId) => ({ kind: "access_asked" as const, personId, refs: { requestId: id }, about: id })), now);
  return {
    build: (w) => [insertAccessRequest(store, w, { id, ...what, askedAt: now, state: "waiting", decidedBy: null, decidedAt: null }), ...tell(w)],
    audit: { at: now, actor: ctx.actor, action: what.kind === "role" ? "role.ask" : "factor.ask_removal", entity: "person", entityId: what.personId, details: { role: what.role, reason: what.reason } },
  };
}

/** A second person confirms: a role begins after the cooling time, a lost factor is gone at once. Both are told to the person. */
export async function confirmAccess(ctx: OperationContext, { accountId, requestId }: By & { readonly requestId: string }): Promise<Result<{ from: number | null }>> {
  const { store, now } = ctx;
  const found = await decidable(ctx, accountId, requestId);
  if (!found.ok) return found;
  const { request, confirmerId, fault } = found.value;
  if (fault) return fault;
  const [person] = await loadPeople(store, [request.personId]);
  if (!person || person.archivedAt !== null) return refused("not_found");
  const from = request.kind === "role" ? now + COOLING_MS : null;
  const effect = from === null || request.role === null ? await removeFactor(store, request.personId) : (w: Writer): Unit => [insertRoleGrant(store, w, { id: newId(), personId: request.personId, role: request.role!, from, to: null, grantedBy: request.askedBy, confirmedBy: confirmerId })];
  const tell = await notices(store, [{ kind: from === null ? "factor_removed" : "role_given", personId: request.personId, refs: { requestId: request.id }, about: request.id }], now);
  return unlessStale(
    () =>
      store.writeAll((w) => [decideRequest(store, w, request.id, { state: "confirmed", decidedBy: confirmerId, decidedAt: now }), ...effect(w), ...tell(w)], {
        at: now, actor: ctx.actor, action: from === null ? "factor.remove" : "role.grant", entity: "person", entityId: request.personId,
        details: { role: request.role, from, askedBy: request.askedBy, confirmedBy: confirmerId },
      }),
    { from },
  );
}

/** Turns a request down, or takes it back where its own asker does. */
export async function turnDownAccess(ctx: OperationContext, { accountId, requestId }: By & { readonly requestId: string }): Promise<Result<null>> {
  const { store, now } = ctx;
  const found = await decidable(ctx, accountId, requestId);
  if (!found.ok) return found;
  const { request, confirmerId } = found.value;
  if (request.state !== "waiting") return refused("changed_meanwhile");
  const isOwn = request.askedBy === confirmerId;
  const action = { role: isOwn ? "role.withdraw" : "role.refuse", factor: isOwn ? "factor.withdraw_removal" : "factor.refuse_removal" }[request.kind] as AuditEntry["action"];
  return unlessStale(
    () => store.writeAll((w) => [decideRequest(store, w, request.id, { state: isOwn ? "withdrawn" : "refused", decidedBy: confirmerId, decidedAt: now })], { at: now, actor: ctx.actor, action, entity: "person", entityId: request.personId, details: { role: request.role } }),
    null,
  );
}

/** Takes a role away at once: one person is enough. Somebody must stay who can give roles. */
export async function revokeRole(ctx: OperationContext, { grantId, byPersonId }: { readonly grantId: string; readonly byPersonId: string }): Promise<Result<null>> {
  const { store, now } = ctx;
  const grant = await findGrant(store, grantId);
  if (!grant) return refused("not_found");
  if (grant.role === "admin" && grant.from <= now && !(await isRoleHeldByOthers(store, "admin", grant.personId, now))) return refused("last_admin");
  const tell = await notices(store, [{ kind: "role_ended", personId: grant.personId, refs: { grantId }, about: grantId }], now);
  return unlessStale(
    () => store.writeAll((w) => [endGrant(store, w, grantId, now, byPersonId), ...tell(w)], { at: now, actor: ctx.actor, action: "role.revoke", entity: "person", entityId: grant.personId, details: { role: grant.role, from: grant.from } }),
    null,
  );
}

/** A request with who looks at it, and what keeps them from confirming it. */
async function decidable({ store, now }: OperationContext, accountId: string, requestId: string): Promise<Result<{ request: AccessRequestRow; confirmerId: string; fault: Refused | null }>> {
  const [confirmer, request] = await Promise.all([loadActingPerson(store, accountId, now), findAccessRequest(store, requestId)]);
  if (!confirmer || !request) return refused("not_found");
  return ok({ request, confirmerId: confirmer.personId, fault: mayConfirm(confirmer, request, await rolesOf(store, request.askedBy, now), now) });
}

/** Roles that a person holds now, in an account that is in use; null for nobody. */
async function rolesOf(store: Store, personId: string | null, now: number): Promise<string[] | null> {
  return personId === null ? null : rolesHeld(await loadRoleGrants(store, personId), now).map(({ role }) => role);
}

async function unlessStale<T>(write: () => Promise<unknown>, value: T): Promise<Result<T>> {
  try {
    await write();
    return ok(value);
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
}
