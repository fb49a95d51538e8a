import { DAY_MS } from "../time/local-date.ts";

/**
 * Which of the reminders of an unanswered question is due, counted from 1; null = none. After a standstill the newest
 * one stands for those that were missed. `askedAt` is when the first mail could go out.
 */
export function reminderDue(reminderDays: readonly number[], askedAt: number, remindedAt: number | null, now: number): number | null {
  const number = reminderDays.filter((day) => askedAt + day * DAY_MS <= now).length;
  if (number === 0) return null;
  const dueAt = askedAt + reminderDays[number - 1]! * DAY_MS;
  return remindedAt !== null && remindedAt >= dueAt ? null : number;
}
