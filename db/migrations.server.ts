import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sha256 } from "./new-id.server.ts";

export interface Migration {
  readonly id: string;
  readonly hash: string;
  readonly statements: readonly string[];
}

/** The migrations of one dialect in order, as generated (`npm run db:generate`). */
export function readMigrations(dialect: "sqlite" | "pg"): Migration[] {
  const folder = new URL(`./migrations/${dialect}/`, import.meta.url);
  const journal = JSON.parse(readFileSync(new URL("meta/_journal.json", folder), "utf8")) as {
    entries: { tag: string }[];
  };
  return journal.entries.map(({ tag }) => {
    const sql = readFileSync(fileURLToPath(new URL(`${tag}.sql`, folder)), "utf8");
    return { id: tag, hash: sha256(sql), statements: sql.split("--> statement-breakpoint").map((part) => part.trim()).filter(Boolean) };
  });
}

/** Why a database cannot be used by this version, in a sentence; thrown by the runners. */
export class MigrationRefusal extends Error {
  readonly code: "newer_database" | "changed_migration" | "backup_failed" | "broken_references" | "unusable_database";
  constructor(code: MigrationRefusal["code"], sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = "MigrationRefusal";
    this.code = code;
  }
}

/**
 * The migrations still to run. Refuses a database that knows migrations this version does not, and one
 * whose applied migration reads differently now.
 */
export function pendingMigrations(
  known: readonly Migration[],
  applied: readonly { id: string; hash: string }[],
): readonly Migration[] {
  applied.forEach((row, index) => {
    const ours = known[index];
    if (!ours || ours.id !== row.id)
      throw new MigrationRefusal("newer_database", `This database was written by a newer version of Concord (it has "${row.id}"). Start that version, or restore a backup made by this one.`);
    if (ours.hash !== row.hash)
      throw new MigrationRefusal("changed_migration", `The migration "${row.id}" differs from the one this database was built with.`);
  });
  return known.slice(applied.length);
}
