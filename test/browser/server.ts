import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { copyOfDemo } from "#test/support/demo-company.ts";

declare module "vitest" {
  interface ProvidedContext {
    origin: string;
    dataDir: string;
  }
}

let child: ChildProcess | null = null;
let dataDir = "";
const lines: string[] = [];

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** Starts the real portal in demo mode on data of its own; the demo company is loaded as at a first start, unless `npm test` has one to copy. */
export async function setup(project: TestProject): Promise<void> {
  const demo = process.env.DEMO_DIR;
  dataDir = demo ? copyOfDemo(demo) : mkdtempSync(join(tmpdir(), "concord-browser-"));
  const port = await freePort();
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: "production", DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: "warn" };
  delete env.DATABASE_URL;
  delete env.APP_ORIGIN;
  delete env.VITEST;
  child = spawn(process.execPath, ["--import", "tsx", "jobs/cli.ts", "serve", "--web"], { env, stdio: ["ignore", "pipe", "pipe"] });
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      lines.push(chunk.toString());
      if (chunk.toString().includes("Concord answers at")) resolve();
    };
    child!.stdout!.on("data", read);
    child!.stderr!.on("data", read);
    child!.once("exit", (code) => reject(new Error(`the portal ended with ${code}:\n${lines.join("")}`)));
  });
  child.removeAllListeners("exit");
  project.provide("origin", `http://localhost:${port}`);
  project.provide("dataDir", dataDir);
}

export async function teardown(): Promise<void> {
  const running = child;
  if (running && running.exitCode === null) {
    await new Promise((resolve) => {
      running.once("exit", resolve);
      running.kill("SIGTERM");
    });
  }
  rmSync(dataDir, { recursive: true, force: true });
  // Faults of the server during the browser tests are faults of the run.
  const faults = lines.join("").split("\n").filter((line) => /"level":(50|60)/.test(line));
  if (faults.length > 0) {
    console.error(faults.slice(0, 20).join("\n"));
    process.exitCode = 1;
    throw new Error(`the server logged ${faults.length} faults`);
  }
}
