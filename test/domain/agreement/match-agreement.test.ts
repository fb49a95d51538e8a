import { describe, expect, test } from "vitest";
import { matchAgreement, mostSpecificAgreements, type AgreementCandidate, type ClientParty } from "#app/domain/agreement/match-agreement.ts";

const version = (versionId: string, client: ClientParty, rest: Partial<AgreementCandidate> = {}): AgreementCandidate => ({
  versionId, providerId: "it", client, from: "2026-01-01", to: null, productIds: ["help"], ...rest,
});
const department = (id: string): ClientParty => ({ type: "department", id });
const own = version("own", department("team"));
const parent = version("parent", department("sales"));
const root = version("root", department("company"));
const group = version("group", { type: "group", id: "g1" });
const everyone = version("everyone", { type: "everyone" });
const question = { providerId: "it", productId: "help", recipientId: "team", ancestorIds: ["sales", "company"], groupIds: ["g1"], date: "2026-03-02" };

describe("the most specific agreement in force", () => {
  test.each<[string, AgreementCandidate[], string | null]>([
    ["the department's own", [everyone, group, root, parent, own], "own"],
    ["its nearest ancestor's", [everyone, group, root, parent], "parent"],
    ["a further ancestor's before a group's", [everyone, group, root], "root"],
    ["a group's before everyone's", [everyone, group], "group"],
    ["everyone's", [everyone], "everyone"],
    ["none: no SLA applies", [], null],
    ["another provider's is none", [version("x", department("team"), { providerId: "hr" })], null],
    ["one without the product gives way", [version("x", department("team"), { productIds: ["phone"] }), everyone], "everyone"],
    ["not yet in force", [version("x", department("team"), { from: "2026-03-03" })], null],
    ["in force from its first day", [version("x", department("team"), { from: "2026-03-02" })], "x"],
    ["no longer in force on its last", [version("x", department("team"), { to: "2026-03-02" })], null],
    ["a group it does not belong to", [version("x", { type: "group", id: "g2" })], null],
    ["another department's", [version("x", department("other"))], null],
  ])("%s", (_, candidates, expected) => {
    expect(matchAgreement(question, candidates)?.versionId ?? null).toBe(expected);
    expect(matchAgreement(question, [...candidates].reverse())?.versionId ?? null).toBe(expected);
  });
  test("two of one rank are a conflict, and the answer does not depend on their order", () => {
    const other = version("a-group", { type: "group", id: "g3" });
    const both = { ...question, groupIds: ["g1", "g3"] };
    expect(mostSpecificAgreements(both, [group, other, everyone])).toHaveLength(2);
    expect(matchAgreement(both, [group, other])?.versionId).toBe("a-group");
  });
});
