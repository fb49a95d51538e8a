/**
 * `npm run test:kill -- [rounds] [kills a step]`: a pending month is worked job by job, each job killed with SIGKILL at random points and
 * started again; in the end everything that people see and what is paid must equal an uninterrupted run.
 * `npm run test:kill -- intake [kills] [rows]`: the same for the roads in, from the file in the folder to the verdict.
 * `npm run test:kill -- migration [kills]`: a filled database of the first version is brought to this one.
 * `npm run test:kill -- outbox [kills]`: mails go to a real mail server from a process that is killed while it sends.
 * `npm run test:kill -- closing [kills] [items]`: the same for closing two months with their quarter and paying it; the state after each kill is looked at.
 */
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { SMTPServer } from "smtp-server";
import { businessContent, fileHealth } from "./business-content.ts";
import { killClosing } from "./kill-closing.ts";
import { killMigration } from "./kill-migration.ts";
import { killIntake } from "./kill-intake.ts";
import { killOutbox } from "./kill-outbox.ts";
import { makePending, writeImportFiles } from "./pending-month.ts";

if (process.argv[2] === "intake") {
  const outcome = await killIntake({ kills: Number(process.argv[3] ?? 50), rows: Number(process.argv[4] ?? 4000) });
  console.log(JSON.stringify(outcome));
  process.exit(outcome.faults.length === 0 ? 0 : 1);
}

if (process.argv[2] === "outbox") {
  const outcome = await killOutbox({ kills: Number(process.argv[3] ?? 50) });
  console.log(JSON.stringify(outcome));
  process.exit(outcome.faults.length === 0 ? 0 : 1);
}

if (process.argv[2] === "migration") {
  const outcome = await killMigration({ kills: Number(process.argv[3] ?? 50) });
  console.log(JSON.stringify(outcome));
  process.exit(outcome.faults.length === 0 ? 0 : 1);
}

if (process.argv[2] === "closing") {
  const outcome = await killClosing({ kills: Number(process.argv[3] ?? 50), items: Number(process.argv[4] ?? 1000) });
  console.log(JSON.stringify(outcome, null, 2));
  process.exit(outcome.faults.length === 0 ? 0 : 1);
}

const rounds = Number(process.argv[2] ?? 3);
const killsAStep = Number(process.argv[3] ?? 2);
const root = mkdtempSync(join(tmpdir(), "concord-kill-"));
const now = Date.now();
/** One instant for all evaluations: what is at risk depends on the clock, not on the kills. */
const asOf = new Date(now).toISOString();

/** Message-IDs that arrived; a mail killed between sending and noting it may arrive again under the same one. */
let received: string[] = [];
const smtp = new SMTPServer({
  disabledCommands: ["AUTH", "STARTTLS"],
  onData(stream, _session, done) {
    let text = "";
    stream.on("data", (part: Buffer) => (text += part.toString("utf8")));
    stream.on("end", () => {
      received.push(/^message-id:\s*(\S+)/im.exec(text)?.[1] ?? "");
      done();
    });
  },
});
await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
const smtpPort = (smtp.server.address() as { port: number }).port;

function environment(dataDir: string): NodeJS.ProcessEnv {
  return { ...process.env, DATA_DIR: dataDir, NODE_ENV: "production", DATABASE_URL: "", APP_ORIGIN: "", LOG_LEVEL: "silent", SMTP_URL: `smtp://127.0.0.1:${smtpPort}` };
}

interface Ended {
  readonly code: number | null;
  readonly wasKilled: boolean;
  readonly out: string;
  readonly tookMs: number;
}

/** Runs a step as a process of its own, so that this one can receive its mails; kills it after `killAfterMs`. */
function run(dataDir: string, args: readonly string[], killAfterMs?: number): Promise<Ended> {
  return new Promise((resolve) => {
    const began = performance.now();
    let out = "";
    const child = spawn(process.execPath, ["--import", "tsx", ...args], { env: environment(dataDir), stdio: ["ignore", "pipe", "ignore"] });
    child.stdout.on("data", (part: Buffer) => (out += part.toString("utf8")));
    const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfterMs);
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ code, wasKilled: signal === "SIGKILL", out, tookMs: performance.now() - began });
    });
  });
}

/** What a killed process held is free again when its lease ends; the test does not wait for that. */
function endLeases(dataDir: string): void {
  const db = new BetterSqlite3(join(dataDir, "concord.sqlite"));
  db.prepare("update outbox set lease_until = 0 where lease_until is not null").run();
  db.close();
}

const base = join(root, "base");
const demo = spawnSync(process.execPath, ["--import", "tsx", "jobs/cli.ts", "demo"], { env: environment(base), stdio: ["ignore", "ignore", "pipe"] });
if (demo.status !== 0) throw new Error(`the demo company could not be loaded: ${demo.stderr.toString("utf8")}`);
const { closing, paying } = makePending(base, now);
const files = writeImportFiles(root, now);

const cli = (...args: string[]) => ["jobs/cli.ts", ...args];
const STEPS: readonly (readonly string[])[] = [
  cli("jobs", "run", "expire-seals"),
  cli("jobs", "run", "open-review"),
  cli("import", files.csv, "--source", "kill-test", "--mapping", files.mapping),
  cli("jobs", "run", "evaluate"),
  cli("evaluate", "--full", "--as-of", asOf),
  cli("jobs", "run", "evaluate-all"),
  cli("jobs", "run", "invite-raters"),
  cli("jobs", "run", "send-mails"),
  cli("jobs", "run", "expire-invitations"),
  cli("evaluate", "--full", "--as-of", asOf),
  cli("jobs", "run", "back-up"),
  cli("close-period", closing, "--as", "arbiter@meridian.example"),
  ["test/kill/pay-quarter.ts", paying],
];

const name = (step: readonly string[]) => step.slice(1, 4).join(" ").replace(root, "");
const straight = join(root, "straight");
cpSync(base, straight, { recursive: true });
const took: number[] = [];
let statements = "";
for (const step of STEPS) {
  const ended = await run(straight, step);
  if (ended.code !== 0) throw new Error(`uninterrupted: ${name(step)} ended with ${ended.code}: ${ended.out}`);
  took.push(ended.tookMs);
  statements = ended.out;
}
const expected = businessContent(straight);
const mails = new Set(received).size;

let kills = 0;
let differing = 0;
for (let round = 1; round <= rounds; round += 1) {
  const dataDir = join(root, `round-${round}`);
  cpSync(base, dataDir, { recursive: true });
  received = [];
  let paid = "";
  for (const [index, step] of STEPS.entries()) {
    // The first part of a run is the start of the process; kills fall into the rest of it.
    for (let kill = 0; kill < killsAStep; kill += 1) if ((await run(dataDir, step, took[index]! * (0.3 + 0.7 * Math.random()))).wasKilled) kills += 1;
    endLeases(dataDir);
    const ended = await run(dataDir, step);
    // Closing a month that the killed process closed is refused: there is nothing left to do.
    if (ended.code !== 0 && !step.includes("close-period")) console.error(`round ${round}: ${name(step)} did not end well: ${ended.out}`);
    paid = ended.out;
  }
  const content = businessContent(dataDir);
  const faults = [...expected].filter(([part, hash]) => content.get(part) !== hash).map(([part]) => part);
  if (paid !== statements) faults.push("statements");
  if (new Set(received).size !== mails) faults.push(`mails received (${new Set(received).size} of ${mails})`);
  for (const file of [join(dataDir, "concord.sqlite"), ...readdirSync(join(dataDir, "backups")).filter((one) => one.endsWith(".sqlite")).map((one) => join(dataDir, "backups", one))]) {
    const health = fileHealth(file);
    if (health.integrity !== "ok" || health.brokenReferences > 0) faults.push(`${file}: ${health.integrity}, ${health.brokenReferences} broken references`);
  }
  if (faults.length > 0) {
    differing += 1;
    console.error(`round ${round} differs: ${faults.join(", ")}`);
  }
  rmSync(dataDir, { recursive: true, force: true });
}
smtp.close();
rmSync(root, { recursive: true, force: true });
console.log(JSON.stringify({ rounds, steps: STEPS.length, kills, mails, differing }));
process.exitCode = differing === 0 ? 0 : 1;
