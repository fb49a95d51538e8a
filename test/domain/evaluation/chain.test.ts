import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { closesLoop, excusingBreach, firstBreach, occurrenceRef, readRef, taskRef, type Breach, type Wait, type WaitingVerdict } from "#app/domain/evaluation/chain.ts";

/** Who waits for whom: `{ a: "b c" }` = a waits for b and c, all warned at 0. */
const waitsIn = (plan: Readonly<Record<string, string>>) => (ref: string): readonly Wait[] => (plan[ref] ? plan[ref].split(" ").map((upstream) => ({ upstream, warnedAt: 0 })) : []);
/** Breaches by due instant; `[due, done]` where it was done. */
const breachesIn = (plan: Readonly<Record<string, number | readonly [number, number]>>) => (ref: string): Breach | null => {
  const found = plan[ref];
  if (found === undefined) return null;
  return typeof found === "number" ? { ref, dueAt: found, doneAt: null } : { ref, dueAt: found[0], doneAt: found[1] };
};

describe("a wait that comes back to itself", () => {
  test.each<[string, Record<string, string>, string, string, boolean]>([
    ["for itself", {}, "a", "a", true],
    ["for one that waits for it", { b: "a" }, "a", "b", true],
    ["over two steps", { b: "c", c: "a" }, "a", "b", true],
    ["on one of two ways", { b: "c d", d: "a" }, "a", "b", true],
    ["two ways to the same, but not back", { b: "c d", c: "e", d: "e" }, "a", "b", false],
    ["a loop of others, which was there before", { b: "c", c: "b" }, "a", "b", false],
  ])("%s", (_, plan, task, upstream, loops) => expect(closesLoop(task, upstream, waitsIn(plan))).toBe(loops));

  test("law: waits that are refused when they close a loop never hold one", () => {
    const names = ["a", "b", "c", "d", "e"];
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)), { maxLength: 20 }), (wanted) => {
        const plan: Record<string, string> = {};
        for (const [task, upstream] of wanted) if (!closesLoop(task, upstream, waitsIn(plan))) plan[task] = `${plan[task] ? `${plan[task]} ` : ""}${upstream}`;
        for (const name of names) expect(waitsIn(plan)(name).some((wait) => closesLoop(name, wait.upstream, waitsIn(plan)))).toBe(false);
      }),
    );
  });
});

describe("the first cause", () => {
  test.each<[string, Record<string, string>, Record<string, number>, string | null]>([
    ["nothing upstream broke its promise", { t: "a" }, {}, null],
    ["the one it waits for", { t: "a" }, { a: 5 }, "a"],
    ["the last breach on the way", { t: "a", a: "b", b: "c" }, { a: 5, b: 4, c: 3 }, "c"],
    ["a kept promise ends the way", { t: "a", a: "b", b: "c" }, { a: 5, c: 3 }, "a"],
    ["behind a kept promise nothing counts", { t: "a", a: "b" }, { b: 3 }, null],
    ["of two ways the earlier due", { t: "a b" }, { a: 5, b: 4 }, "b"],
    ["at the same instant the smaller name", { t: "b a" }, { a: 5, b: 5 }, "a"],
    ["two waits that were said at once and loop end all the same", { t: "a", a: "b", b: "a" }, { a: 5, b: 4 }, "b"],
  ])("%s", (_, plan, breaches, cause) => {
    const waitsOf = waitsIn(plan);
    expect(firstBreach(waitsOf("t"), waitsOf, breachesIn(breaches))?.ref ?? null).toBe(cause);
  });
});

test("ways that part and meet again at every step are walked once", () => {
  // Two items a layer, each waiting for both of the next: 2^60 ways from end to end.
  const layers = 60;
  const waits = (ref: string): readonly Wait[] => {
    const layer = ref === "t" ? 0 : Number(ref.slice(1));
    return layer === layers ? [] : ["a", "b"].map((side) => ({ upstream: `${side}${layer + 1}`, warnedAt: 1 }));
  };
  const found = firstBreach(waits("t"), waits, (ref) => ({ ref, dueAt: 1000 - Number(ref.slice(1)), doneAt: null }));
  expect(found?.ref).toBe(`a${layers}`);
});

describe("an excuse by a delay upstream", () => {
  const late: WaitingVerdict = { cycle: 0, carry: 0, outcome: "breached", dueAt: 100, fallsDueAt: 100 };
  const carried: WaitingVerdict = { ...late, carry: 1, fallsDueAt: 500 };
  const excused = (verdict: WaitingVerdict, waits: readonly Wait[], breaches: Parameters<typeof breachesIn>[0], plan: Record<string, string> = {}) =>
    excusingBreach(verdict, waits, waitsIn(plan), breachesIn(breaches))?.ref ?? null;
  const told = (warnedAt: number | null): readonly Wait[] => [{ upstream: "a", warnedAt }];
  test.each<[string, string | null, string | null]>([
    ["late, warned before due, the other late too", excused(late, told(99), { a: 50 }), "a"],
    ["warned at the due instant is too late", excused(late, told(100), { a: 50 }), null],
    ["nobody was warned", excused(late, told(null), { a: 50 }), null],
    ["the other was in time", excused(late, told(1), {}), null],
    ["what was met needs none", excused({ ...late, outcome: "met" }, told(1), { a: 50 }), null],
    ["what is at risk has none yet", excused({ ...late, outcome: "at_risk" }, told(1), { a: 50 }), null],
    ["rework is the provider's own", excused({ ...late, cycle: 1 }, told(1), { a: 50 }), null],
    ["without a due date nothing is late", excused({ ...late, dueAt: null, fallsDueAt: null }, told(1), { a: 50 }), null],
    ["the evidence is the first breach upstream", excused(late, told(1), { a: 50, b: 40 }, { a: "b" }), "b"],
    ["only waits of which the client was told in time", excused(late, [{ upstream: "a", warnedAt: 100 }, { upstream: "b", warnedAt: 1 }], { a: 10, b: 50 }), "b"],
    ["carried while the other is undelivered too", excused(carried, told(1), { a: 50 }), "a"],
    ["carried, the other came after that month", excused(carried, told(1), { a: [50, 501] }), "a"],
    ["carried, the other had come long before", excused(carried, told(1), { a: [50, 60] }), null],
  ])("%s", (_, found, expected) => expect(found).toBe(expected));

  test("law: it falls when no breach is left upstream, and never excuses what is not breached", () => {
    fc.assert(
      fc.property(fc.constantFrom("pending", "at_risk", "met", "breached", "unmeasurable", "void"), fc.nat(200), fc.boolean(), (outcome, warnedAt, isLate) => {
        const found = excused({ ...late, outcome }, told(warnedAt), isLate ? { a: 50 } : {});
        expect(found !== null).toBe(outcome === "breached" && isLate && warnedAt < 100);
      }),
    );
  });
});

test("references read back", () => {
  expect(readRef(taskRef("t1"))).toEqual({ type: "task", taskId: "t1" });
  expect(readRef(occurrenceRef("FIN-SALES/report", "2026-03-04"))).toEqual({ type: "occurrence", obligationKey: "FIN-SALES/report", date: "2026-03-04" });
  for (const bad of ["", "t:", "o:2026-03-04", "o:2026-3-4:k", "x:1"]) expect(readRef(bad)).toBeNull();
});
