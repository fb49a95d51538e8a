import type { AgreementSide } from "../agreement/agreement-life.ts";
import type { Outcome } from "../evaluation/verdict.ts";
import { ok, refused, type Result } from "../refusal.ts";

export const OCCURRENCE_CHANGES = ["moved", "waived"] as const;
export type OccurrenceChangeType = (typeof OCCURRENCE_CHANGES)[number];

export const OCCURRENCE_CHANGE_STATES = ["asked", "confirmed", "declined", "withdrawn"] as const;
export type OccurrenceChangeState = (typeof OCCURRENCE_CHANGE_STATES)[number];

export const LONGEST_CHANGE_REASON = 1000;

/** A planned delivery as it stands, earlier moves included. */
export interface PlannedFacts {
  readonly dueAt: number;
  readonly outcome: Outcome;
  readonly change: OccurrenceChangeType | null;
  /** The month in which it falls due is sealed or closed. */
  readonly isFrozen: boolean;
}

/** Where a move would put it: due instant and the window around it, by the terms that judge it. */
export interface NewPlace {
  readonly at: number;
  readonly windowFrom: number;
  readonly windowTo: number;
  readonly isFrozen: boolean;
}

/** Another planned delivery of the same obligation, with its window as it stands. */
export interface Neighbour {
  readonly date: string;
  readonly windowFrom: number;
  readonly windowTo: number;
}

/** What is asked for, with the place a move leads to. */
export type ChangeWish = { readonly type: "moved"; readonly place: NewPlace } | { readonly type: "waived" };

export interface ChangingPerson {
  readonly personId: string;
  /** The sides of the agreement for which the person may sign such a change. */
  readonly sides: readonly AgreementSide[];
}

export interface PlannedChange {
  readonly state: OccurrenceChangeState;
  readonly askedBy: string;
  readonly askedSide: AgreementSide;
  readonly wish: ChangeWish;
}

export type ChangeAnswer = { readonly type: "confirm" } | { readonly type: "decline"; readonly text: string } | { readonly type: "withdraw" };

export type ChangeRefusal =
  | "not_your_side"
  | "already_asked"
  | "already_answered"
  | "own_request"
  | "already_delivered"
  | "already_waived"
  | "due_passed"
  | "period_closed"
  | "in_the_past"
  | "same_instant"
  | "window_overlaps"
  | "reason_missing"
  | "reason_too_long";

/**
 * Whether somebody may ask the other side to move or waive a planned delivery; the side they ask for. One question at a time, and none
 * once the delivery was due, was made, or counts in a month that takes no changes.
 */
export function decideAsking(facts: PlannedFacts, neighbours: readonly Neighbour[], wish: ChangeWish, reason: string, isAsked: boolean, by: ChangingPerson, now: number): Result<AgreementSide, ChangeRefusal> {
  const side = by.sides[0];
  if (side === undefined) return refused("not_your_side");
  if (isAsked) return refused("already_asked");
  const text = reasonRefusal(reason, "reason");
  if (text) return text;
  return mayChange(facts, neighbours, wish, now) ?? ok(side);
}

/** The state in which an answer leaves a question. A yes needs all that asking needed, as things stand now. */
export function decideAnswer(facts: PlannedFacts, neighbours: readonly Neighbour[], change: PlannedChange, answer: ChangeAnswer, by: ChangingPerson, now: number): Result<OccurrenceChangeState, ChangeRefusal> {
  if (change.state !== "asked") return refused("already_answered", { state: change.state });
  if (answer.type === "withdraw") return by.sides.includes(change.askedSide) ? ok("withdrawn") : refused("not_your_side");
  if (change.askedBy === by.personId) return refused("own_request");
  if (!by.sides.some((side) => side !== change.askedSide)) return refused("not_your_side");
  if (answer.type === "decline") return reasonRefusal(answer.text, "text") ?? ok("declined");
  return mayChange(facts, neighbours, change.wish, now) ?? ok("confirmed");
}

function mayChange(facts: PlannedFacts, neighbours: readonly Neighbour[], wish: ChangeWish, now: number) {
  if (facts.change === "waived") return refused("already_waived");
  if (facts.outcome === "met") return refused("already_delivered");
  if (facts.isFrozen) return refused("period_closed");
  if (now > facts.dueAt || facts.outcome === "breached" || facts.outcome === "void") return refused("due_passed");
  if (wish.type === "waived") return null;
  const { place } = wish;
  if (place.at === facts.dueAt) return refused("same_instant", undefined, "date");
  if (place.at <= now) return refused("in_the_past", undefined, "date");
  if (place.isFrozen) return refused("period_closed", undefined, "date");
  // Both ends belong to a window: two that share an instant leave open which delivery was meant.
  const hit = neighbours.find((one) => one.windowFrom <= place.windowTo && place.windowFrom <= one.windowTo);
  return hit ? refused("window_overlaps", { date: hit.date }, "date") : null;
}

function reasonRefusal(text: string, field: string) {
  if (text.trim() === "") return refused("reason_missing", undefined, field);
  return text.trim().length > LONGEST_CHANGE_REASON ? refused("reason_too_long", { longest: LONGEST_CHANGE_REASON }, field) : null;
}
