/**
 * `npm run drill -- [seconds of load] [DATA_DIR]`: the restore drill, over a copy of a data folder (stop Concord first) or over the demo
 * company. Prints its figures as JSON; ends with 1 when anything differs.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drill } from "./drill.ts";

const dataDir = mkdtempSync(join(tmpdir(), "concord-drilled-"));
try {
  if (process.argv[3]) for (const name of ["keys.json", "concord.sqlite"]) cpSync(join(process.argv[3], name), join(dataDir, name));
  else {
    const demo = spawnSync(process.execPath, ["--import", "tsx", "jobs/cli.ts", "demo"], { env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: "", APP_ORIGIN: "", NODE_ENV: "production" }, stdio: ["ignore", "ignore", "inherit"] });
    if (demo.status !== 0) throw new Error("the demo company could not be loaded");
  }
  const outcome = await drill({ dataDir, loadMs: Number(process.argv[2] ?? 10) * 1000 });
  console.log(JSON.stringify(outcome));
  process.exitCode = outcome.faults.length === 0 ? 0 : 1;
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
