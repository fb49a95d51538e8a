import { holdsRole, type ActingPerson } from "../access/acting-person.ts";
import { ok, refused, type Refused, type Result } from "../refusal.ts";

export const PERIOD_STATES = ["open", "review", "sealed", "closed"] as const;
export type PeriodState = (typeof PERIOD_STATES)[number];

/** A seal that nobody confirms falls off after this time. */
export const SEAL_LASTS_MS = 48 * 3_600_000;

export interface Seal {
  readonly requestedBy: string;
  readonly at: number;
  /** Inputs of the period as they were loaded. */
  readonly inputSeq: number;
  /** Hash of the snapshot; null while it is being prepared. */
  readonly draftHash: string | null;
}

export interface PeriodLife {
  /** YYYY-MM */
  readonly month: string;
  readonly state: PeriodState;
  readonly cutOffAt: number;
  /** Counts writes that change an input. */
  readonly inputSeq: number;
  /** Items due in it whose outcome is still pending. */
  readonly pendingItems: number;
  /** Months close in order. */
  readonly previousClosed: boolean;
  readonly seal: Seal | null;
  readonly closed: { readonly by: string; readonly at: number; readonly hash: string } | null;
  /** Why closing was refused last. */
  readonly refusalReason: string | null;
}

export type PeriodCommand =
  /** By the clock. */
  | { readonly type: "cut_off" }
  | { readonly type: "expire_seal" }
  /** The snapshot of a sealed period is ready. */
  | { readonly type: "attach_draft"; readonly draftHash: string }
  | {
      readonly type: "request_close";
      readonly actor: ActingPerson;
      readonly inputSeq: number;
      readonly draftHash: string | null;
    }
  | {
      readonly type: "confirm_close";
      readonly actor: ActingPerson;
      readonly inputSeq: number;
      readonly draftHash: string;
    }
  | { readonly type: "refuse_close"; readonly actor: ActingPerson; readonly reason: string };

export type PeriodRefusal =
  | "wrong_state"
  | "not_due_yet"
  | "not_your_role"
  | "same_person"
  | "items_pending"
  | "previous_month_open"
  | "inputs_changed"
  | "draft_not_ready"
  | "draft_changed"
  | "seal_expired"
  | "reason_missing";

const ALLOWED: Readonly<Record<PeriodCommand["type"], PeriodState>> = {
  cut_off: "open",
  request_close: "review",
  attach_draft: "sealed",
  confirm_close: "sealed",
  refuse_close: "sealed",
  expire_seal: "sealed",
};

/**
 * Life of a month (design.md section 7): open -> review at the cut-off -> sealed when the arbiter asks for
 * closing -> closed when a second person confirms the same snapshot; back to review after 48 h or on
 * refusal. Nothing leads out of closed. Returns the next life or a refusal.
 */
export function decidePeriod(
  period: PeriodLife,
  command: PeriodCommand,
  now: number
): Result<PeriodLife, PeriodRefusal> {
  if (period.state !== ALLOWED[command.type])
    return refused("wrong_state", { state: period.state });
  switch (command.type) {
    case "cut_off":
      if (now < period.cutOffAt) return refused("not_due_yet");
      return ok({ ...period, state: "review" });
    case "request_close":
      return requestClose(period, command, now);
    default:
      return decideSealed(period, period.seal, command, now);
  }
}

/** What keeps a period from closing whoever asks, else null. */
function notReady(period: PeriodLife, inputSeq: number): Refused<PeriodRefusal> | null {
  if (!period.previousClosed) return refused("previous_month_open");
  if (period.pendingItems > 0) return refused("items_pending", { items: period.pendingItems });
  if (inputSeq !== period.inputSeq) return refused("inputs_changed");
  return null;
}

function requestClose(
  period: PeriodLife,
  command: Extract<PeriodCommand, { type: "request_close" }>,
  now: number
): Result<PeriodLife, PeriodRefusal> {
  if (!holdsRole(command.actor, "arbiter", now)) return refused("not_your_role");
  const refusal = notReady(period, command.inputSeq);
  if (refusal !== null) return refusal;
  const { inputSeq, draftHash } = command;
  const seal = { requestedBy: command.actor.personId, at: now, inputSeq, draftHash };
  return ok({ ...period, state: "sealed", seal, refusalReason: null });
}

type SealedCommand = Exclude<PeriodCommand, { type: "cut_off" | "request_close" }>;

function decideSealed(
  period: PeriodLife,
  seal: Seal | null,
  command: SealedCommand,
  now: number
): Result<PeriodLife, PeriodRefusal> {
  if (seal === null) return refused("wrong_state", { state: period.state });
  const unsealed: PeriodLife = { ...period, state: "review", seal: null };
  const expired = now - seal.at >= SEAL_LASTS_MS;
  switch (command.type) {
    case "expire_seal":
      return expired ? ok(unsealed) : refused("not_due_yet");
    case "attach_draft":
      if (expired) return refused("seal_expired");
      return ok({ ...period, seal: { ...seal, draftHash: command.draftHash } });
    case "refuse_close":
      if (!mayJudge(command.actor, now)) return refused("not_your_role");
      if (command.reason.trim() === "") return refused("reason_missing");
      return ok({ ...unsealed, refusalReason: command.reason });
    case "confirm_close":
      return confirmClose(period, seal, command, now, expired);
  }
}

function confirmClose(
  period: PeriodLife,
  seal: Seal,
  command: Extract<PeriodCommand, { type: "confirm_close" }>,
  now: number,
  expired: boolean
): Result<PeriodLife, PeriodRefusal> {
  const { actor, draftHash } = command;
  if (!mayJudge(actor, now)) return refused("not_your_role");
  if (actor.personId === seal.requestedBy) return refused("same_person");
  if (expired) return refused("seal_expired");
  if (seal.draftHash === null) return refused("draft_not_ready");
  if (draftHash !== seal.draftHash) return refused("draft_changed");
  const refusal = notReady(period, command.inputSeq);
  if (refusal !== null) return refusal;
  if (seal.inputSeq !== period.inputSeq) return refused("inputs_changed");
  const closed = { by: actor.personId, at: now, hash: draftHash };
  return ok({ ...period, state: "closed", closed });
}

/** HR or an arbiter. */
function mayJudge(actor: ActingPerson, now: number): boolean {
  return holdsRole(actor, "hr", now) || holdsRole(actor, "arbiter", now);
}
