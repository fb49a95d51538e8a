import type { AgreementSide } from "../agreement/agreement-life.ts";
import { ok, refused } from "../refusal.ts";
import type { Result } from "../refusal.ts";

/** A planned delivery as those see it who work on it. */
export interface PlannedWork {
  /** The terms name an input of the client, after which the delivery's own term begins. */
  readonly needsInput: boolean;
  /** When the input came; null = it is awaited. */
  readonly inputAt: number | null;
  readonly isDelivered: boolean;
  readonly isWaived: boolean;
  /** Its month is sealed or closed. */
  readonly isFrozen: boolean;
  readonly windowFrom: number;
  /** null = open until the input comes. */
  readonly windowTo: number | null;
}

/** `input`: it has come; `input_back`: what came is not it; `deliver`: the result is handed over. */
export const PLANNED_ACTS = ["input", "input_back", "deliver"] as const;
export type PlannedAct = (typeof PLANNED_ACTS)[number];

export type PlannedActRefusal = "not_your_side" | "no_input_agreed" | "input_came" | "input_awaited" | "already_delivered" | "already_waived" | "period_closed" | "window_ahead" | "window_over" | "reason_missing" | "reason_too_long";

export const LONGEST_INPUT_REASON = 1000;

/** An attribute that marks the task of a planned delivery: nobody asked for it, so that no promise about requests speaks of it. */
export const PLANNED_ATTRIBUTE = "planned";
export const isPlannedTask = (attributes: Readonly<Record<string, string>>): boolean => PLANNED_ATTRIBUTE in attributes;

/** For which side somebody may take a step now; both sides may say that the input came, and that what came is not it. */
export function decidePlannedAct(work: PlannedWork, act: PlannedAct, sides: readonly AgreementSide[], now: number, reason = ""): Result<AgreementSide, PlannedActRefusal> {
  const side = act === "deliver" ? sides.find((one) => one === "provider") : (sides.find((one) => one === "client") ?? sides[0]);
  if (side === undefined) return refused("not_your_side");
  if (work.isWaived) return refused("already_waived");
  if (work.isDelivered) return refused("already_delivered");
  if (work.isFrozen) return refused("period_closed");
  if (act !== "deliver") {
    if (!work.needsInput) return refused("no_input_agreed");
    if (act === "input") return work.inputAt === null ? ok(side) : refused("input_came");
    if (work.inputAt === null) return refused("input_awaited");
    if (reason.trim() === "") return refused("reason_missing", undefined, "reason");
    return reason.trim().length > LONGEST_INPUT_REASON ? refused("reason_too_long", { longest: LONGEST_INPUT_REASON }, "reason") : ok(side);
  }
  if (now < work.windowFrom) return refused("window_ahead", { at: work.windowFrom });
  if (work.windowTo !== null && now > work.windowTo) return refused("window_over", { at: work.windowTo });
  return ok(side);
}

/** The acts open to somebody of these sides now; whether a reason is given comes with the act. */
export const plannedActsOpen = (work: PlannedWork, sides: readonly AgreementSide[], now: number): PlannedAct[] => PLANNED_ACTS.filter((act) => decidePlannedAct(work, act, sides, now, "given").ok);
