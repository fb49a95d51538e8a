import { expect, test } from "vitest";
import { heirsOfAgreements } from "#app/domain/score/heirs-of-agreements.ts";

const row = (id: string, continuesId: string | null, from: string) => ({ id, continuesId, from });
const rows = [row("a", null, "2026-01-01"), row("b", "a", "2026-07-10"), row("c", "a", "2026-07-10"), row("d", "b", "2026-11-01")];

test.each([
  ["before the day the former department answers for itself", "2026-04-01", {}],
  ["so it does until the end of the pay period in which the day falls", "2026-07-01", {}],
  ["from the next one on its successors do", "2026-10-01", { a: ["b", "c"] }],
  ["and theirs after them", "2027-01-01", { a: ["d", "c"], b: ["d"] }],
])("%s", (_name, start, expected) => expect(Object.fromEntries(heirsOfAgreements(rows, start))).toEqual(expected));
