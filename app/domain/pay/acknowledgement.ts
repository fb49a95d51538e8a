/** How a member stands to a version that is to be acknowledged. */
export const ACKNOWLEDGEMENT_STATES = ["acknowledged", "waiting", "late", "pay", "hold"] as const;
export type AcknowledgementState = (typeof ACKNOWLEDGEMENT_STATES)[number];

/**
 * The state of one member on a day: acknowledged for good, waiting until the day by which it was asked for, late after it until HR decides,
 * then paid as earned or held. Where nobody was asked, everybody waits.
 *
 * @param dueOn the last day, local date; null = nobody was asked yet
 */
export function acknowledgementState(isAcknowledged: boolean, decision: "pay" | "hold" | null, dueOn: string | null, today: string): AcknowledgementState {
  if (isAcknowledged) return "acknowledged";
  if (decision !== null) return decision;
  return dueOn !== null && today > dueOn ? "late" : "waiting";
}
