import { rmSync } from "node:fs";
import { join } from "node:path";
import { loadDemo } from "#jobs/demo/load-demo.server.ts";
import { runDemoNight } from "#jobs/demo/run-demo-night.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { envOf, readArgs, refusal, withStore } from "./command.ts";
import type { Io } from "./command.ts";

/** `concord demo` loads the demo company into an empty database; `concord demo --remove` deletes a database marked demo. */
export async function run(args: readonly string[], io: Io): Promise<void> {
  const { values } = readArgs(args, { remove: { type: "boolean" } }, 0, "demo [--remove]");
  const env = envOf(io);
  if (env.mode === "production") throw refusal("The demo company is refused in production.");
  if (env.database.kind !== "sqlite") throw refusal("The demo company is loaded into an SQLite file only.");
  const { file } = env.database;
  const there = await withStore(io, (ctx) => loadOrganisation(ctx.store));
  if (values.remove) {
    if (!there?.isDemo) throw refusal("This database is not marked demo. Nothing was removed.");
    for (const end of ["", "-wal", "-shm"]) rmSync(file + end, { force: true });
    rmSync(join(env.dataDir, "backups"), { recursive: true, force: true });
    io.out("The demo company is removed.");
    return;
  }
  if (there) throw refusal("This database has an organisation already. Nothing was loaded.");
  await load(io, io.out);
}

const load = (io: Io, say: (line: string) => void): Promise<void> =>
  withStore(io, async (ctx) => {
    await loadDemo({ ...ctx, actor: { kind: "cli", id: "demo" } }, say);
    await runDemoNight(ctx.store, ctx.env, ctx.now);
  });

/** The first start of a demo: loads the company unless a database is there. */
export async function loadDemoOnce(io: Io): Promise<void> {
  const there = await withStore(io, (ctx) => loadOrganisation(ctx.store));
  if (there) return;
  io.out("First start: loading the demo company.");
  const startedAt = io.now();
  await load(io, (line) => io.out(`  ${line}`));
  io.out(`The demo company is loaded (${Math.round((io.now() - startedAt) / 1000)} s). Remove it with: npm run concord -- demo --remove`);
}
