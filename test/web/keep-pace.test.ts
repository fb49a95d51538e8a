import { describe, expect, test } from "vitest";
import { keepPace } from "#app/web/api.server.ts";

const NOON = Date.UTC(2026, 5, 15, 12);

/** How many of so many requests are heard before the first is refused; the refusal itself. */
function heard(id: string, requests: number, now: number): { readonly heard: number; readonly refusal: Response | null } {
  for (let n = 0; n < requests; n += 1) {
    try {
      keepPace(id, now);
    } catch (refusal) {
      return { heard: n, refusal: refusal as Response };
    }
  }
  return { heard: requests, refusal: null };
}

describe("the pace of one token or webhook", () => {
  test("is 600 requests a minute; the refusal says when the next one is heard", async () => {
    const { heard: n, refusal } = heard("a", 1_000, NOON + 20_000);
    expect([n, refusal?.status, refusal?.headers.get("Retry-After"), refusal?.headers.get("Content-Type")]).toEqual([600, 429, "40", "application/problem+json; charset=utf-8"]);
    expect(heard("a", 1, NOON + 59_999).heard).toBe(0);
    expect(heard("a", 600, NOON + 60_000).heard).toBe(600);
  });

  test("is each one's own", () => {
    expect([heard("b", 601, NOON).heard, heard("c", 600, NOON).heard]).toEqual([600, 600]);
  });
});
