import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { answerBusinessTime } from "#jobs/commands/business-time.ts";

const VECTORS = new URL("../../../../shared/vectors/business-time-sample.json", import.meta.url);

interface Case {
  readonly id: string;
  readonly expect?: unknown;
  readonly error?: string;
}

const isInstant = (value: unknown): value is string =>
  typeof value === "string" && value.includes("T");

describe("the published samples", () => {
  if (!existsSync(VECTORS)) {
    test.skip("skipped, no vectors", () => undefined);
    return;
  }
  const { cases } = JSON.parse(readFileSync(VECTORS, "utf8")) as { cases: Case[] };
  test.each(cases.map((c) => [c.id, c] as const))("%s", (_, c) => {
    const { expect: wanted, ...question } = c;
    const answer = JSON.parse(answerBusinessTime(JSON.stringify(question)));
    expect(answer.id).toBe(c.id);
    if (isInstant(wanted)) expect(Date.parse(answer.result), answer.result).toBe(Date.parse(wanted));
    else expect(answer.result).toEqual(wanted);
  });
});
