import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AgreementFacts } from "#app/domain/organisation/continue-agreements.ts";
import { decideReorganisation } from "#app/domain/organisation/decide-reorganisation.ts";
import type { OrganisationState } from "#app/domain/organisation/decide-reorganisation.ts";
import { datedTree } from "#app/domain/organisation/dated-tree.ts";
import type { ReorganisationPlan } from "#app/domain/organisation/reorganisation.ts";
import { presentDepartment, withFormer } from "#app/domain/organisation/succession.ts";

const ON = "2026-07-10";
const department = (id: string, parentId: string | null = null, isTeam = false) => ({ id, code: id.toUpperCase(), parentId, isTeam });
const agreement = (id: string, providerId: string, client: string, over: Partial<AgreementFacts> = {}): AgreementFacts => ({
  id, code: id.toUpperCase(), providerId, clientKind: "department", clientDepartmentId: client, clientGroupId: null, agreed: [{ versionId: `${id}1`, from: "2026-01-01", to: null, productIds: ["p"] }], openVersionIds: [], ...over,
});
const place = (id: string, personId: string, departmentId: string, over: object = {}) => ({ id, personId, departmentId, sharePct: "100", from: "2026-01-01", to: null as string | null, ...over });

/** A (with a team T) is served by S and serves C; B is beside it. */
const STATE: OrganisationState = {
  firstOpenDay: "2026-07-01",
  departments: [department("top"), department("a", "top"), department("t", "a", true), department("b", "top"), department("c", "top"), department("s", "top")],
  places: [place("m1", "ann", "a"), place("m2", "tom", "t"), place("m3", "bob", "b")],
  posts: [{ id: "h1", departmentId: "a", personId: "ann", from: "2026-01-01", to: null }],
  products: [{ id: "p", providerId: "a" }, { id: "q", providerId: "a" }, { id: "x", providerId: "s" }],
  agreements: [agreement("ac", "a", "c"), agreement("sa", "s", "a", { agreed: [{ versionId: "sa1", from: "2026-01-01", to: null, productIds: ["x"] }] })],
  groupMembers: [{ groupId: "g", departmentId: "a", from: "2026-01-01", to: null }],
  tasks: [{ id: "t1", productId: "p" }, { id: "t2", productId: "q" }],
};
const plan = (over: Partial<ReorganisationPlan> = {}): ReorganisationPlan => ({ kind: "merge", departmentId: "a", on: ON, successorIds: ["b"], people: {}, products: {}, ended: [], name: null, parentId: null, ...over });
const codes = (state: OrganisationState, over: Partial<ReorganisationPlan>) => decideReorganisation(state, plan(over)).faults.map((fault) => fault.code);

describe("a merger", () => {
  test("takes people, posts, products, tasks, group places, teams and agreements along on its day", () => {
    const { faults, effects } = decideReorganisation(STATE, plan());
    expect(faults).toEqual([]);
    expect(effects.places).toEqual([{ id: "m1", personId: "ann", endsOn: ON, before: null, toDepartmentId: "b", from: ON, to: null }]);
    expect(effects.posts).toEqual([{ id: "h1", personId: "ann", before: null, to: ON }]);
    expect(effects.products).toEqual([{ id: "p", toId: "b" }, { id: "q", toId: "b" }]);
    expect(effects.tasks).toEqual([{ id: "t1", toId: "b" }, { id: "t2", toId: "b" }]);
    expect(effects.groupEnds[0]).toMatchObject({ groupId: "g", endsOn: ON });
    expect(effects.groupBegins).toEqual([{ groupId: "g", departmentId: "b", from: ON, to: null }]);
    expect(effects.parents).toEqual([{ id: "t", before: "a", parentId: "b" }]);
    expect(effects.ends).toEqual([{ agreementId: "ac", versionId: "ac1", to: ON }, { agreementId: "sa", versionId: "sa1", to: ON }]);
    expect(effects.continued.map((row) => [row.key, row.providerId, row.clientDepartmentId, row.versions[0]!.from])).toEqual([["ac>b", "b", "c", ON], ["sa>b", "s", "b", ON]]);
  });

  test("what begins later begins with the successor, and never began in the old department", () => {
    const later = { ...STATE, places: [place("m1", "ann", "a", { from: "2026-08-01" })], agreements: [agreement("ac", "a", "c", { agreed: [{ versionId: "ac1", from: "2026-01-01", to: "2026-08-01", productIds: ["p"] }, { versionId: "ac2", from: "2026-08-01", to: null, productIds: ["p"] }] })] };
    const { effects } = decideReorganisation(later, plan());
    expect(effects.places[0]).toMatchObject({ endsOn: "2026-08-01", from: "2026-08-01" });
    expect(effects.ends.map((row) => row.to)).toEqual([ON, "2026-08-01"]);
    expect(effects.continued[0]!.versions.map((row) => [row.versionId, row.from, row.to])).toEqual([["ac1", ON, "2026-08-01"], ["ac2", "2026-08-01", null]]);
  });

  test("what is over stays untouched", () => {
    const over = { ...STATE, places: [place("m1", "ann", "a", { to: ON })], agreements: [agreement("ac", "a", "c", { agreed: [{ versionId: "ac1", from: "2026-01-01", to: ON, productIds: ["p"] }] })] };
    const { effects } = decideReorganisation(over, plan());
    expect([effects.places, effects.ends, effects.continued]).toEqual([[], [], []]);
  });

  test("an agreement between the two ends: nobody promises something to itself", () => {
    const { effects } = decideReorganisation({ ...STATE, agreements: [agreement("ab", "a", "b")] }, plan());
    expect(effects.continued).toEqual([]);
    expect(effects.dropped).toEqual([{ agreementId: "ab", code: "AB", key: "ab>b", why: "one_side" }]);
  });

  test("two texts of one rank for one product stand in the way until one is chosen to end", () => {
    const both = { ...STATE, agreements: [...STATE.agreements, agreement("sb", "s", "b", { agreed: [{ versionId: "sb1", from: "2026-01-01", to: null, productIds: ["x"] }] })] };
    expect(decideReorganisation(both, plan()).faults).toMatchObject([{ code: "same_rank", facts: { key: "sa>b", productId: "x", code: "SA", other: "SB" } }]);
    const chosen = decideReorganisation(both, plan({ ended: ["sa>b"] }));
    expect(chosen.faults).toEqual([]);
    expect(chosen.effects.dropped).toEqual([{ agreementId: "sa", code: "SA", key: "sa>b", why: "chosen" }]);
  });

  test("someone who works in both already stands in the way", () => {
    const twice = { ...STATE, places: [place("m1", "ann", "a", { sharePct: "50" }), place("m2", "ann", "b", { sharePct: "50" })] };
    expect(codes(twice, {})).toEqual(["place_overlap"]);
  });
});

describe("a split", () => {
  const split = { kind: "split" as const, successorIds: ["b", "c"], people: { ann: "c" }, products: { q: "c" } };

  test("gives each person and product to the one named, the rest to the first", () => {
    const { effects } = decideReorganisation({ ...STATE, agreements: [] }, plan(split));
    expect(effects.places.map((row) => row.toDepartmentId)).toEqual(["c"]);
    expect(effects.products).toEqual([{ id: "p", toId: "b" }, { id: "q", toId: "c" }]);
    expect(effects.tasks).toEqual([{ id: "t1", toId: "b" }, { id: "t2", toId: "c" }]);
  });

  test("an agreement runs on with each provider that has products of it, and with each client", () => {
    const given = agreement("ad", "a", "s", { agreed: [{ versionId: "ad1", from: "2026-01-01", to: null, productIds: ["p", "q"] }] });
    const { effects } = decideReorganisation({ ...STATE, agreements: [given, STATE.agreements[1]!] }, plan(split));
    expect(effects.continued.map((row) => [row.key, row.versions[0]!.productIds])).toEqual([["ad>b", ["p"]], ["ad>c", ["q"]], ["sa>b", ["x"]], ["sa>c", ["x"]]]);
  });
});

describe("refusals", () => {
  test.each<[string, Partial<ReorganisationPlan>, string]>([
    ["an unknown department", { departmentId: "z" }, "unknown_department"],
    ["no date", { on: "soon" }, "bad_date"],
    ["a day in a closed month", { on: "2026-06-30" }, "closed_period"],
    ["no successor", { successorIds: [] }, "unknown_successor"],
    ["itself", { successorIds: ["a"] }, "into_itself"],
    ["a team below it", { successorIds: ["t"] }, "loop"],
    ["one successor for a split", { kind: "split", successorIds: ["b"] }, "too_few_successors"],
    ["no new name", { kind: "rename", successorIds: [] }, "no_name"],
    ["under its own team", { kind: "move", successorIds: [], parentId: "t" }, "loop"],
    ["under itself", { kind: "move", successorIds: [], parentId: "a" }, "loop"],
    ["where it stands", { kind: "move", successorIds: [], parentId: "top" }, "same_place"],
    ["an unknown parent", { kind: "move", successorIds: [], parentId: "z" }, "unknown_parent"],
  ])("%s", (_name, over, code) => expect(codes(STATE, over)).toEqual([code]));

  test("closing needs everybody gone and no work left", () => expect(codes(STATE, { kind: "close", successorIds: [] })).toEqual(["people_left", "tasks_left"]));

  test("an empty department closes: its agreements end and its products leave the catalogue", () => {
    const { faults, effects } = decideReorganisation({ ...STATE, places: [], tasks: [] }, plan({ kind: "close", successorIds: [] }));
    expect(faults).toEqual([]);
    expect(effects.dropped.map((row) => row.why)).toEqual(["no_successor", "no_successor"]);
    expect(effects.products.map((row) => row.toId)).toEqual([null, null]);
    expect(effects.parents).toEqual([{ id: "t", before: "a", parentId: "top" }]);
  });
});

describe("laws", () => {
  const day = fc.integer({ min: 0, max: 400 }).map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
  const span = fc.tuple(day, fc.option(day)).map(([from, to]) => ({ from, to: to !== null && to < from ? from : to }));

  test("nobody loses or gains a day of work, and no day before the date moves", () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 5 }), day, (spans, on) => {
        const places = spans.map((one, i) => place(`m${i}`, `p${i}`, "a", one));
        const { effects } = decideReorganisation({ ...STATE, firstOpenDay: "2026-01-01", places, agreements: [] }, plan({ on }));
        for (const row of places) {
          const move = effects.places.find((one) => one.id === row.id);
          if (!move) {
            expect(row.to !== null && (row.to <= on || row.to <= row.from)).toBe(true);
            continue;
          }
          // Old and new place touch, and together last as long as the old one did.
          expect([move.endsOn, move.to]).toEqual([move.from, row.to]);
          expect(move.from >= on && move.from >= row.from).toBe(true);
        }
      }),
    );
  });

  test("on every day a client is promised each product exactly as often as before", () => {
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: 3 }), day, day, (spans, on, at) => {
        const ordered = [...spans].sort((a, b) => (a.from < b.from ? -1 : 1)).map((one, i, all) => ({ from: one.from, to: all[i + 1]?.from ?? one.to }));
        const facts = agreement("ac", "a", "c", { agreed: ordered.map((one, i) => ({ versionId: `v${i}`, ...one, productIds: ["p"] })) });
        const { effects } = decideReorganisation({ ...STATE, firstOpenDay: "2026-01-01", agreements: [facts] }, plan({ on }));
        const holds = (one: { from: string; to: string | null }) => one.from <= at && (one.to === null || at < one.to);
        const ended = facts.agreed.map((one) => ({ ...one, to: effects.ends.find((row) => row.versionId === one.versionId)?.to ?? one.to }));
        const after = [...ended, ...effects.continued.flatMap((row) => row.versions)].filter(holds).length;
        expect(after).toBe(facts.agreed.filter(holds).length);
        expect(ended.filter(holds).length > 0 && at >= on).toBe(false);
      }),
    );
  });
});

test("a tree stands on each day as it stood then", () => {
  const trees = datedTree([department("a", "b"), department("b"), department("c")], [{ departmentId: "a", until: "2026-07-01", parentId: "c" }, { departmentId: "a", until: "2026-09-01", parentId: null }]);
  expect(trees.on("2026-06-30").pathUp("a")).toEqual(["a", "c"]);
  expect(trees.on("2026-07-01").pathUp("a")).toEqual(["a"]);
  expect(trees.on("2026-09-01").pathUp("a")).toEqual(["a", "b"]);
});

test("successors answer for those they follow, also over two steps and in a loop", () => {
  const rows = [["a", "b"], ["b", "c"], ["x", "y"], ["y", "x"]].map(([departmentId, successorId]) => ({ departmentId: departmentId!, successorId: successorId!, from: ON, position: 0 }));
  expect(withFormer(["c"], rows)).toEqual(["c", "b", "a"]);
  expect(presentDepartment("a", rows)).toBe("c");
  expect(["x", "y"]).toContain(presentDepartment("x", rows));
});
