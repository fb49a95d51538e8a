/**
 * `intake-worker.ts START NOW FOLDER`: brings in whatever waits (the watched folder, uploads, a fetched list), judges it, and ends when
 * nothing is left. The kill test starts it as a process of its own, over and over; START is how often it was started before.
 */
import { readEnv } from "#app/env.server.ts";
import { evaluateAll, evaluateDue } from "#app/operations/evaluate-tasks.server.ts";
import { watchFolder } from "#app/operations/feeds/watch-folder.server.ts";
import { workImports } from "#app/operations/feeds/work-imports.server.ts";
import { workPulls } from "#app/operations/pull/run-pull.server.ts";
import { openStore } from "#db/open-store.server.ts";
import { listImports } from "#db/queries/imports.server.ts";
import { listPulls } from "#db/queries/pulls.server.ts";
import { loadOpenFiles } from "#db/queries/watched-files.server.ts";
import { breathingStore } from "#jobs/breathing-store.ts";

const [start, now, folder] = [Number(process.argv[2]), Number(process.argv[3]), process.argv[4]!];
const env = readEnv(process.env);
const store = breathingStore(await openStore(env.database, { audit: env.auditKey, pay: env.payKey }, "jobs", Date.now()));
// What a killed process held is free again when its lease ends: each start comes later than any lease.
let clock = now + start * 3_600_000;
const ctx = () => ({ store, now: (clock += 20_000), actor: { kind: "job" as const, id: "kill-test" } });
const stopping = () => false;
process.stdout.write("ready\n");

/** Far more rounds than any run has needed: what is left after them would be left for ever. */
const MOST_ROUNDS = 3_000;
for (let round = 1; ; round += 1) {
  await watchFolder(ctx(), { folder, mayMake: true, dataDir: env.dataDir, stopping });
  await workPulls({ store, now: () => (clock += 1), stopping, asking: { ring: env.appSecret, allowLoopback: true } });
  await workImports({ store, dataDir: env.dataDir, now: () => (clock += 1), stopping });
  await evaluateDue({ ...ctx(), now: now + 400 * 86_400_000 }, stopping);
  const [open, unfinished, pulls] = await Promise.all([loadOpenFiles(store), listImports(store, { importedBy: null, search: "", state: "running", sort: { column: "when", descending: true }, limit: 1, offset: 0 }), listPulls(store)]);
  if (round > MOST_ROUNDS) throw new Error(`never ends: ${JSON.stringify({ open, unfinished, pulls: pulls.map((one) => one.state) })}`);
  if (open.length === 0 && unfinished.total === 0 && pulls.every((one) => one.state.position !== null && one.state.halfway === null)) break;
}
// The full pass finds nothing to change.
const full = await evaluateAll({ ...ctx(), now: now + 400 * 86_400_000 });
await store.close();
process.stdout.write(`done ${full.changed}\n`);
