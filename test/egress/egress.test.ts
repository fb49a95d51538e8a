import { describe, expect, test } from "vitest";
import { canTrace, canUnshareNet } from "#test/support/traced.ts";
import { egressOf } from "./egress.ts";

// Needs strace and a network namespace; `npm run test:egress` runs the whole portal in one.
describe.runIf(canTrace() && canUnshareNet())("a portal without a mail server and webhooks", () => {
  test("reaches nobody and asks for no name, whatever its jobs do", async () => {
    const { outside, code, out } = await egressOf(["test/egress/worker.ts"]);
    expect({ outside, code, out: out.trim().split("\n").at(-1) }).toEqual({ outside: [], code: 0, out: expect.stringMatching(/"failed":\[\]/) });
  });

  test("would be seen if it did", async () => {
    const { outside } = await egressOf(["test/egress/worker.ts", "reach"]);
    expect(outside.join("\n")).toMatch(/192\.0\.2\.1/);
  });
});
