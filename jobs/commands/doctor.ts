import { statfsSync } from "node:fs";
import { checkInvariants } from "#app/operations/check-invariants.server.ts";
import { tallyDifferences } from "#app/operations/check-tallies.server.ts";
import { verifyAudit } from "#app/operations/verify-audit.server.ts";
import { recentRuns } from "#db/queries/job-ledger.server.ts";
import { countMails } from "#db/queries/mail-states.server.ts";
import { faultOf } from "#db/backup-sqlite.server.ts";
import { connectSqlite } from "#db/open-sqlite.server.ts";
import { anchorFile, readAnchors } from "#jobs/audit-anchors.server.ts";
import { WHY } from "./audit.ts";
import { print, readArgs, refusal, withStore } from "./command.ts";
import type { Io } from "./command.ts";

/** Two machines' clocks may differ by this much. */
const CLOCK_SLACK_MS = 2 * 60_000;
const LOW_DISK_BYTES = 512 * 1024 * 1024;

/**
 * `concord doctor`: checks the database, the audit chain, the tallies, that every closed period is what its frozen inputs give, clock,
 * mail, jobs and disk; ends with 1 on a fault.
 */
export async function run(args: readonly string[], io: Io): Promise<void> {
  const { values } = readArgs(args, {}, 0, "doctor");
  const faults: string[] = [];
  await withStore(io, async ({ store, env }) => {
    const report = (name: string, fault: string | null) => {
      print(io, values.json, { check: name, result: fault ?? "ok" });
      if (fault) faults.push(name);
    };
    if (env.database.kind === "sqlite") {
      const client = connectSqlite(env.database.file, "jobs");
      report("integrity and references", faultOf(client));
      report("journal and durability", client.pragma("journal_mode", { simple: true }) === "wal" && client.pragma("synchronous", { simple: true }) === 2 ? null : "not WAL with synchronous=FULL");
      client.close();
    }
    const audit = await verifyAudit(store, env.auditKey, readAnchors(anchorFile(env.dataDir)));
    report(`audit chain, ${audit.rows} rows, ${audit.anchors} anchors`, audit.broken ? `broken at row ${audit.broken.seq}: ${WHY[audit.broken.why] ?? audit.broken.why}` : null);
    const differences = await tallyDifferences({ store });
    report("tallies equal their verdicts", differences.length === 0 ? null : `${differences.length} differ, first ${differences[0]!.obligationKey} ${differences[0]!.period}`);
    const invariants = await checkInvariants(store, io.now());
    report("every answer counts once", invariants.doubleAnswers === 0 ? null : `${invariants.doubleAnswers} questions have several answers that count`);
    const [first] = invariants.differences;
    report(
      `closed months and their pay, ${invariants.closedMonths} computed again`,
      first === undefined ? null : `${invariants.differences.length} differ, first ${first.what} ${first.id}; concord audit verify --period names all`,
    );
    report("clock", invariants.clockBehindMs <= CLOCK_SLACK_MS ? null : `the newest entry of the audit log is ${Math.round(invariants.clockBehindMs / 60_000)} minutes ahead of this machine`);
    const mails = await countMails(store);
    // Mails that wait because nobody set a server are no fault of the data.
    report(`mail, ${mails.waiting} waiting, ${mails.dead} given up${env.smtpUrl ? "" : ", SMTP_URL is not set"}`, null);
    const failed = (await recentRuns(store, 50)).filter((row) => row.state === "failed");
    report("jobs", failed.length === 0 ? null : `${failed.length} failed runs, last ${failed[0]!.job}: ${failed[0]!.error ?? ""}`);
    const disk = statfsSync(env.dataDir);
    report("disk", disk.bavail * disk.bsize > LOW_DISK_BYTES ? null : "less than 512 MB free");
  });
  if (faults.length > 0) throw refusal(`${faults.length} checks failed: ${faults.join(", ")}.`);
}
