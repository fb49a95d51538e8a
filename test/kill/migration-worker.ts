/** Brings the database of the environment to this version, as a start of the portal does; says "ready" before and "done" after. */
import { readEnv } from "#app/env.server.ts";
import { migrateSqlite } from "#db/migrate-sqlite.server.ts";

const { database } = readEnv({ ...process.env, APP_SECRET: keyOf("a"), AUDIT_KEY: keyOf("b"), PAY_KEY: keyOf("c") });
if (database.kind !== "sqlite") throw new Error("this is about files");
process.stdout.write("ready\n");
await migrateSqlite(database.file, 1);
process.stdout.write("done\n");

/** Beside a database that is there no keys are made; this one was not written with any. */
function keyOf(letter: string): string {
  return `k1:${Buffer.alloc(32, letter).toString("base64")}`;
}
