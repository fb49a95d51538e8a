import { describe, expect, test } from "vitest";
import { boundedMean, COMMENTS_FROM, figuresOf, relationshipReport } from "#app/domain/survey/relationship-report.ts";
import type { RelationshipAnswer } from "#app/domain/survey/relationship-report.ts";

const answer = (id: string, nps: number, score = 4, clientId = "sales"): RelationshipAnswer => ({
  id, clientId, nps, comment: `words of ${id}`, dimensions: { timeliness: score, quality: score, completeness: score, format: score, attitude: score },
});
const many = (count: number) => Array.from({ length: count }, (_, index) => answer(`${"zyxwvutsrqponml"[index]}${index}`, index % 11));
const cells = (count: number) => [{ id: "sales", people: new Set(Array.from({ length: count }, (_, index) => String(index))) }];

test.each([
  [[5, 5, 5, 5, 5], { meanBp: 470, bound: "at_least" }],
  [[5, 5, 5, 5, 4], { meanBp: 470, bound: "at_least" }],
  [[5, 5, 5, 5, 3], { meanBp: 460, bound: null }],
  [[1, 1, 1, 1, 1], { meanBp: 130, bound: "at_most" }],
  [[1, 1, 1, 1, 2], { meanBp: 130, bound: "at_most" }],
  [[3, 4, 4], { meanBp: 370, bound: null }],
] as const)("the mean of %j is told as %j: at an end of the scale it would be each one's answer", (scores, mean) => {
  expect(boundedMean(scores)).toEqual(mean);
});

test("NPS and margin are those of the formula", () => {
  expect(figuresOf([10, 9, 9, 7, 3, 6].map((nps, index) => answer(String(index), nps)))).toMatchObject({ n: 6, npsBp: 1667, marginBp: 7182 });
});

describe("a report", () => {
  test("of four answers is empty; nobody learns how many were asked", () => {
    expect(relationshipReport(many(4), cells(4), 9, [])).toEqual({ total: null, asked: null, clients: [], comments: null });
  });

  test("has words from ten answers on, ordered by what is random", () => {
    expect(relationshipReport(many(COMMENTS_FROM - 1), cells(9), 12, []).comments).toBeNull();
    const comments = relationshipReport(many(COMMENTS_FROM), cells(10), 12, []).comments!;
    expect(comments).toHaveLength(10);
    expect(comments[0]).toBe("words of q9");
    expect([...comments].sort()).toEqual(comments);
  });

  test("holds no key of an answer", () => {
    expect(JSON.stringify(relationshipReport(many(12).map((row) => ({ ...row, id: `secret-${row.id}`, comment: "" })), cells(12), 12, []))).not.toContain("secret");
  });
});
