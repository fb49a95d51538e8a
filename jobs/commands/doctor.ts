import { loadFirstStart } from "#db/queries/job-ledger.server.ts";
import { checkData } from "#jobs/doctor/check-data.server.ts";
import { checkBackups, checkDatabaseFile, checkDisk } from "#jobs/doctor/check-files.server.ts";
import { checkJobs, checkMail } from "#jobs/doctor/check-running.server.ts";
import type { Finding } from "#jobs/doctor/finding.ts";
import { print, readArgs, refusal, withStore } from "./command.ts";
import type { Io } from "./command.ts";

/**
 * `concord doctor`: checks the database file, the keys that it needs, the audit chain, the tallies, that every closed period is what
 * its frozen inputs give, clock, jobs, mail, backups and disk; says what to do about each fault and ends with 1 on any.
 * `--data` asks only what the rows themselves answer, as of a restored copy on another machine.
 */
export async function run(args: readonly string[], io: Io): Promise<void> {
  const { values } = readArgs(args, { data: { type: "boolean" } }, 0, "doctor [--data] [--json]");
  const faults: string[] = [];
  const report = ({ check, fault, todo }: Finding) => {
    print(io, values.json, { check, result: fault ?? "ok", ...(fault !== null && todo !== undefined ? { todo } : {}) });
    if (fault !== null) faults.push(check);
  };
  await withStore(io, async ({ store, env }) => {
    const now = io.now();
    if (env.database.kind === "sqlite") for (const found of checkDatabaseFile(env.database.file, env)) report(found);
    for await (const found of checkData(store, env, now)) report(found);
    if (values.data) return;
    report(await checkJobs(store, now));
    report(await checkMail(store, env));
    if (env.database.kind === "sqlite") report(checkBackups(env, await loadFirstStart(store), now));
    report(checkDisk(env.dataDir));
  });
  if (faults.length > 0) throw refusal(`${faults.length} checks failed: ${faults.join(", ")}.`);
}
