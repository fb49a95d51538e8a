import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Folder with the database and the keys of the demo company: to be copied, never to be written to. */
    demoDir: string;
  }
}

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
let own: string | null = null;

/** Loads the demo company into a folder of its own, which takes half a minute; `npm test` gives one to several suites by `DEMO_DIR`. */
export function demoCompany(): { readonly folder: string; readonly isOwn: boolean } {
  const given = process.env.DEMO_DIR;
  if (given) return { folder: given, isOwn: false };
  const folder = mkdtempSync(join(tmpdir(), "concord-demo-"));
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: "production", DATA_DIR: folder, DATABASE_URL: "", APP_ORIGIN: "", VITEST: "" };
  const done = spawnSync(process.execPath, ["--import", "tsx", "jobs/cli.ts", "demo"], { cwd: ROOT, env, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`the demo company cannot be loaded:\n${done.stderr}`);
  return { folder, isOwn: true };
}

/** A copy that a suite may write to; the caller removes it. */
export function copyOfDemo(folder: string): string {
  const copy = mkdtempSync(join(tmpdir(), "concord-portal-"));
  for (const name of ["concord.sqlite", "keys.json"]) cpSync(join(folder, name), join(copy, name));
  return copy;
}

export function setup(project: TestProject): void {
  const { folder, isOwn } = demoCompany();
  own = isOwn ? folder : null;
  project.provide("demoDir", folder);
}

export function teardown(): void {
  if (own) rmSync(own, { recursive: true, force: true });
}
