import type { Clock } from "./reply-clock.ts";

export const CASE_CLOCKS = ["reply", "plan", "done"] as const;
export type CaseClock = (typeof CASE_CLOCKS)[number];

/** Instants of a case, epoch ms. A case of before clocks were kept has no due instants for reply and plan. */
export interface CaseTimes {
  readonly createdAt: number;
  readonly replyDueAt: number | null;
  readonly planDueAt: number | null;
  /** The end of its due date. */
  readonly doneDueAt: number;
  readonly repliedAt: number | null;
  readonly plannedAt: number | null;
  readonly handedOverAt: number | null;
  readonly confirmedAt: number | null;
}

/** The promises that a case makes about itself, in the order in which they fall due. */
export function clocksOf(times: CaseTimes): (Clock & { readonly clock: CaseClock })[] {
  const startedAt = times.createdAt;
  const clock = (name: CaseClock, dueAt: number | null, stoppedAt: number | null) => (dueAt === null ? [] : [{ clock: name, startedAt, dueAt, stoppedAt }]);
  return [...clock("reply", times.replyDueAt, times.repliedAt), ...clock("plan", times.planDueAt, times.plannedAt), ...clock("done", times.doneDueAt, times.handedOverAt ?? times.confirmedAt)];
}

/** The first promise that is still to be kept; null when the provider has done its part. */
export const nextClock = (times: CaseTimes) => clocksOf(times).find((one) => one.stoppedAt === null) ?? null;
