import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { growCompany } from "#test/support/grown-company.ts";

/** Lists and pages that people open; the empty route beside them is the sign-in page, which reads nothing but the session. */
const EMPTY = "/sign-in";
const PAGES = ["/", "/work", "/work?view=late", "/work?q=warehouse", "/search?q=warehouse", "/search?q=pay", "/agreements", "/scorecards", "/ratings", "/improvement", "/map", "/map/table", "/map/path", "/catalogue", "/people", "/periods"] as const;
/** Part of every budget whatever the machine does (design.md section 12). */
const FLOOR_MS = 40;
const DURING_EVALUATION_MS = 150;

/**
 * p95 of pages of the demo company, its tasks and verdicts copied until there are `tasks`, as head and as arbiter, `requests` one after the other.
 * A build has to exist. `ratio` is the worst page against its budget: 1 or less is met.
 */
export async function benchPages(tasks: number, requests: number) {
  if (!existsSync("build/server/index.js")) return { measured: null, why: "there is no build; run npm run build" };
  const dataDir = mkdtempSync(join(tmpdir(), "concord-pages-"));
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: "production", DATA_DIR: dataDir, LOG_LEVEL: "silent", DATABASE_URL: "", APP_ORIGIN: "", PORT: String(await freePort()) };
  try {
    const demo = spawnSync(process.execPath, ["--import", "tsx", "jobs/cli.ts", "demo"], { env, stdio: ["ignore", "ignore", "pipe"] });
    if (demo.status !== 0) throw new Error(demo.stderr.toString("utf8"));
    const { tasks: size } = growCompany(join(dataDir, "concord.sqlite"), { tasks, answers: 0 });
    const child = spawn(process.execPath, ["--import", "tsx", "jobs/cli.ts", "serve", "--web"], { env, stdio: ["ignore", "pipe", "ignore"] });
    try {
      await new Promise<void>((resolve) => child.stdout.on("data", (part: Buffer) => (part.toString("utf8").includes("Concord answers at") ? resolve() : undefined)));
      const origin = `http://localhost:${env.PORT}`;
      const quiet = await measure(origin, requests);
      return { tasks: size, ...quiet, ...(await measureDuringEvaluation(origin, env, Math.ceil(requests / 4))) };
    } finally {
      child.kill("SIGTERM");
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function measure(origin: string, requests: number) {
  const emptyMs = await p95(origin + EMPTY, "", requests);
  const pages: Record<string, number> = {};
  for (const who of ["head", "arbiter"]) {
    const cookie = await signIn(origin, who);
    for (const page of PAGES) pages[`${who} ${page}`] = await p95(origin + page, cookie, requests);
  }
  const budgetMs = Math.round(Math.max(3 * emptyMs, FLOOR_MS) * 10) / 10;
  const [slowest, slowestMs] = Object.entries(pages).sort(([, a], [, b]) => b - a)[0]!;
  return { emptyMs, budgetMs, slowest, slowestMs, ratio: Math.round((slowestMs / budgetMs) * 100) / 100, p95Ms: pages };
}

/** The same pages while another process judges every task anew: the slowest, against its own budget. */
async function measureDuringEvaluation(origin: string, env: NodeJS.ProcessEnv, requests: number) {
  const evaluation = spawn(process.execPath, ["--import", "tsx", "jobs/cli.ts", "evaluate", "--full"], { env, stdio: "ignore" });
  try {
    const { slowest, slowestMs } = await measure(origin, requests);
    return { duringEvaluation: { slowest, slowestMs, budgetMs: DURING_EVALUATION_MS, stillRan: evaluation.exitCode === null } };
  } finally {
    evaluation.kill("SIGKILL");
  }
}

async function p95(url: string, cookie: string, requests: number): Promise<number> {
  const taken: number[] = [];
  for (let request = -5; request < requests; request += 1) {
    const began = performance.now();
    const response = await fetch(url, { headers: { cookie }, redirect: "manual" });
    await response.text();
    // The first few warm the page up.
    if (request >= 0) taken.push(performance.now() - began);
    if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
  }
  return Math.round(taken.sort((a, b) => a - b)[Math.ceil(requests * 0.95) - 1]! * 10) / 10;
}

async function signIn(origin: string, name: string): Promise<string> {
  const response = await fetch(`${origin}/sign-in`, {
    method: "POST", redirect: "manual", headers: { origin, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ email: `${name}@meridian.example`, password: "concord-demo" }).toString(),
  });
  const cookies = response.headers.getSetCookie().map((one) => one.split(";")[0]!);
  if (response.status >= 400 || cookies.length === 0) throw new Error(`signing in as ${name} answered ${response.status}`);
  return cookies.join("; ");
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
