import { execFileSync } from "node:child_process";
import { getPriority } from "node:os";
import { expect, test } from "vitest";

test("long work runs below whoever started it", () => {
  const script = "import { getPriority } from 'node:os'; import { giveWay } from './jobs/give-way.ts'; giveWay(); console.log(getPriority());";
  const own = Number(execFileSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], { encoding: "utf8" }));
  expect(own).toBeGreaterThan(getPriority());
});
