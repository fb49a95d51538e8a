import { expect, test } from "vitest";
import type { Actor } from "#app/domain/access/actor.ts";
import { hiddenSums } from "#app/web/hidden-sums.server.ts";

const actor = (role: "hr" | "director"): Actor => ({ personId: "p", accountId: "a", roles: [{ role, since: 0 }], memberOf: [], headOf: [], deputyOf: [] });
const departments = (...people: readonly number[]) => people.map((n, place) => ({ departmentId: String.fromCharCode(97 + place), people: n }));

test.each([
  ["HR sees every sum", "hr", [1, 5], []],
  ["a director sees the sums of three people and more", "director", [3, 5], []],
  ["one small department takes the smallest other one with it", "director", [1, 5, 4], ["a", "c"]],
  ["two small ones are enough once they are three people", "director", [1, 2, 5], ["a", "b"]],
  ["a department that nobody is in any more was somebody's", "director", [0, 5, 4], ["a", "c"]],
] as const)("%s", (_rule, role, people, hidden) => {
  expect([...hiddenSums(actor(role), departments(...people))].sort()).toEqual(hidden);
});
