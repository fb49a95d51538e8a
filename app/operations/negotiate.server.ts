import { decideAgreement } from "#app/domain/agreement/decide-agreement.ts";
import type { AgreementCommand, AgreementEvent, AgreementSide, VersionLife } from "#app/domain/agreement/agreement-life.ts";
import { whoHears } from "#app/domain/agreement/who-hears.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { expectAgreed, updateVersion } from "#db/queries/negotiation.server.ts";
import type { OperationContext } from "./context.ts";
import { columnsOf, openNegotiation } from "./negotiation-state.server.ts";
import type { Negotiation, NegotiationBook } from "./negotiation-state.server.ts";
import { notices } from "./notify.server.ts";
import type { Notification } from "./notify.server.ts";
import { writeNegotiation } from "./write-negotiation.server.ts";

/** A step on one version: everything but beginning, editing and proposing, which have operations of their own. */
export type NegotiationStep = Exclude<AgreementCommand, { type: "start" | "edit" | "propose" | "counter" }>;

export interface Negotiate {
  readonly versionId: string;
  /** The version as the person saw it; null takes it as it stands (comments, jobs). */
  readonly rowVersion: number | null;
  readonly step: NegotiationStep;
}

/** Takes one step of a negotiation and tells those whom it concerns. */
export async function negotiate(ctx: OperationContext, { versionId, rowVersion, step }: Negotiate, book?: NegotiationBook): Promise<Result<{ readonly state: VersionLife["state"] }>> {
  const opened = await openNegotiation(ctx, versionId, rowVersion, book);
  if (!opened.ok) return opened;
  const found = opened.value;
  const decided = decideAgreement(found.life, step, found.who, found.around, ctx.now);
  if (!decided.ok) return decided;
  const { life, events } = decided.value;
  const tell = await notices(ctx.store, notificationsOf(found, life, events, false, ctx.now), ctx.now);
  const written = await writeNegotiation(
    ctx, found, [{ versionId, events }],
    (store, w) => [
      // Two texts of one rank cannot both be agreed at once: the rank was looked at before the transaction.
      ...(life.state === "agreed" && found.life.state !== "agreed" ? expectAgreed(store, w, found.agreement.providerId, found.agreedCount) : []),
      ...(step.type === "comment" ? [] : [updateVersion(store, w, found.version, columnsOf(life))]),
      ...tell(w),
    ],
    { action: `agreement.${step.type}`, entityId: versionId, details: { agreement: found.agreement.code, number: found.version.number, from: found.life.state, to: life.state, hash: life.contentHash } },
  );
  return written.ok ? ok({ state: life.state }) : written;
}

export interface Propose {
  readonly versionId: string;
  readonly rowVersion: number;
  readonly from: string;
  readonly to: string | null;
  /** Last local day for the other side's answer. */
  readonly answerBy: string;
  /** Why the other side's text is answered with this one; needed where it is. */
  readonly reason: string;
  /** Sign it for one's own side at once. */
  readonly signs: boolean;
}

/**
 * Puts a draft before the other side. A draft that answers an open proposal counters it in the same
 * transaction; the dates become part of the text before it is named by its hash.
 */
export async function propose(ctx: OperationContext, command: Propose): Promise<Result<{ readonly state: VersionLife["state"] }>> {
  const { store, now } = ctx;
  const opened = await openNegotiation(ctx, command.versionId, command.rowVersion);
  if (!opened.ok) return opened;
  const found = opened.value;
  const { from, to, answerBy } = command;
  const contentHash = found.hashOf(found.text, from, to);
  const proposed = decideAgreement({ ...found.life, contentHash }, { type: "propose", from, to, answerBy, contentHash }, found.who, found.around, now);
  if (!proposed.ok) return proposed;

  const answered = found.life.repliesTo === null ? null : await openNegotiation(ctx, found.life.repliesTo, null, found.book);
  if (answered && !answered.ok) return refused("proposal_superseded");
  const countered = answered ? decideAgreement(answered.value.life, { type: "counter", reason: command.reason }, answered.value.who, answered.value.around, now) : null;
  if (countered && !countered.ok) return countered;

  let { life } = proposed.value;
  const events: AgreementEvent[] = [...proposed.value.events];
  const side: AgreementSide = life.draftedSide;
  if (command.signs) {
    const around = { ...found.around, openProposal: null };
    const signed = decideAgreement(life, { type: "sign", side, contentHash }, found.who, around, now);
    if (!signed.ok) return signed;
    life = signed.value.life;
    events.push(...signed.value.events);
  }
  const tell = await notices(store, notificationsOf(found, life, proposed.value.events, answered !== null, now), now);
  const happened = [
    ...(answered?.ok && countered?.ok ? [{ versionId: answered.value.version.id, events: countered.value.events }] : []),
    { versionId: command.versionId, events },
  ];
  const written = await writeNegotiation(
    ctx, found, happened,
    (_, w) => [
      ...(answered?.ok && countered?.ok ? [updateVersion(store, w, answered.value.version, columnsOf(countered.value.life))] : []),
      updateVersion(store, w, found.version, { ...columnsOf(life), proposedAt: now }),
      ...tell(w),
    ],
    { action: answered ? "agreement.counter" : "agreement.propose", entityId: command.versionId, details: { agreement: found.agreement.code, number: found.version.number, from, to, answerBy, hash: contentHash } },
  );
  return written.ok ? ok({ state: life.state }) : written;
}

/** Notices to people of the sides, without the one who acted. */
export function notificationsOf(found: Negotiation, life: VersionLife, events: readonly AgreementEvent[], isCounter: boolean, now: number): Notification[] {
  const { parties } = found.book;
  const refs = { agreementId: found.agreement.id, versionId: found.version.id, number: String(found.version.number) };
  const given = whoHears(life, events, isCounter).flatMap(({ kind, to }) =>
    [...new Set(to.flatMap((side) => (side === "superior" ? parties.superiorsOf(found.agreement) : parties.speakersOf(found.agreement, side))))]
      .filter((personId) => personId !== found.who.personId)
      .map((personId): Notification => ({ kind, personId, refs, about: `${found.version.id}:${now}` })),
  );
  return given;
}
