import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeStrict } from "./strict-sql.ts";

/**
 * `npm run db:generate -- NAME`: writes the next migration of both dialects from the one schema
 * source, and makes the SQLite one strict.
 */
const name = process.argv[2];
if (!name) {
  console.error("Say what changes: npm run db:generate -- add-dispute-deadline");
  process.exit(2);
}
for (const dialect of ["sqlite", "pg"]) {
  execFileSync("npx", ["drizzle-kit", "generate", "--config", `drizzle.${dialect}.config.ts`, "--name", name], {
    stdio: "inherit",
  });
}
const folder = join(import.meta.dirname, "migrations/sqlite");
for (const file of readdirSync(folder).filter((entry) => entry.endsWith(".sql"))) {
  const path = join(folder, file);
  const sql = readFileSync(path, "utf8");
  const strict = makeStrict(sql);
  if (strict !== sql) writeFileSync(path, strict);
}
