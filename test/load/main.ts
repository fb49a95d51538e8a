/**
 * `npm run load -- [users] [seconds] [tasks] [answers]`: a fifth of the users write, first with nothing beside, then while a file of 50,000 rows is
 * imported, everything is judged anew and a backup is made. Over a demo company grown to so many tasks and ratings. Prints a line for each; ends with 1
 * when a request failed. Needs a build.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mappingOf, writeRows } from "#test/bench/import.ts";
import { growCompany } from "#test/support/grown-company.ts";
import { load } from "./load.ts";

const IMPORTED_ROWS = 50_000;

const [users = 100, seconds = 60, tasks = 0, answers = 0] = process.argv.slice(2).map(Number);
const dataDir = mkdtempSync(join(tmpdir(), "concord-load-"));
try {
  const demo = spawnSync(process.execPath, ["--import", "tsx", "jobs/cli.ts", "demo"], { env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: "", APP_ORIGIN: "" }, stdio: ["ignore", "ignore", "inherit"] });
  if (demo.status !== 0) throw new Error("the demo company did not load");
  const size = growCompany(join(dataDir, "concord.sqlite"), { tasks, answers });
  console.log(JSON.stringify(size));
  const today = new Date();
  await writeRows(join(dataDir, "rows.csv"), IMPORTED_ROWS, today.toISOString().slice(0, 7), Math.max(1, today.getUTCDate() - 1));
  writeFileSync(join(dataDir, "mapping.yaml"), JSON.stringify(mappingOf("FIN-PAYM", "SALES")));
  const beside = {
    import: ["import", join(dataDir, "rows.csv"), "--mapping", join(dataDir, "mapping.yaml"), "--source", "bench"],
    evaluate: ["evaluate", "--full"],
    backup: ["backup", join(dataDir, "beside.sqlite")],
  };
  const plan = { dataDir, users, writers: Math.ceil(users / 5), seconds };
  for (const work of [{}, beside]) {
    const outcome = await load({ ...plan, beside: work });
    console.log(JSON.stringify(outcome));
    if (Object.keys(outcome.errors).length > 0) process.exitCode = 1;
  }
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
