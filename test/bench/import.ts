import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import type { Mapping } from "#app/domain/intake/mapping.ts";
import { importFile } from "#app/operations/feeds/import-file.server.ts";
import { benchDatabase } from "./evaluation.ts";

const MAPPING: Mapping = {
  source: "bench", shape: "table", dates: { format: "iso", zone: "UTC" }, missing: [],
  task: { id: { column: "id" }, product: { value: "W" }, client: { value: "K" }, title: { column: "title" }, attributes: { priority: "priority", type: "type", site: "site" } },
  events: { requested: "requested", acknowledged: "acknowledged", delivered: "delivered", accepted: "accepted" },
};

/** CSV rows of ten columns, validated and upserted, against the shell's own import of the same file into an indexed table. */
export async function benchImport(rows: number) {
  const folder = mkdtempSync(join(tmpdir(), "concord-bench-csv-"));
  const path = join(folder, "rows.csv");
  const lines = ["id,title,priority,type,site,requested,acknowledged,delivered,accepted,note"];
  for (let n = 0; n < rows; n += 1) {
    const day = String(1 + (n % 28)).padStart(2, "0");
    lines.push(`R${n},Work ${n},normal,a,north,2026-05-${day}T09:00Z,2026-05-${day}T10:00Z,2026-05-${day}T15:00Z,2026-05-${day}T16:00Z,none`);
  }
  writeFileSync(path, lines.join("\n"));
  const bench = await benchDatabase(1);
  try {
    const start = process.hrtime.bigint();
    const result = await importFile(bench.ctx, { path, mapping: MAPPING, csv: { encoding: "utf-8" }, rowsPerTask: "one" });
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    const bareSeconds = shellImport(folder, path);
    return { rows, accepted: result.accepted, seconds, sqliteImportSeconds: bareSeconds, ratio: bareSeconds === null ? null : seconds / bareSeconds, rssMb: Math.round(process.memoryUsage().rss / 1e6), budget: "<= 4" };
  } finally {
    await bench.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Seconds of `sqlite3 .import`, null where the shell is not installed. */
function shellImport(folder: string, path: string): number | null {
  const file = join(folder, "bare.sqlite");
  const db = new BetterSqlite3(file);
  db.pragma("journal_mode = WAL");
  db.exec(
    "create table rows (id text primary key, title text, priority text, type text, site text, requested text, acknowledged text, delivered text, accepted text, note text); create index rows_requested on rows (requested); create index rows_delivered on rows (delivered); create index rows_site on rows (site, requested)",
  );
  db.close();
  const start = process.hrtime.bigint();
  try {
    execFileSync("sqlite3", [file, "pragma synchronous=full", ".mode csv", `.import --skip 1 ${path} rows`], { stdio: "pipe" });
  } catch {
    return null;
  }
  return Number(process.hrtime.bigint() - start) / 1e9;
}
