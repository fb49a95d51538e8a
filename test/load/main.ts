/**
 * `npm run load -- [users] [seconds] [beside] [DATA_DIR]`: a fifth of the users write. With `beside` a full evaluation and a backup run meanwhile; without
 * it nothing does (write `alone`). Over a copy of the data folder of a demo company, or over a fresh one. Needs a build.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load } from "./load.ts";

const [users, seconds, beside, source] = [Number(process.argv[2] ?? 100), Number(process.argv[3] ?? 60), process.argv[4] === "beside", process.argv[5]];
const dataDir = mkdtempSync(join(tmpdir(), "concord-load-"));
try {
  if (source) for (const name of ["keys.json", "concord.sqlite"]) cpSync(join(source, name), join(dataDir, name));
  else spawnSync(process.execPath, ["--import", "tsx", "jobs/cli.ts", "demo"], { env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: "", APP_ORIGIN: "" }, stdio: ["ignore", "ignore", "inherit"] });
  const outcome = await load({ dataDir, users, writers: Math.ceil(users / 5), seconds, beside: beside ? { evaluate: ["evaluate", "--full"], backup: ["backup", join(dataDir, "beside.sqlite")] } : {} });
  console.log(JSON.stringify(outcome));
  process.exitCode = Object.keys(outcome.errors).length === 0 ? 0 : 1;
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
