import { describe, expect, it } from "vitest";
import type { Actor } from "#app/domain/access/actor.ts";
import { caseSides } from "#app/web/case-access.server.ts";
import { maySayTo, voiceSides } from "#app/web/voice-access.server.ts";

const actor = (over: Partial<Actor>): Actor => ({ personId: "me", accountId: "a", roles: [], memberOf: [], headOf: [], deputyOf: [], ...over });
const auditor = [{ role: "auditor", since: 0 }] as const;
const arbiter = [{ role: "arbiter", since: 0 }] as const;

describe("the side of a case", () => {
  const row = { providerId: "fin", clientId: "sales", ownerId: null };
  it.each([
    ["a member of the client", { memberOf: ["sales"] }, row, ["client"]],
    ["the head of the client", { headOf: ["sales"] }, row, ["client"]],
    ["the head of the provider", { headOf: ["fin"] }, row, ["provider"]],
    ["a member of the provider who owns nothing", { memberOf: ["fin"] }, row, []],
    ["the owner", { memberOf: ["fin"] }, { ...row, ownerId: "me" }, ["provider"]],
    ["who heads both: the provider's, nobody confirms their own", { headOf: ["fin", "sales"] }, row, ["provider"]],
    ["a member of both", { memberOf: ["fin", "sales"] }, row, []],
    ["an owner who belongs to the client", { memberOf: ["sales"] }, { ...row, ownerId: "me" }, ["provider"]],
    ["a stranger", { memberOf: ["legal"] }, row, []],
    ["the arbiter helps to plan", { memberOf: ["office"], roles: arbiter }, row, ["provider"]],
    ["the arbiter checks for all clients", { memberOf: ["office"], roles: arbiter }, { ...row, clientId: null }, ["client"]],
    ["an arbiter of the provider does not", { memberOf: ["fin"], roles: arbiter }, { ...row, clientId: null }, ["provider"]],
    ["a deputy of the provider who decides", { deputyOf: [{ departmentId: "fin", scopes: ["decide" as const] }] }, row, ["provider"]],
    ["a deputy of the provider who only signs", { deputyOf: [{ departmentId: "fin", scopes: ["sign" as const] }] }, row, []],
    ["an auditor, whatever else they are", { memberOf: ["sales"], headOf: ["sales"], roles: auditor }, row, []],
  ])("%s", (_who, who, about, sides) => expect(caseSides(actor(who), about)).toEqual(sides));
});

describe("the side of what a client said", () => {
  const row = { providerId: "fin", clientId: "sales", senderId: "cy", personId: null };
  it.each([
    ["who said it", { personId: "cy", memberOf: ["sales"] }, ["client"]],
    ["the head of their department", { headOf: ["sales"] }, ["client"]],
    ["a colleague only reads", { memberOf: ["sales"] }, []],
    ["anybody of the provider", { memberOf: ["fin"] }, ["provider"]],
    ["who heads both: the provider's, nobody closes what was said to their own", { headOf: ["fin", "sales"] }, ["provider"]],
    ["who said it and has changed over to the provider", { personId: "cy", memberOf: ["fin"] }, ["client"]],
    ["a stranger", { memberOf: ["legal"] }, []],
    ["the arbiter", { memberOf: ["office"], roles: arbiter }, []],
    ["an auditor", { personId: "cy", memberOf: ["sales"], roles: auditor }, []],
  ])("%s", (_who, who, sides) => expect(voiceSides(actor(who), row)).toEqual(sides));

  it("is offered to clients of other departments only", () => {
    expect([maySayTo(actor({ memberOf: ["sales"] }), "fin"), maySayTo(actor({ memberOf: ["fin", "top"] }), "fin"), maySayTo(actor({ memberOf: ["top"], headOf: ["top", "fin"] }), "fin"), maySayTo(actor({}), "fin")]).toEqual([true, false, false, false]);
  });
});
