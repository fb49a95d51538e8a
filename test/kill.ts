/**
 * `npm run test:kill -- [rounds]`: kills the job process with SIGKILL at random points of a pending month —
 * import, evaluation, closing, bonus run — restarts it, and compares the end with an uninterrupted run.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";

const rounds = Number(process.argv[2] ?? 5);
const root = mkdtempSync(join(tmpdir(), "concord-kill-"));
const CLI = ["--import", "tsx", "jobs/cli.ts"];

function concord(dataDir: string, args: string[]): number {
  const done = spawnSync(process.execPath, [...CLI, ...args], { env: environment(dataDir), stdio: ["ignore", "ignore", "pipe"] });
  return done.status ?? -1;
}

function environment(dataDir: string): NodeJS.ProcessEnv {
  return { ...process.env, DATA_DIR: dataDir, NODE_ENV: "production", DATABASE_URL: "", APP_ORIGIN: "", LOG_LEVEL: "silent" };
}

/** Business content of a database: what people see and what is paid, without times of work and random ids of runs. */
function businessHashes(dataDir: string): string[] {
  const db = new BetterSqlite3(join(dataDir, "concord.sqlite"), { readonly: true });
  const hashes = [
    "select obligation_key, item, cycle, carry, state, outcome, standing, period, due_at, decided_at, late_by_ms from verdict order by 1, 2, 3, 4",
    "select obligation_key, recipient_id, period, standing, n from tally where n <> 0 order by 1, 2, 3, 4",
    "select period, department_id, shown_bp, pay_bp, content_hash from scorecard where state = 'final' order by 1, 2",
    "select month, state from period order by 1",
    "select external_id, state, seq from task order by 1",
  ].map((query) => {
    const hash = createHash("sha256");
    for (const row of db.prepare(query).raw().iterate()) hash.update(JSON.stringify(row));
    return `${/from (\w+)/.exec(query)![1]} ${hash.digest("hex")}`;
  });
  db.close();
  return hashes;
}

/** Starts a command, kills it after `afterMs`, and says whether it was still running. */
function killed(dataDir: string, args: string[], afterMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...CLI, ...args], { env: environment(dataDir), stdio: "ignore" });
    const timer = setTimeout(() => child.kill("SIGKILL"), afterMs);
    child.once("exit", (_code, signal) => {
      clearTimeout(timer);
      resolve(signal === "SIGKILL");
    });
  });
}

const base = join(root, "base");
if (concord(base, ["demo"]) !== 0) throw new Error("the demo company could not be loaded");
const setBack = (dataDir: string) => {
  // A month's work to do again: every task is judged anew, and the month in review waits to be closed.
  const db = new BetterSqlite3(join(dataDir, "concord.sqlite"));
  db.prepare("update task set next_change_at = 0").run();
  db.close();
};
const month = (() => {
  const db = new BetterSqlite3(join(base, "concord.sqlite"), { readonly: true });
  const row = db.prepare("select month from period where state = 'review' order by month limit 1").get() as { month: string };
  db.close();
  return row.month;
})();
/** One instant for all evaluations: what is at risk depends on the clock, not on the kills. */
const asOf = new Date().toISOString();
const STEPS = [
  ["evaluate", "--full", "--as-of", asOf],
  ["evaluate", "--as-of", asOf],
  ["close-period", month, "--as", "arbiter@meridian.example"],
] as const;

setBack(base);
const straight = join(root, "straight");
cpSync(base, straight, { recursive: true });
for (const step of STEPS) if (concord(straight, [...step]) !== 0) throw new Error(`uninterrupted: ${step.join(" ")} failed`);
const expected = businessHashes(straight);

let kills = 0;
let wrong = 0;
for (let round = 1; round <= rounds; round += 1) {
  const dataDir = join(root, `round-${round}`);
  cpSync(base, dataDir, { recursive: true });
  for (const step of STEPS) {
    for (let attempt = 0; attempt < 3; attempt += 1) if (await killed(dataDir, [...step], 300 + Math.random() * 2200)) kills += 1;
    // What was killed is done again until it is done; a step that had finished answers that nothing is left.
    concord(dataDir, [...step]);
  }
  const db = new BetterSqlite3(join(dataDir, "concord.sqlite"), { readonly: true });
  const integrity = db.pragma("integrity_check", { simple: true });
  const broken = (db.pragma("foreign_key_check") as unknown[]).length;
  db.close();
  const different = businessHashes(dataDir).filter((line) => !expected.includes(line));
  if (different.length > 0 || integrity !== "ok" || broken > 0) {
    wrong += 1;
    console.error(`round ${round}: differs in ${different.map((line) => line.split(" ")[0]).join(", ") || "nothing"} (integrity ${String(integrity)}, broken references ${broken})`);
  }
  rmSync(dataDir, { recursive: true, force: true });
}
rmSync(root, { recursive: true, force: true });
console.log(JSON.stringify({ rounds, kills, differing: wrong }));
process.exit(wrong === 0 ? 0 : 1);
