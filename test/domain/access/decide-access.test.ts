import { describe, expect, test } from "vitest";
import type { ActingPerson } from "#app/domain/access/acting-person.ts";
import { mayAskForRole, mayConfirm, type AccessAsked } from "#app/domain/access/decide-access.ts";

const NOW = 1_000_000;
const person = (personId: string, ...roles: string[]): ActingPerson => ({ accountId: `account-of-${personId}`, personId, roles: roles.map((role) => ({ role, heldSince: 0 })) });
const asked: AccessAsked = { personId: "bo", askedBy: "adam", state: "waiting" };

describe("asking for a role", () => {
  test.each([
    ["for somebody else", "bo", [], [], null],
    ["for oneself", "adam", [], [], "own_role"],
    ["that the person holds", "bo", ["hr"], [], "role_held"],
    ["that was asked for already", "bo", [], ["hr"], "role_waiting"],
  ] as const)("%s", (_what, personId, held, waiting, code) => {
    expect(mayAskForRole(person("adam", "admin"), personId, "hr", held, waiting)?.code ?? null).toBe(code);
  });
});

describe("confirming it", () => {
  test.each([
    ["another admin", person("eve", "admin"), asked, ["admin"], null],
    ["HR", person("hana", "hr"), asked, ["admin"], null],
    ["the one who asked", person("adam", "admin"), asked, ["admin"], "same_person"],
    ["the one who asked, by a second account", { ...person("adam", "admin"), accountId: "another" }, asked, ["admin"], "same_person"],
    ["the one it is for", person("bo", "admin"), asked, ["admin"], "own_role"],
    ["a director", person("dora", "director"), asked, ["admin"], "not_a_confirmer"],
    ["anybody, where the asker is no admin any more", person("hana", "hr"), asked, [], "asker_is_no_admin"],
    ["an admin, where the command line asked", person("eve", "admin"), { ...asked, askedBy: null }, null, null],
    ["the one it is for, where the command line asked", person("bo", "admin"), { ...asked, askedBy: null }, null, "own_role"],
    ["anybody, once it was decided", person("eve", "admin"), { ...asked, state: "confirmed" as const }, ["admin"], "changed_meanwhile"],
  ])("%s", (_who, confirmer, what, askerRoles, code) => {
    expect(mayConfirm(confirmer, what, askerRoles, NOW)?.code ?? null).toBe(code);
  });
});
