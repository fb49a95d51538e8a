import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { DEMO_PASSWORD, demoAddress, DEMO_ROLES } from "#jobs/demo/demo-accounts.ts";
import { PORTAL_JOBS } from "#app/domain/schedule/portal-jobs.ts";

export interface Latencies {
  readonly requests: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

export interface LoadOutcome {
  readonly users: number;
  readonly writers: number;
  readonly seconds: number;
  readonly reads: Latencies;
  readonly writes: Latencies;
  /** Answers that were neither the page nor the redirect after a form, and requests that broke off. */
  readonly errors: Readonly<Record<string, number>>;
  readonly mostWalMegabytes: number;
  /** How late the event loop of the web process was, 99th percentile and most. */
  readonly loopDelayMs: { readonly p99: number; readonly most: number };
  /** Work that ran meanwhile, with how it ended. */
  readonly beside: Readonly<Record<string, number | null>>;
}

const PAGES = ["/", "/work", "/work?view=late", "/agreements", "/scorecards", "/ratings", "/inbox", "/map", "/catalogue"] as const;

export interface LoadPlan {
  readonly dataDir: string;
  readonly users: number;
  readonly writers: number;
  readonly seconds: number;
  /** Commands that run at the same time, by name: `["evaluate", "--full"]`. */
  readonly beside: Readonly<Record<string, readonly string[]>>;
}

/** People come one after the other in this time; nobody's whole company opens its first page in the same second. */
const COMING_MS = 10_000;

/**
 * People look at pages and send forms, each after a second or two of thought, at the served portal over a demo company. Sessions are shared: there
 * are as many as demo accounts. What is written is the pausing and continuing of jobs, one job a writer: a form with its audit entry each.
 */
export async function load({ dataDir, users, writers, seconds, beside }: LoadPlan): Promise<LoadOutcome> {
  const env: NodeJS.ProcessEnv = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: "", APP_ORIGIN: "", NODE_ENV: "production", LOG_LEVEL: "error", PORT: "3190" };
  const origin = "http://localhost:3190";
  const loopFolder = mkdtempSync(join(tmpdir(), "concord-loop-"));
  const server = await serve({ ...env, LOOP_DELAY_FOLDER: loopFolder });
  let outcome: Omit<LoadOutcome, "loopDelayMs">;
  try {
    const sessions = await Promise.all(DEMO_ROLES.map((role) => signIn(origin, demoAddress(role))));
    const admin = sessions[DEMO_ROLES.findIndex((role) => role.name === "admin")]!;
    const [reads, writes]: [number[], number[]] = [[], []];
    const errors: Record<string, number> = {};
    const until = performance.now() + seconds * 1000;
    const timed = async (path: string, cookie: string, into: number[], good: number, form?: Record<string, string>) => {
      const began = performance.now();
      const status = await fetch(origin + path, { redirect: "manual", headers: { cookie, origin }, ...(form ? { method: "POST", body: new URLSearchParams(form) } : {}) }).then(async (answer) => (await answer.arrayBuffer(), String(answer.status)), () => "broken off");
      into.push(performance.now() - began);
      if (status !== String(good)) errors[`${path.split("?")[0]!} ${status}`] = (errors[`${path.split("?")[0]!} ${status}`] ?? 0) + 1;
    };
    const reader = async (n: number) => {
      await delay(Math.random() * COMING_MS);
      for (let turn = n; performance.now() < until; turn += 1) {
        await delay(1000 + Math.random() * 1000);
        await timed(PAGES[turn % PAGES.length]!, sessions[n % sessions.length]!, reads, 200);
      }
    };
    const writer = async (n: number) => {
      await delay(Math.random() * COMING_MS);
      const path = `/settings/jobs/${PORTAL_JOBS[n % PORTAL_JOBS.length]!.job}`;
      for (let step = "pause"; performance.now() < until; step = step === "pause" ? "continue" : "pause") {
        await delay(1000 + Math.random() * 1000);
        await timed(path, admin, writes, 302, step === "pause" ? { step, reason: "Measured under load" } : { step });
      }
    };
    let mostWal = 0;
    const wal = join(dataDir, "concord.sqlite-wal");
    const watch = setInterval(() => (mostWal = Math.max(mostWal, existsSync(wal) ? statSync(wal).size : 0)), 200);
    const running = Object.entries(beside).map(async ([name, args]) => [name, await ended(spawn(process.execPath, ["--import", "tsx", "jobs/cli.ts", ...args], { env, stdio: "ignore" }))] as const);
    await Promise.all([...Array.from({ length: users - writers }, (_, n) => reader(n)), ...Array.from({ length: writers }, (_, n) => writer(n))]);
    const besides = Object.fromEntries(await Promise.all(running));
    clearInterval(watch);
    outcome = { users, writers, seconds, reads: latencies(reads), writes: latencies(writes), errors, mostWalMegabytes: Math.ceil(mostWal / 1024 / 1024), beside: besides };
  } finally {
    server.kill("SIGTERM");
    await ended(server);
  }
  const loopDelayMs = JSON.parse(readFileSync(join(loopFolder, `${server.pid}.json`), "utf8")) as LoadOutcome["loopDelayMs"];
  rmSync(loopFolder, { recursive: true, force: true });
  return { ...outcome, loopDelayMs };
}

export const ended = (child: ChildProcess): Promise<number | null> => (child.exitCode !== null ? Promise.resolve(child.exitCode) : new Promise((resolve) => child.once("close", resolve)));

export function serve(env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "./test/load/loop-delay.mjs", "--import", "tsx", "jobs/cli.ts", "serve"], { env, stdio: ["ignore", "pipe", "inherit"] });
    child.stdout.on("data", (part: Buffer) => part.toString("utf8").includes("Concord answers at") && resolve(child));
    child.once("close", (code) => reject(new Error(`the portal ended with ${code}`)));
  });
}

async function signIn(origin: string, email: string): Promise<string> {
  const answer = await fetch(`${origin}/sign-in`, { method: "POST", redirect: "manual", headers: { origin }, body: new URLSearchParams({ email, password: DEMO_PASSWORD }) });
  const cookie = answer.headers.getSetCookie().find((one) => one.startsWith("concord="));
  if (!cookie) throw new Error(`${email} cannot sign in: ${answer.status}`);
  return cookie.split(";")[0]!;
}

export function latencies(times: readonly number[]): Latencies {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { requests: sorted.length, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) };
}
