import { expect, test } from "vitest";
import { planRound } from "#app/domain/survey/plan-round.ts";
import type { RoundSubject } from "#app/domain/survey/plan-round.ts";

const rater = (personId: string, ...tooClose: string[]) => ({ personId, tooClose: new Set(tooClose), isActiveClientMember: true });
const subject = (providerId: string, clientId: string, raters: RoundSubject["raters"], agreementId: string | null = null): RoundSubject => ({ providerId, clientId, agreementId, raters });
const nobody = () => false;

test("a person gets all providers at once, each once, for the client of the first subject", () => {
  const cy = rater("cy");
  expect(planRound([subject("it", "sales", [cy], "own"), subject("fin", "sales", [cy]), subject("it", "everyone", [cy], "wide")], nobody)).toEqual([
    { personId: "cy", about: [{ providerId: "fin", clientId: "sales", agreementId: null }, { providerId: "it", clientId: "sales", agreementId: "own" }] },
  ]);
});

test("nobody is asked about a department of their own line, and who is left with none is not asked at all", () => {
  expect(planRound([subject("fin", "payroll", [rater("bo", "fin", "payroll")])], nobody)).toEqual([]);
});

test("who wants no questions is left out, a colleague is not", () => {
  expect(planRound([subject("it", "sales", [rater("cy"), rater("di")])], (id) => id === "cy").map((one) => one.personId)).toEqual(["di"]);
});
