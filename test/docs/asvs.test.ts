import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const STATES = ["met", "met in part", "not yet", "does not apply"] as const;
/** What in backticks is a path of this repository; the rest are names of cookies, addresses and the like. */
const PATH = /^((app|db|docs|jobs|test|\.ci)\/\S+|[\w.-]+\.(md|js|json|ts))$/;

const text = readFileSync("docs/asvs.md", "utf8");
const rows = text
  .split("\n")
  .filter((line) => /^\| \d/.test(line))
  .map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()))
  .map(([id = "", asks = "", state = "", proof = "", ...more]) => ({ id, asks, state, proof, more }));
const inBackticks = (part: string): string[] => [...part.matchAll(/`([^`]+)`/g)].map(([, found]) => found!);
const pathsOf = (part: string): string[] => inBackticks(part).filter((found) => PATH.test(found));

describe("the table of ASVS 5.0.0", () => {
  test("has one row an id, each with a known state and words for the rest", () => {
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.filter(({ id, asks, state, proof, more }) => !/^\d+\.\d+\.\d+\*?$/.test(id) || asks === "" || proof === "" || more.length > 0 || !(STATES as readonly string[]).includes(state)).map(({ id }) => id)).toEqual([]);
    expect(new Set(rows.map(({ id }) => id.replace("*", ""))).size).toBe(rows.length);
  });

  test("names nothing that is not there, and something for all that is met", () => {
    expect(inBackticks(text).filter((found) => PATH.test(found) && !existsSync(found))).toEqual([]);
    expect(rows.filter(({ state, proof }) => state.startsWith("met") && pathsOf(proof).length === 0).map(({ id }) => id)).toEqual([]);
  });

  test("counts its rows as it says", () => {
    const said = /Of (\d+) rows (\d+) are met, (\d+) are met in part, (\d+) are not yet met and (\d+) do not apply/.exec(text)!.slice(1).map(Number);
    expect(said).toEqual([rows.length, ...STATES.map((one) => rows.filter(({ state }) => state === one).length)]);
    expect(Number(/The (\d+) ids with a star/.exec(text)?.[1])).toBe(rows.filter(({ id }) => id.endsWith("*")).length);
  });

  test("its opening speaks of rows that are there and not met", () => {
    const gaps = [...text.slice(0, text.indexOf("\n##")).matchAll(/\d+\.\d+\.\d+(?=[),])/g)].map(([id]) => id);
    expect(gaps.length).toBeGreaterThan(0);
    expect(gaps.filter((id) => !["met in part", "not yet"].includes(rows.find((row) => row.id.replace("*", "") === id)?.state ?? ""))).toEqual([]);
  });
});
