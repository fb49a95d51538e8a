import { expect, test } from "vitest";
import { rolesHeld } from "#app/domain/access/roles-held.ts";

test.each([
  ["a running grant is held since its start", [[10, null]], 10],
  ["one that follows without a break continues the first", [[10, 20], [20, null]], 10],
  ["one that overlaps continues the first", [[10, 30], [20, null]], 10],
  ["a break begins anew", [[10, 20], [25, null]], 25],
  ["a later end counts, whatever comes after", [[10, 90], [20, 25]], 10],
  ["the end does not belong to it", [[10, 50]], null],
  ["what begins later is not held yet", [[51, null]], null],
] as const)("%s", (_name, grants, since) => {
  const held = rolesHeld(grants.map(([from, to]) => ({ role: "hr", from, to })), 50);
  expect(held).toEqual(since === null ? [] : [{ role: "hr", heldSince: since }]);
});
