import { describe, expect, test } from "vitest";
import { fairnessFlags, type NamedRating } from "#app/domain/survey/fairness-flags.ts";

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** Answers of one department about another, a day apart. */
function given(clientId: string, providerId: string, scores: readonly number[], more: Partial<NamedRating> = {}): NamedRating[] {
  return scores.map((csat, i) => ({ id: `${clientId}>${providerId}#${i}`, raterId: `${clientId}-${i % 2}`, clientId, providerId, csat, answeredAt: i * DAY, closesAt: null, address: null, ...more }));
}

const SIX = (score: number) => [score, score, score, score, score, score];
/** Four departments that all give each other 3, but for what a case says. */
function company(special: Readonly<Record<string, number>>): NamedRating[] {
  const names = ["a", "b", "c", "d"];
  return names.flatMap((from) => names.filter((to) => to !== from).flatMap((to) => given(from, to, SIX(special[`${from}${to}`] ?? 3))));
}
const kinds = (ratings: readonly NamedRating[]) => fairnessFlags(ratings).map((flag) => flag.key);

describe("pairs", () => {
  test("all alike: nobody is asked about", () => expect(kinds(company({}))).toEqual([]));

  test("both give each other more than others give them, and more than they give others", () => {
    const flags = fairnessFlags(company({ ab: 5, ba: 5 }));
    expect(flags.map((flag) => flag.key)).toEqual(["mutual_high:a:b"]);
    expect(flags[0]!.figures).toEqual({ given: 200, received: 200 });
    expect(flags[0]!.answerIds).toHaveLength(12);
  });

  test("both give each other less: revenge", () => expect(kinds(company({ ab: 1, ba: 1 }))).toEqual(["mutual_low:a:b"]));

  test("one gives much more than it gets", () => expect(kinds(company({ ab: 5, ba: 2 }))).toEqual(["one_sided:a:b"]));

  test("a provider whom everybody likes makes no pair", () => expect(kinds(company({ ab: 5, cb: 5, db: 5 }))).toEqual([]));

  test("five answers each way are too few for a pair", () => {
    const few = company({ ab: 5, ba: 5 }).filter((one) => !one.id.endsWith("#5"));
    expect(kinds(few)).toEqual([]);
  });

  test("a department's answers about itself make no pair", () => expect(kinds([...company({}), ...given("a", "a", SIX(5))])).toEqual([]));
});

describe("severity", () => {
  test("a rater who gives everybody a mark less than others do", () => {
    const flags = fairnessFlags(company({ ab: 2, ac: 2, ad: 2 }));
    expect(flags.map((flag) => flag.key)).toEqual(["severe:a"]);
    expect(flags[0]!.figures).toEqual({ lift: -100, ratees: 3 });
  });
  test("and one who gives a mark more", () => expect(kinds(company({ ab: 4, ac: 4, ad: 4 }))).toEqual(["lenient:a"]));
  test("half a mark is a habit", () => {
    const half = (scores: number[]) => ["b", "c", "d"].flatMap((to) => given("a", to, scores));
    const others = company({}).filter((one) => one.clientId !== "a");
    expect(kinds([...others, ...half([3, 2, 3, 2, 3, 2])])).toEqual([]);
  });
});

describe("a straight line", () => {
  const sheet = (day: number, scores: readonly number[], pause = MINUTE): NamedRating[] =>
    scores.map((csat, i) => ({ id: `s${day}-${i}`, raterId: "r", clientId: "a", providerId: `p${i}`, csat, answeredAt: day * DAY + i * pause, closesAt: null, address: null }));

  test("three sheets of four, each the same from top to bottom", () => {
    const flags = fairnessFlags([...sheet(1, [4, 4, 4, 4]), ...sheet(2, [3, 3, 3, 3]), ...sheet(3, [4, 4, 4, 4, 4])]);
    expect(flags.map((flag) => flag.key)).toEqual(["straight_line:r"]);
    expect(flags[0]!.figures).toEqual({ sheets: 3, flat: 3, longestRun: 5 });
    expect(flags[0]!.answerIds).toHaveLength(13);
  });
  test("one sheet that differs", () => expect(kinds([...sheet(1, [4, 4, 4, 4]), ...sheet(2, [3, 3, 4, 3]), ...sheet(3, [4, 4, 4, 4])])).toEqual([]));
  test("two sheets are too few, three answers are no sheet", () => expect(kinds([...sheet(1, [4, 4, 4, 4]), ...sheet(2, [4, 4, 4, 4]), ...sheet(3, [4, 4, 4])])).toEqual([]));
  test("answers a quarter of an hour apart are one sitting, a minute more are not", () => {
    const days = (pause: number) => [1, 2, 3].flatMap((day) => sheet(day, [5, 5, 5, 5], pause));
    expect(kinds(days(15 * MINUTE))).toEqual(["straight_line:r"]);
    expect(kinds(days(16 * MINUTE))).toEqual([]);
  });
});

describe("the last minutes before a month is sealed", () => {
  const at = (minutesBefore: number, id: string): NamedRating => ({ id, raterId: id, clientId: "a", providerId: "b", csat: 5, answeredAt: 100 * DAY - minutesBefore * MINUTE, closesAt: 100 * DAY, address: null });

  test("two answers of one client about one provider", () => {
    const [flag] = fairnessFlags([at(15, "x"), at(1, "y"), at(16, "z")]);
    expect(flag).toMatchObject({ kind: "at_closing", clientId: "a", providerId: "b", figures: { answers: 2 }, answerIds: ["x", "y"] });
  });
  test("one answer, or two of different clients, are no flag", () => {
    expect(kinds([at(5, "x")])).toEqual([]);
    expect(kinds([at(5, "x"), { ...at(4, "y"), clientId: "c" }])).toEqual([]);
  });
  test("a month whose end is not known flags nothing", () => expect(kinds([at(5, "x"), at(4, "y")].map((one) => ({ ...one, closesAt: null })))).toEqual([]));
});

describe("one address", () => {
  const from = (minute: number, raterId: string, more: Partial<NamedRating> = {}): NamedRating => ({ id: `${raterId}@${minute}`, raterId, clientId: "a", providerId: "b", csat: 5, answeredAt: minute * MINUTE, closesAt: null, address: "10.0.0.7", ...more });

  test("three people within minutes about one provider", () => {
    const [flag] = fairnessFlags([from(0, "x"), from(9, "y"), from(18, "z")]);
    expect(flag).toMatchObject({ kind: "one_address", key: "one_address:x@0", figures: { people: 3, answers: 3 } });
  });
  test("two people, a longer pause, another address, another provider, or no address", () => {
    expect(kinds([from(0, "x"), from(1, "y"), from(2, "x")])).toEqual([]);
    expect(kinds([from(0, "x"), from(9, "y"), from(20, "z")])).toEqual([]);
    expect(kinds([from(0, "x"), from(1, "y"), from(2, "z", { address: "10.0.0.8" })])).toEqual([]);
    expect(kinds([from(0, "x"), from(1, "y"), from(2, "z", { providerId: "c" })])).toEqual([]);
    expect(kinds(["x", "y", "z"].map((who, i) => from(i, who, { address: null })))).toEqual([]);
  });
});
