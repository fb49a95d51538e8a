import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { readDay } from "#app/domain/time/local-date.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { findAcknowledgement, insertAcknowledgement, insertAcknowledgementDecision, putAcknowledgementCall } from "#db/queries/acknowledgements.server.ts";
import { findAccount } from "#db/queries/accounts.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { findPlanVersion, loadPlanMembers } from "#db/queries/plans.server.ts";
import { newId } from "#db/new-id.server.ts";
import { DuplicateError } from "#db/store.ts";
import type { Store } from "#db/store.ts";
import { endOfVersion, openAcknowledgementBook } from "./acknowledgement-book.server.ts";
import type { OperationContext } from "./context.ts";
import { notices } from "./notify.server.ts";

export interface CallForAcknowledgement {
  readonly planVersionId: string;
  /** Last day, local date. */
  readonly dueOn: string;
  readonly accountId: string;
}

/** Asks the members of a version to acknowledge it by a day, or sets another day; tells everybody who has not. */
export async function callForAcknowledgement(ctx: OperationContext, command: CallForAcknowledgement): Promise<Result<{ readonly told: number }, "unknown_version" | "bad_day">> {
  const { store, now } = ctx;
  const { planVersionId, dueOn, accountId } = command;
  const version = await findPlanVersion(store, planVersionId);
  if (!version) return refused("unknown_version");
  const today = await dayOf(store, now);
  if (readDay(dueOn) === null || dueOn < today) return refused("bad_day", undefined, "dueOn");
  const { members } = await openAcknowledgementBook(store, version, today);
  const waiting = members.filter((member) => member.state !== "acknowledged");
  const refs = { planId: version.planId, number: String(version.number), to: dueOn };
  const tell = await notices(store, waiting.map(({ personId }) => ({ kind: "plan_to_acknowledge" as const, personId, refs, about: `${planVersionId}:${dueOn}` })), now);
  await store.writeAll((w) => [putAcknowledgementCall(store, w, { planVersionId, dueOn, calledBy: accountId, calledAt: now }), ...tell(w)], {
    at: now, actor: ctx.actor, action: "acknowledgement.call", entity: "plan", entityId: version.planId, rows: waiting.length, details: { number: version.number, dueOn },
  });
  return ok({ told: waiting.length });
}

export interface AcknowledgePlan {
  readonly planVersionId: string;
  /** The content that was read. */
  readonly contentHash: string;
  /** Whose account it is says who acknowledges: nobody does it for another. */
  readonly accountId: string;
}

/** "I have read it": one member, one content, once and for good; nobody withdraws it. */
export async function acknowledgePlan(ctx: OperationContext, command: AcknowledgePlan): Promise<Result<null, "unknown_version" | "unknown_account" | "content_changed" | "not_a_member" | "acknowledged_already">> {
  const { store, now } = ctx;
  const { planVersionId, contentHash, accountId } = command;
  const [version, account] = await Promise.all([findPlanVersion(store, planVersionId), findAccount(store, { id: accountId })]);
  if (!version) return refused("unknown_version");
  if (!account || account.disabledAt !== null) return refused("unknown_account");
  const { personId } = account;
  if (version.contentHash !== contentHash) return refused("content_changed");
  const stays = await loadPlanMembers(store, { planId: version.planId, personIds: [personId] }, version.from, await endOfVersion(store, version));
  if (stays.length === 0) return refused("not_a_member");
  if (await findAcknowledgement(store, planVersionId, personId)) return refused("acknowledged_already");
  try {
    await store.writeAll((w) => [insertAcknowledgement(store, w, { planVersionId, personId, contentHash, accountId, at: now })], {
      at: now, actor: ctx.actor, action: "acknowledgement.give", entity: "plan", entityId: version.planId, details: { number: version.number, hash: contentHash, personId },
    });
  } catch (error) {
    if (error instanceof DuplicateError) return refused("acknowledged_already");
    throw error;
  }
  return ok(null);
}

export interface DecideAcknowledgement {
  readonly planVersionId: string;
  readonly personId: string;
  /** Paid as earned, or held until it is acknowledged. */
  readonly decision: "pay" | "hold";
  readonly reason: string;
  readonly accountId: string;
}

/** HR's decision about a member who did not acknowledge in time, with its reason; a later one replaces it, the earlier ones stay on record. */
export async function decideAcknowledgement(ctx: OperationContext, command: DecideAcknowledgement): Promise<Result<null, "unknown_version" | "not_late" | "reason_missing">> {
  const { store, now } = ctx;
  const { planVersionId, personId, decision, accountId } = command;
  const reason = command.reason.trim();
  const version = await findPlanVersion(store, planVersionId);
  if (!version) return refused("unknown_version");
  if (reason === "") return refused("reason_missing", undefined, "reason");
  const { members } = await openAcknowledgementBook(store, version, await dayOf(store, now));
  const member = members.find((one) => one.personId === personId);
  if (!member || member.state === "acknowledged" || member.state === "waiting") return refused("not_late");
  const row = { id: newId(), planVersionId, personId, decision, reason, decidedBy: accountId, at: now };
  await store.writeAll((w) => [insertAcknowledgementDecision(store, w, row)], { at: now, actor: ctx.actor, action: "acknowledgement.decide", entity: "plan", entityId: version.planId, details: { number: version.number, personId, decision } });
  return ok(null);
}

const dayOf = async (store: Store, now: number): Promise<string> => localDateOf(zoneOf((await loadOrganisation(store))?.zone ?? "UTC"), now);
