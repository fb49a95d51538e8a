import { describe, expect, it } from "vitest";
import { agreementStanding, type DatedVersion, endOfVersion, versionState } from "#app/domain/agreement/version-state.ts";

const version = (id: string, from: string, to: string | null = null, state: DatedVersion["state"] = "agreed"): DatedVersion => ({ id, from, to, state });

describe("a version's standing", () => {
  const first = version("1", "2026-01-01");
  const second = version("2", "2026-04-01", "2026-12-01");
  const all = [first, second];

  it.each([
    ["before it starts", first, "2025-12-31", "agreed"],
    ["on its first day", first, "2026-01-01", "in_force"],
    ["on its last day", first, "2026-03-31", "in_force"],
    ["when the next one starts", first, "2026-04-01", "superseded"],
    ["at the agreed end without a next one", second, "2026-12-01", "ended"],
  ])("%s", (_name, one, today, state) => {
    expect(versionState(one, all, today)).toBe(state);
  });

  it("is what is stored until both sides agreed", () => {
    expect(versionState(version("3", "2026-01-01", null, "proposed"), all, "2026-06-01")).toBe("proposed");
    expect(versionState(version("3", "2026-01-01", null, "draft"), all, "2026-06-01")).toBe("draft");
  });

  it("after a termination is terminated from the day it ends, and in force until then", () => {
    const ended = version("3", "2026-01-01", "2026-07-01", "terminated");
    expect(versionState(ended, [ended], "2026-06-30")).toBe("in_force");
    expect(versionState(ended, [ended], "2026-07-01")).toBe("terminated");
  });

  it("ends with the earliest of its agreed end and the next start; a draft ends nothing", () => {
    expect(endOfVersion(first, all)).toBe("2026-04-01");
    expect(endOfVersion(second, all)).toBe("2026-12-01");
    expect(endOfVersion(first, [first, version("3", "2026-02-01", null, "draft")])).toBeNull();
    expect(endOfVersion(version("0", "2026-01-01", "2026-02-01"), all)).toBe("2026-02-01");
  });
});

describe("an agreement's standing", () => {
  const chain = [version("1", "2026-01-01"), version("2", "2026-04-01", "2026-12-01"), version("3", "2027-01-01", null, "draft")];
  it.each([
    ["before the first", "2025-06-01", "agreed", "1", { on: "2026-01-01", kind: "starts" }],
    ["in the first", "2026-02-01", "in_force", "1", { on: "2026-04-01", kind: "changes" }],
    ["in the last", "2026-05-01", "in_force", "2", { on: "2026-12-01", kind: "ends" }],
  ])("%s", (_name, today, state, id, nextChange) => {
    const standing = agreementStanding(chain, today);
    expect({ state: standing?.state, id: standing?.version.id, nextChange: standing?.nextChange }).toEqual({ state, id, nextChange });
  });
  it("speaks of the newest version where none is in force, and is null without one", () => {
    expect(agreementStanding([version("1", "2026-01-01", null, "draft")], "2026-06-01")?.state).toBe("draft");
    expect(agreementStanding([], "2026-06-01")).toBeNull();
  });
});
