import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ACCOUNT_LIMIT, ADDRESS_LIMIT, afterTry, CODE_LIMIT, DEVICE_LIMIT, LINK_LIMIT, tryDelayMs, type TryCount } from "#app/domain/access/sign-in-delay.ts";

const HOUR = 3_600_000;
const LIMITS = { ACCOUNT_LIMIT, DEVICE_LIMIT, ADDRESS_LIMIT, LINK_LIMIT, CODE_LIMIT };

/** When the tries of somebody who always tries again after these pauses (ms) are heard. */
function heard(limit: typeof ACCOUNT_LIMIT, pauses: readonly number[], start = 0): number[] {
  let count: TryCount | null = null;
  let now = start;
  const times: number[] = [];
  for (const pause of pauses) {
    now += pause;
    if (tryDelayMs(limit, count, now) > 0) continue;
    count = afterTry(limit, count, now);
    times.push(now);
  }
  return times;
}
const mostInAnHour = (times: readonly number[]): number => Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + HOUR).length));

describe("a growing delay", () => {
  test("hears at most twelve guesses on one account in any hour, however they are spread", () => {
    expect(mostInAnHour(heard(ACCOUNT_LIMIT, Array.from({ length: 72 * 3600 }, () => 1_000)))).toBe(12);
    const pause = fc.oneof(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: 0, max: 20 * 60_000 }), fc.integer({ min: 0, max: 15 * HOUR }));
    fc.assert(fc.property(fc.array(pause, { minLength: 1, maxLength: 200 }), (pauses) => mostInAnHour(heard(ACCOUNT_LIMIT, pauses)) <= 20));
  });

  test.each(Object.entries(LIMITS))("%s never waits longer than its longest delay, also when the clock was set back", (_name, limit) => {
    const count = fc.record({ failures: fc.integer({ min: 0, max: 1_000 }), lastFailedAt: fc.integer({ min: 0, max: 10 * HOUR }) });
    fc.assert(
      fc.property(count, fc.integer({ min: 0, max: 10 * HOUR }), (found, now) => {
        const delay = tryDelayMs(limit, found, now);
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThanOrEqual(limit.longestDelayMs);
      }),
    );
  });

  test("lets the owner try again within a minute on a device that the account knows", () => {
    expect(DEVICE_LIMIT.longestDelayMs).toBeLessThanOrEqual(60_000);
  });

  test("costs nothing for the first tries, then half a minute, then twice as long each time", () => {
    let count: TryCount | null = null;
    const delays = Array.from({ length: 11 }, () => {
      count = afterTry(ACCOUNT_LIMIT, count, 0);
      return tryDelayMs(ACCOUNT_LIMIT, count, 0) / 1000;
    });
    expect(delays).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900]);
  });

  test("forgets one try each quiet hour, and all of them in the end", () => {
    const full: TryCount = { failures: 10, lastFailedAt: 0 };
    expect(tryDelayMs(ACCOUNT_LIMIT, full, 6 * HOUR)).toBe(0);
    expect(afterTry(ACCOUNT_LIMIT, full, 6 * HOUR).failures).toBe(5);
    expect(afterTry(ACCOUNT_LIMIT, full, 24 * HOUR).failures).toBe(1);
  });
});
