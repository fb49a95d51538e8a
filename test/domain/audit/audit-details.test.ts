import fc from "fast-check";
import { expect, test } from "vitest";
import { readAuditDetails } from "#app/domain/audit/audit-details.ts";

test.each([
  ["what differs before and after, name by name", { before: { code: "A", name: { en: "Old" }, days: 3 }, after: { code: "A", name: { en: "New" }, hours: 4 }, reason: "asked" }, { changes: [["name.en", "Old", "New"], ["days", "3", null], ["hours", null, "4"]], facts: [["reason", "asked"]] }],
  ["a new value beside the old one", { placeId: "p1", before: null, to: "2026-07-01" }, { changes: [["", null, "2026-07-01"]], facts: [["placeId", "p1"]] }],
  ["plain facts", { lists: ["a", "b"], hash: "0f", none: null, empty: [] }, { changes: [], facts: [["lists", "a, b"], ["hash", "0f"]] }],
  ["lists of things", { ended: [{ id: "x", before: "1" }] }, { changes: [], facts: [["ended.0.id", "x"], ["ended.0.before", "1"]] }],
] as const)("%s", (_what, details, expected) => {
  const { changes, facts } = readAuditDetails(JSON.stringify(details));
  expect({ changes: changes.map(({ name, before, after }) => [name, before, after]), facts: facts.map(({ name, value }) => [name, value]) }).toEqual(expected);
});

test("nothing to say where retention has overwritten it", () => {
  for (const text of ["", "{}", "overwritten", "[1]", "null", "3"]) expect(readAuditDetails(text)).toEqual({ changes: [], facts: [] });
});

test("whatever was written can be read", () => fc.assert(fc.property(fc.jsonValue(), (value) => void readAuditDetails(JSON.stringify(value)))));
