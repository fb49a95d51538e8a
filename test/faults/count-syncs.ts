import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { workerEnvironment } from "#test/kill/killed-worker.ts";
import { traced } from "#test/support/traced.ts";

export interface SyncOutcome {
  readonly commits: number;
  /** Times that the log was brought to the disk before a commit was acknowledged. */
  readonly syncs: number;
  /** Commits that were acknowledged without one. */
  readonly without: number;
}

/** Lets a process write so many units, each acknowledged on its output, and looks at what it asked of the disk between two of them. */
export async function countSyncs(commits: number): Promise<SyncOutcome> {
  const dataDir = mkdtempSync(join(tmpdir(), "concord-syncs-"));
  try {
    const { calls, code, out } = await traced([process.execPath, "--import", "tsx", "test/faults/commit-worker.ts", String(commits)], ["fdatasync", "fsync", "write"], { env: workerEnvironment(dataDir), network: "shared" });
    if (code !== 0) throw new Error(`the worker ended with ${code}: ${out}`);
    let acknowledged = 0;
    let syncs = 0;
    let sinceLast = 0;
    let without = 0;
    for (const call of calls) {
      if (/ (fdatasync|fsync)\(/.test(call)) sinceLast += 1;
      if (/ write\(1, "(begin|done)/.test(call)) {
        if (call.includes('"done')) {
          acknowledged += 1;
          syncs += sinceLast;
          if (sinceLast === 0) without += 1;
        }
        sinceLast = 0;
      }
    }
    if (acknowledged !== commits) throw new Error(`${acknowledged} of ${commits} acknowledgements were seen`);
    return { commits, syncs, without };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
