import { describe, expect, test } from "vitest";
import { matchAgreement } from "#app/domain/agreement/match-agreement.ts";
import type { AgreementInForce, MatchRequest } from "#app/domain/agreement/match-agreement.ts";

const agreement = (agreementId: string, client: AgreementInForce["client"], over: Partial<AgreementInForce> = {}): AgreementInForce => ({
  agreementId,
  providerId: "hr",
  client,
  versions: [{ versionId: `${agreementId}1`, from: "2026-01-01", to: null, productIds: new Set(["payroll"]) }],
  ...over,
});
const own = agreement("own", { kind: "department", departmentId: "sales-team" });
const parents = agreement("parents", { kind: "department", departmentId: "sales" });
const group = agreement("group", { kind: "group", groupId: "branches" });
const all = agreement("all", { kind: "everyone" });
const request = (over: Partial<MatchRequest> = {}): MatchRequest => ({
  productId: "payroll", providerPath: ["hr"], recipientPath: ["sales-team", "sales", "company"], groupIds: new Set(["branches"]), date: "2026-06-15", ...over,
});

describe("the agreement that applies", () => {
  test.each<[string, AgreementInForce[], Partial<MatchRequest>, string | null]>([
    ["the department's own before its parent's", [all, group, parents, own], {}, "own"],
    ["the nearest ancestor's before a group's", [all, group, parents], {}, "parents"],
    ["a group's before everyone's", [all, group], {}, "group"],
    ["everyone's when nothing else is", [all], {}, "all"],
    ["none when the product is not in it", [own], { productId: "contract" }, null],
    ["none of another provider", [own], { providerPath: ["it"] }, null],
    ["a team serves under its department's agreement", [own], { providerPath: ["hr-team", "hr"] }, "own"],
    ["none before the first version", [own], { date: "2025-12-31" }, null],
    ["on the first day already", [own], { date: "2026-01-01" }, "own"],
    ["a group's only for its members", [group], { groupIds: new Set() }, null],
    ["the wider one when the nearer one does not hold the product", [agreement("own2", { kind: "department", departmentId: "sales-team" }, { versions: [{ versionId: "x", from: "2026-01-01", to: null, productIds: new Set() }] }), all], {}, "all"],
  ])("is %s", (_rule, agreements, over, expected) => {
    expect(matchAgreement(agreements, request(over))?.agreementId ?? null).toBe(expected);
    expect(matchAgreement([...agreements].reverse(), request(over))?.agreementId ?? null).toBe(expected);
  });

  test("a version ends the day before its end date", () => {
    const versions = [
      { versionId: "v1", from: "2026-01-01", to: "2026-07-01", productIds: new Set(["payroll"]) },
      { versionId: "v2", from: "2026-07-01", to: null, productIds: new Set(["payroll"]) },
    ];
    const two = agreement("two", { kind: "everyone" }, { versions });
    expect(matchAgreement([two], request({ date: "2026-06-30" }))?.versionId).toBe("v1");
    expect(matchAgreement([two], request({ date: "2026-07-01" }))?.versionId).toBe("v2");
  });
});
