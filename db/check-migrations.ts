import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeStrict } from "./strict-sql.ts";
import { readMigrations } from "./migrations.server.ts";

/**
 * `npm run db:check`: the migrations of both dialects say what the schema says (generating again adds
 * nothing) and have the same names in the same order; every SQLite table is strict.
 */
let faults = 0;
const fault = (sentence: string) => {
  faults += 1;
  console.error(sentence);
};

for (const dialect of ["sqlite", "pg"] as const) {
  const copy = mkdtempSync(join(tmpdir(), "concord-migrations-"));
  const folder = join(import.meta.dirname, "migrations", dialect);
  cpSync(folder, copy, { recursive: true });
  const count = () => readdirSync(copy).filter((name) => name.endsWith(".sql")).length;
  const before = count();
  const dialectName = dialect === "pg" ? "postgresql" : "sqlite";
  execFileSync("npx", ["drizzle-kit", "generate", "--dialect", dialectName, "--schema", `./db/schema/${dialect}.ts`, "--out", copy, "--casing", "snake_case"], { stdio: "pipe" });
  if (count() !== before) fault(`${dialect}: the schema has changes without a migration. Run npm run db:generate -- NAME.`);
  rmSync(copy, { recursive: true, force: true });
}
const names = (dialect: "sqlite" | "pg") => readMigrations(dialect).map((migration) => migration.id.replace(/^\d+_/, ""));
if (names("sqlite").join() !== names("pg").join()) fault("The two migration folders differ in their steps.");
for (const migration of readMigrations("sqlite")) {
  const sql = migration.statements.join("\n--> statement-breakpoint\n");
  if (makeStrict(sql) !== sql) fault(`sqlite: migration ${migration.id} creates a table that is not strict. Run npm run db:generate.`);
}
console.log(faults === 0 ? "migrations: both dialects agree with the schema" : `migrations: ${faults} faults`);
process.exit(faults === 0 ? 0 : 1);
