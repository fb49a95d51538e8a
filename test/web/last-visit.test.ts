import { describe, expect, test } from "vitest";
import { readVisit } from "#app/web/last-visit.server.ts";

const HOUR = 3_600_000;
const MONDAY = Date.UTC(2026, 5, 1, 8);
/** The browser after a visit at these instants, one after the other. */
const after = (instants: readonly number[], account = "a", secure = false) => {
  let jar: string | null = null;
  let visit = readVisit(null, account, instants[0]!, secure);
  for (const now of instants) {
    visit = readVisit(jar, account, now, secure);
    if (visit.cookie) jar = visit.cookie.split(";")[0]!;
  }
  return { visit, jar };
};

describe("when somebody was here before", () => {
  test("a first visit has none before it", () => expect(after([MONDAY]).visit.before).toBeNull());
  test("a visit goes on over a lunch", () => expect(after([MONDAY, MONDAY + HOUR, MONDAY + 4 * HOUR]).visit.before).toBeNull());
  test("the next morning the one before ended when its last page was asked for", () => expect(after([MONDAY, MONDAY + 2 * HOUR, MONDAY + 24 * HOUR]).visit.before).toBe(MONDAY + 2 * HOUR));
  test("and stays so all day", () => expect(after([MONDAY, MONDAY + 24 * HOUR, MONDAY + 26 * HOUR, MONDAY + 27 * HOUR]).visit.before).toBe(MONDAY));
  test("within five minutes nothing has to be remembered anew", () => expect(after([MONDAY, MONDAY + 60_000]).visit.cookie).toBeNull());

  test("of another person's visits in the same browser nothing is taken", () => {
    const { jar } = after([MONDAY, MONDAY + 24 * HOUR]);
    expect(readVisit(jar, "b", MONDAY + 48 * HOUR, false).before).toBeNull();
  });

  test.each(["visit=", "visit=1.2", "visit=zzzzzzzzzzzz.1.1", `visit=${"0".repeat(12)}.99999999999999999.1`])("a cookie that was not written so (%s) is no visit", (jar) => {
    expect(readVisit(jar, "a", MONDAY, false).before).toBeNull();
  });

  test("a clock that went back begins anew", () => {
    const { jar } = after([MONDAY, MONDAY + 24 * HOUR]);
    expect(readVisit(jar, "a", MONDAY, false)).toMatchObject({ before: null });
  });

  test("over https it is this host's alone; scripts cannot read it", () => {
    expect(after([MONDAY], "a", true).jar).toMatch(/^__Host-visit=/);
    expect(readVisit(null, "a", MONDAY, true).cookie).toMatch(/; HttpOnly; SameSite=Lax; Max-Age=\d+; Secure$/);
  });
});
