export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Local wall-clock interval `[from, to)`, `HH:MM`; conventions in formulas.md, *Business time*. */
export type ClockInterval = readonly [from: string, to: string];

/** A working calendar as people write it. `tz` is a mandatory IANA zone. */
export interface CalendarSpec {
  readonly tz: string;
  readonly weekly: Readonly<Partial<Record<Weekday, readonly ClockInterval[]>>>;
  readonly holidays?: readonly string[];
  readonly special?: Readonly<Record<string, readonly ClockInterval[]>>;
}
