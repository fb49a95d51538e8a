import { describe, expect, test } from "vitest";
import type { ObligationKind } from "#app/domain/agreement/terms.ts";
import { evaluateOccurrences } from "#app/domain/evaluation/evaluate-occurrences.ts";
import { periodOf } from "#app/domain/time/instant.ts";
import { sayInstant, sayVerdict } from "#test/support/known-answers.ts";
import { evaluate, moscow, office } from "#test/support/task-events.ts";
import { COMPLETENESS } from "./known-answers/completeness.ts";
import { FORMAT } from "./known-answers/format.ts";
import { FREQUENCY } from "./known-answers/frequency.ts";
import { QUALITY } from "./known-answers/quality.ts";
import { RESPONSE } from "./known-answers/response.ts";
import { RULES, rulesOf, type Rule } from "./known-answers/rules.ts";
import { TIMING } from "./known-answers/timing.ts";

/** So many answers a kind were asked for. */
const LEAST = 25;
const TABLES: Readonly<Record<ObligationKind, readonly { readonly shows: readonly Rule[]; readonly says: string }[]>> = {
  timing: TIMING, response: RESPONSE, frequency: FREQUENCY, quality: QUALITY, completeness: COMPLETENESS, format: FORMAT,
};

describe.each([["timing", TIMING], ["response", RESPONSE], ["quality", QUALITY], ["completeness", COMPLETENESS], ["format", FORMAT]] as const)("%s", (_kind, table) => {
  test.each(table.map((row) => [`${row.shows.join("; ")}: ${row.says}`, row] as const))("%s", (_, { terms, told, asOf, answers, rest }) => {
    expect(evaluate(terms, told, asOf, rest).map(sayVerdict)).toEqual(answers);
  });
});

describe("frequency", () => {
  test.each(FREQUENCY.map((row) => [`${row.shows.join("; ")}: ${row.says}`, row] as const))("%s", (_, { terms, deliveries, asOf, answers, rest }) => {
    const judged = evaluateOccurrences({
      obligation: { terms }, calendar: office, zone: "Europe/Moscow", asOf: moscow(asOf), validFrom: "2026-03-01", validTo: null, until: "2026-04-01",
      deliveries: deliveries.map((at, i) => ({ id: `d${i + 1}`, at: moscow(at) })), ...rest,
    });
    const told = judged.map(({ occurrence, verdict, windowFrom, windowTo, change, matchedDeliveryId, inIncident }) =>
      [
        `${occurrence.scheduledDate.slice(5)} ${verdict.outcome} ${verdict.state}`,
        `due ${verdict.dueAt === null ? "never" : sayInstant(verdict.dueAt)}`,
        `window ${sayInstant(windowFrom)} to ${windowTo === null ? "no end" : sayInstant(windowTo)}`,
        `in ${verdict.fallsDueAt === null ? "no month" : periodOf(verdict.fallsDueAt, "Europe/Moscow").slice(5)}`,
        ...(change ? [change] : []), ...(matchedDeliveryId ? [`takes ${matchedDeliveryId}`] : []), ...(inIncident ? ["in an incident"] : []),
      ].join(", "),
    );
    expect(told).toEqual(answers);
  });
});

describe.each(Object.keys(TABLES) as ObligationKind[])("the table of %s", (kind) => {
  const table = TABLES[kind];
  test(`holds at least ${LEAST} answers, each another case`, () => {
    expect(table.length).toBeGreaterThanOrEqual(LEAST);
    expect(new Set(table.map((row) => `${row.shows.join()} ${row.says}`)).size).toBe(table.length);
  });
  test("shows every rule that is said of the kind, and no other", () => {
    const shown = new Set(table.flatMap((row) => row.shows));
    expect(rulesOf(kind).filter((rule) => !shown.has(rule))).toEqual([]);
    expect([...shown].filter((rule) => !(RULES[rule] as readonly string[]).includes(kind))).toEqual([]);
  });
});
