import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const sources = ["app", "jobs", "db"].flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name)).map((name) => readFileSync(join(folder, name), "utf8")));

test("docs/logs.md names every line that the process logs, and no other", () => {
  // A call may stand on several lines; its sentence is the last thing in it, or one of two.
  const logged = sources.flatMap((text) => [...text.matchAll(/\b(?:logger|log)\.(?:info|warn|error)\(((?:(?!\);)[^])*)\);/g)].flatMap(([, call]) => [...call!.replace(/^.*\}/s, "").matchAll(/"([^"]+)"/g)].map(([, sentence]) => sentence!)));
  const table = readFileSync("docs/logs.md", "utf8").split("## The log of the process")[1]!.split("## Shipping")[0]!;
  const named = table.split("\n").filter((line) => line.startsWith("| `")).flatMap((line) => [...line.split("|")[1]!.matchAll(/`([^`]+)`/g)].map(([, sentence]) => sentence!));
  expect(logged.length).toBeGreaterThan(8);
  // What the log of the web process says of a request is handed on by a name of its own.
  expect([...new Set([...logged, "request"])].sort()).toEqual([...named].sort());
});
