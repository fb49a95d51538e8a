import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrateSqlite } from "#db/migrate-sqlite.server.ts";
import { readMigrations } from "#db/migrations.server.ts";
import { fillVersion, keptContent } from "#test/support/fill-version.ts";
import { fileHealth } from "./business-content.ts";
import type { KillOutcome } from "./kill-intake.ts";
import { runWorker, workerEnvironment } from "./killed-worker.ts";

/** A filled database of the first version is brought here by a process that is killed with SIGKILL at random points, over and over, until it comes through. */
export async function killMigration({ kills: wanted }: { readonly kills: number }): Promise<KillOutcome> {
  const root = mkdtempSync(join(tmpdir(), "concord-kill-migration-"));
  const known = readMigrations("sqlite");
  const first = join(root, "first.sqlite");
  try {
    await migrateSqlite(first, 1, known.slice(0, 1));
    fillVersion(first);
    const folder = (name: string) => {
      mkdirSync(join(root, name), { recursive: true });
      copyFileSync(first, join(root, name, "concord.sqlite"));
      return join(root, name);
    };
    const migrate = (dataDir: string, killAfterMs?: number) => runWorker("migration-worker.ts", [], workerEnvironment(dataDir), killAfterMs);
    const straight = folder("straight");
    const { workMs } = await migrate(straight);
    const expected = keptContent(join(straight, "concord.sqlite"));
    const faults: string[] = [];
    let kills = 0;
    let starts = 0;
    for (let round = 1; kills < wanted; round += 1) {
      const dataDir = folder(`killed-${round}`);
      for (let done = false; !done; ) {
        starts += 1;
        const ended = await migrate(dataDir, kills < wanted ? Math.random() * workMs : undefined);
        if (ended.wasKilled) kills += 1;
        else if (!ended.out.includes("done")) throw new Error(`the worker ended with: ${ended.out}`);
        done = !ended.wasKilled;
      }
      const file = join(dataDir, "concord.sqlite");
      const found = keptContent(file);
      for (const [table, content] of expected) if (found.get(table) !== content) faults.push(`round ${round}: ${table} differs`);
      const health = fileHealth(file);
      if (health.integrity !== "ok" || health.brokenReferences > 0) faults.push(`round ${round}: ${JSON.stringify(health)}`);
      rmSync(dataDir, { recursive: true, force: true });
    }
    return { kills, starts, faults };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
