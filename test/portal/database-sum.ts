import { createHash } from "node:crypto";
import type { OpenPortal } from "#test/support/open-portal.ts";

/** Written by looking: when a session was last used, that somebody read pay, and how often somebody tried. */
export const LOOKING: readonly string[] = ["session", "audit", "sign_in_counter"];

/** A sum over all rows of each table. Tables that full-text search keeps for itself follow from others. */
export function sumsOf({ db }: OpenPortal, leftOut: readonly string[] = []): ReadonlyMap<string, string> {
  const tables = (db.prepare("select name from sqlite_master where type = 'table' and name not like 'task_search%' and name not like 'sqlite_%' order by name").all() as { name: string }[]).map((row) => row.name);
  return new Map(
    tables
      .filter((name) => !leftOut.includes(name))
      .map((name) => {
        const hash = createHash("sha256");
        for (const row of db.prepare(`select * from "${name}"`).raw().iterate()) hash.update(JSON.stringify(row));
        return [name, hash.digest("hex")];
      }),
  );
}

/** Names of the tables whose rows differ. */
export function changedTables(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...before].filter(([name, sum]) => after.get(name) !== sum).map(([name]) => name);
}
