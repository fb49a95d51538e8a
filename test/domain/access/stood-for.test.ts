import { expect, test } from "vitest";
import type { Actor } from "#app/domain/access/actor.ts";
import { departmentStoodFor } from "#app/domain/access/stood-for.ts";

const actor = (over: Partial<Actor>): Actor => ({ personId: "p", accountId: "a", roles: [], memberOf: ["own"], headOf: [], deputyOf: [{ departmentId: "d", scopes: ["accept"] }], ...over });

test.each([
  ["a deputy of another department stands in for its head", {}, ["d"], "d"],
  ["who belongs to it acts in their own right", { memberOf: ["d"] }, ["d"], null],
  ["so does its head", { headOf: ["d"] }, ["d"], null],
  ["another scope is no standing in", { deputyOf: [{ departmentId: "d", scopes: ["sign" as const] }] }, ["d"], null],
  ["nor is another department", {}, ["e"], null],
])("%s", (_name, over, ids, expected) => expect(departmentStoodFor(actor(over), ids, "accept")).toBe(expected));
