import { rmSync } from "node:fs";
import { loadDemo } from "#jobs/demo/load-demo.server.ts";
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
    io.out("The demo company is removed.");
    return;
  }
  if (there) throw refusal("This database has an organisation already. Nothing was loaded.");
  await withStore(io, (ctx) => loadDemo({ ...ctx, actor: { kind: "cli", id: "demo" } }, io.out));
}

/** The first start of a demo: loads the company unless a database is there. */
export async function loadDemoOnce(io: Io): Promise<void> {
  const there = await withStore(io, (ctx) => loadOrganisation(ctx.store));
  if (there) return;
  io.out("First start: loading the demo company.");
  const startedAt = io.now();
  await withStore(io, (ctx) => loadDemo({ ...ctx, actor: { kind: "cli", id: "demo" } }, (line) => io.out(`  ${line}`)));
  io.out(`The demo company is loaded (${Math.round((io.now() - startedAt) / 1000)} s). Remove it with: npm run concord -- demo --remove`);
}
