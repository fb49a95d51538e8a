import { describe, expect, test } from "vitest";
import { countDeviations, forAgreement, withoutAgreementCode } from "#app/domain/agreement/standard-terms.ts";
import type { AgreementText, Obligation } from "#app/domain/agreement/terms.ts";

const promise = (key: string, weight = "1"): Obligation => ({
  key, productId: "P", name: { en: key.slice(-1) }, target: { type: "share", bp: 9000 }, weight, mode: "trial",
  terms: { kind: "quality", calendar: "provider", acceptance: { unit: "working_days", n: 5, end: "snap" }, missingMeasure: "left_out" },
});
const TEXT: AgreementText = { obligations: [promise("FIN-SALES/a"), promise("FIN-SALES/b")], inputs: [{ key: "FIN-SALES/i", name: { en: "Input" }, due: "with the request" }] };
const STANDARD = withoutAgreementCode(TEXT);

describe("standard terms", () => {
  test("take their keys from no agreement and give them to another", () => {
    expect(STANDARD.obligations.map((one) => one.key)).toEqual(["a", "b"]);
    expect(forAgreement(STANDARD, "FIN-LEGAL").obligations.map((one) => one.key)).toEqual(["FIN-LEGAL/a", "FIN-LEGAL/b"]);
    expect(withoutAgreementCode(forAgreement(STANDARD, "FIN-LEGAL"))).toEqual(STANDARD);
  });

  test.each<[string, AgreementText, number]>([
    ["as offered", TEXT, 0],
    ["one weight differs", { ...TEXT, obligations: [promise("X/a", "2"), promise("X/b")] }, 1],
    ["one left out", { ...TEXT, obligations: [promise("X/a")] }, 1],
    ["one more, one changed, the input left out, a purpose added", { obligations: [promise("X/a", "3"), promise("X/b"), promise("X/c")], inputs: [], purpose: { en: "Why" } }, 4],
  ])("count deviations: %s", (_name, text, n) => {
    expect(countDeviations(STANDARD, text)).toBe(n);
  });
});
