import { checkNeed, stepNeed } from "#app/domain/agreement/need.ts";
import type { NeedDetails, NeedDimension, NeedFault, NeedImportance, NeedState } from "#app/domain/agreement/need.ts";
import type { Refused, Result } from "#app/domain/refusal.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import { findProduct } from "#db/queries/catalogue.server.ts";
import { findAgreement } from "#db/queries/agreement-pages.server.ts";
import { findNeed, insertNeed, updateNeed } from "#db/queries/needs.server.ts";
import { newId } from "#db/new-id.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { notices } from "./notify.server.ts";
import { speakersOfDepartment } from "./who-speaks.server.ts";

export interface StateNeed {
  readonly clientId: string;
  readonly productId: string;
  readonly dimension: NeedDimension | null;
  readonly details: NeedDetails;
  readonly importance: NeedImportance;
  readonly personId: string;
}

export type StatedNeed = { readonly ok: true; readonly needId: string } | { readonly ok: false; readonly faults: readonly Refused<NeedFault>[] };

/** A client says what it needs of a product, or brings in for it. Whether the actor speaks for the client is asked before. */
export async function stateNeed(ctx: OperationContext, command: StateNeed): Promise<StatedNeed> {
  const { store, now } = ctx;
  const product = await findProduct(store, command.productId);
  const faults = checkNeed(command, product && product.archivedAt === null ? product : null);
  const { dimension, personId, ...rest } = command;
  if (faults.length > 0 || dimension === null) return { ok: false, faults };
  const needId = newId();
  const heard = (await speakersOfDepartment(store, now, product!.providerId)).filter((id) => id !== personId);
  const tell = await notices(store, heard.map((id) => ({ kind: "need_stated" as const, personId: id, refs: { needId, departmentId: rest.clientId, productId: rest.productId }, about: needId })), now);
  await store.writeAll(
    (w) => [insertNeed(store, w, { id: needId, ...rest, dimension, state: "open", reply: null, agreementId: null, statedBy: personId, statedAt: now, decidedBy: null, decidedAt: null }), ...tell(w)],
    { at: now, actor: ctx.actor, action: "need.state", entity: "need", entityId: needId, details: { ...rest, dimension } },
  );
  return { ok: true, needId };
}

export interface StepNeed {
  readonly needId: string;
  readonly step: "promise" | "decline" | "withdraw" | "reopen";
  readonly reply: string | null;
  /** Into which agreement it was written. */
  readonly agreementId: string | null;
  readonly personId: string;
}

export type StepNeedRefusal = "unknown_need" | "not_now" | "no_reply" | "other_agreement" | "changed_meanwhile";

/** The provider answers a need, or the client takes it back. A refused need gets a reason. */
export async function stepOnNeed(ctx: OperationContext, command: StepNeed): Promise<Result<NeedState, StepNeedRefusal>> {
  const { store, now } = ctx;
  const need = await findNeed(store, command.needId);
  if (!need) return refused("unknown_need");
  const state = stepNeed(need.state, command.step);
  if (state === null) return refused("not_now");
  if (command.step === "decline" && !command.reply) return refused("no_reply", undefined, "reply");
  const agreement = command.step === "promise" && command.agreementId !== null ? await findAgreement(store, command.agreementId) : null;
  if (command.step === "promise" && agreement?.providerId !== need.providerId) return refused("other_agreement", undefined, "agreementId");
  const set = { state, reply: command.step === "decline" ? command.reply : need.reply, agreementId: agreement?.id ?? null, decidedBy: command.personId, decidedAt: now };
  // What the client takes back concerns the provider; an answer concerns the one who asked.
  const heard = command.step === "promise" || command.step === "decline" ? [need.statedBy] : await speakersOfDepartment(store, now, need.providerId);
  const kind = command.step === "promise" || command.step === "decline" ? ("need_answered" as const) : ("need_stated" as const);
  const tell = await notices(store, command.step === "withdraw" ? [] : heard.filter((id) => id !== command.personId).map((personId) => ({ kind, personId, refs: { needId: need.id, departmentId: need.clientId, productId: need.productId }, about: `${need.id}:${now}` })), now);
  try {
    await store.writeAll((w) => [updateNeed(store, w, need, set), ...tell(w)], { at: now, actor: ctx.actor, action: `need.${command.step}`, entity: "need", entityId: need.id, details: { before: need.state, ...set } });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok(state);
}
