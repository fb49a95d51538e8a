/**
 * `full-disk-worker.ts PLACE`: works on a small file system until it is full, with a backup and an upload into the full disk, then makes
 * room and works on in the same process. Prints a `DiskOutcome` as JSON.
 */
import { existsSync, readdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { receiveUpload } from "#app/web/receive-upload.server.ts";
import { faultOf } from "#db/backup-sqlite.server.ts";
import { connectSqlite } from "#db/open-sqlite.server.ts";
import { openStore } from "#db/open-store.server.ts";
import { StorageFullError } from "#db/store.ts";
import { readEnv } from "#app/env.server.ts";
import { verifyAudit } from "#app/operations/verify-audit.server.ts";
import { run as backUp } from "#jobs/commands/backup.ts";

const dataDir = process.argv[2]!;
const env = readEnv({ DATA_DIR: dataDir });
if (env.database.kind !== "sqlite") throw new Error("this is about files");
const store = await openStore(env.database, { audit: env.auditKey, pay: env.payKey }, "web", 1);
const faults: string[] = [];
const { meta } = store.t;
let n = 0;

/** One unit of some ten kilobytes; false when there is no room for it. Any other fault is one of ours. */
async function write(): Promise<boolean> {
  n += 1;
  const key = `disk-${n}`;
  try {
    await store.writeAll((w) => [w.insert(meta).values({ key, value: "x".repeat(10_000) }).returning({ key: meta.key })], { at: n, actor: { kind: "cli", id: "disk" }, action: "evaluate", entity: "disk", entityId: key });
    return true;
  } catch (error) {
    if (!(error instanceof StorageFullError)) faults.push(`a write ended with ${String(error)}`);
    return false;
  }
}

const rows = async () => (await store.q.select({ key: meta.key }).from(meta)).filter((row) => row.key.startsWith("disk-")).length;
const free = () => statfsSync(dataDir).bavail * statfsSync(dataDir).bsize;

let before = 0;
for (; before < 20; before += 1) await write();
const filler = join(dataDir, "filler");
writeFileSync(filler, Buffer.alloc(Math.max(0, free() - 400_000)));
while (await write()) before += 1;
let refused = 1;
for (; refused < 20; refused += 1) if (await write()) before += 1;
if ((await rows()) !== before) faults.push(`${before} writes were acknowledged, ${await rows()} are there`);

const copy = join(dataDir, "copy.sqlite");
const backup = await backUp([copy], { out: () => {}, err: () => {}, variables: { DATA_DIR: dataDir }, now: () => 1 }).then(() => "worked", (error: unknown) => String(error));
if (backup === "worked") faults.push("a backup worked without room for it");
if (readdirSync(dataDir).some((name) => name.startsWith("copy"))) faults.push(`the backup left ${readdirSync(dataDir).filter((name) => name.startsWith("copy")).join()}: ${backup}`);

const form = new FormData();
form.append("file", new File([Buffer.alloc(600_000)], "big.csv"));
const spool = join(dataDir, "spool");
const upload = await receiveUpload(new Request("http://localhost/", { method: "POST", body: form }), { fileField: "file", directory: spool, mostBytes: 10_000_000 }).then(() => 200, (thrown: unknown) => (thrown instanceof Response ? thrown.status : String(thrown)));
if (upload !== 507) faults.push(`an upload into the full disk ended with ${upload}`);
if (existsSync(spool) && readdirSync(spool).length > 0) faults.push("the upload left its part behind");

rmSync(filler);
let after = 0;
for (; after < 20 && (await write()); after += 1);
if (after < 20) faults.push("with room again, writes still fail");
if ((await rows()) !== before + after) faults.push(`${before + after} writes were acknowledged in all, ${await rows()} are there`);
await backUp([copy], { out: () => {}, err: () => {}, variables: { DATA_DIR: dataDir }, now: () => 1 }).catch((error: unknown) => void faults.push(`with room again, a backup fails: ${String(error)}`));
const chain = await verifyAudit(store, env.auditKey);
if (chain.broken) faults.push(`the audit chain is broken at ${chain.broken.seq}`);
await store.close();
const client = connectSqlite(env.database.file, "jobs");
const damage = faultOf(client);
if (damage) faults.push(damage);
client.close();
console.log(JSON.stringify({ before, after, refused, faults }));
