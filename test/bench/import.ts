import { execFileSync, spawn } from "node:child_process";
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { SETUP } from "./evaluation.ts";

/** How the rows of `writeRows` are read, for a product and a client by their codes. */
export const mappingOf = (product: string, client: string) => ({
  source: "bench", shape: "table", dates: { format: "iso", zone: "UTC" }, missing: [],
  task: { id: { column: "id" }, product: { value: product }, client: { value: client }, title: { column: "title" }, attributes: { priority: "priority", type: "type", site: "site" } },
  events: { requested: "requested", acknowledged: "acknowledged", delivered: "delivered", accepted: "accepted" },
});
const RSS_EVERY_MS = 100;

/**
 * `concord import` of a CSV file of ten columns, its start and all, against the shell's own import of the same file into the
 * same tables. `rssMb` is the most memory that its process held, where the system says so (Linux).
 */
export async function benchImport(rows: number) {
  const folder = mkdtempSync(join(tmpdir(), "concord-bench-csv-"));
  const write = (name: string, value: unknown) => {
    writeFileSync(join(folder, name), JSON.stringify(value));
    return join(folder, name);
  };
  try {
    const path = join(folder, "rows.csv");
    await writeRows(path, rows, "2026-05", 28);
    await concord(folder, write("setup.json", SETUP));
    const bare = shellImport(folder, path, join(folder, "concord.sqlite"));
    const start = process.hrtime.bigint();
    const { rssMb, result } = await concord(folder, path, "--mapping", write("mapping.yaml", mappingOf("W", "K")));
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    const ratio = (other: number | undefined) => (other === undefined ? null : seconds / other);
    return {
      rows, accepted: result.accepted, seconds, sameTablesSeconds: bare?.sameTables ?? null, oneTableSeconds: bare?.oneTable ?? null,
      ratio: ratio(bare?.sameTables), ratioToOneTable: ratio(bare?.oneTable), budget: "<= 4", rssMb, rssBudgetMb: 300,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file of ten columns: work of the first `days` days of a month, each done the same day. */
export async function writeRows(path: string, rows: number, month: string, days: number): Promise<void> {
  const file = createWriteStream(path);
  file.write("id,title,priority,type,site,requested,acknowledged,delivered,accepted,note\n");
  for (let n = 0; n < rows; n += 1) {
    const day = `${month}-${String(1 + (n % days)).padStart(2, "0")}`;
    const more = file.write(`R${n},Work ${n},normal,a,north,${day}T09:00Z,${day}T10:00Z,${day}T15:00Z,${day}T16:00Z,none\n`);
    if (!more) await once(file, "drain");
  }
  file.end();
  await once(file, "close");
}

/** Runs `concord import` over the data folder, as `npm run concord` would. */
async function concord(dataDir: string, ...args: string[]): Promise<{ rssMb: number | null; result: { accepted?: number } }> {
  const { nodeOptions } = (await import("../../jobs/node-options.mjs" as string)) as { nodeOptions: (command: string) => string[] };
  const env: NodeJS.ProcessEnv = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: "", APP_ORIGIN: "" };
  const child = spawn(process.execPath, [...nodeOptions("import"), "jobs/cli.ts", "import", ...args, "--source", "bench", "--json"], { env, stdio: ["ignore", "pipe", "inherit"] });
  let out = "";
  let rssMb: number | null = null;
  child.stdout.on("data", (part: Buffer) => (out += part.toString("utf8")));
  const watch = setInterval(() => (rssMb = mostRssMb(child.pid!) ?? rssMb), RSS_EVERY_MS);
  const [code] = (await once(child, "close")) as [number | null];
  clearInterval(watch);
  if (code !== 0) throw new Error(`concord import ended with ${code}`);
  return { rssMb, result: JSON.parse(out.trim().split("\n").at(-1) ?? "{}") as { accepted?: number } };
}

function mostRssMb(pid: number): number | null {
  try {
    const kb = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kb ? Math.round(Number(kb) / 1e3) : null;
  } catch {
    return null;
  }
}

const EVENTS = ["requested", "acknowledged", "delivered", "accepted"] as const;

/**
 * What each imported row does to the tables of the portal, with no check of anything. It stands in for a staging step, which
 * the shell would need too: a file of ten columns becomes a task, its recipient and four events.
 */
const INTO_SAME_TABLES = `
  create view incoming as select '' id, '' title, '' priority, '' type, '' site, '' requested, '' acknowledged, '' delivered, '' accepted, '' note;
  create table given as select (select id from product) product, (select id from department where code = 'P') provider, (select id from department where code = 'K') client;
  create trigger incoming_row instead of insert on incoming begin
    insert into task (id, source, external_id, product_id, provider_id, client_id, title, search_key, attributes, state, requested_at, delivered_at, seq, evaluated_seq, next_change_at)
      select new.id, 'shell', new.id, product, provider, client, new.title, lower(new.id || ' ' || new.title), json_object('priority', new.priority, 'type', new.type, 'site', new.site), 'accepted',
        unixepoch(new.requested) * 1000, unixepoch(new.delivered) * 1000, 4, 0, 0 from given;
    insert into task_recipient (task_id, department_id, position) select new.id, client, 0 from given;
    ${EVENTS.map((type, index) => `insert into task_event (task_id, seq, id, type, occurred_at, received_at, source_order, payload, source) values (new.id, ${index + 1}, 'row:${type}', '${type}', unixepoch(new.${type}) * 1000, 0, ${index}, '{}', 'shell');`).join("\n    ")}
  end;`;

/** Seconds of `sqlite3 .import` into the same indexed tables and into one indexed table of ten columns; null where the shell is not installed. */
function shellImport(folder: string, path: string, migrated: string): { sameTables: number; oneTable: number } | null {
  const [same, one] = [join(folder, "same.sqlite"), join(folder, "one.sqlite")];
  const source = new BetterSqlite3(migrated);
  source.exec(`vacuum into '${same}'`);
  source.close();
  const prepare = (file: string, statements: string) => {
    const db = new BetterSqlite3(file);
    db.pragma("journal_mode = WAL");
    db.exec(statements);
    db.close();
  };
  prepare(same, INTO_SAME_TABLES);
  prepare(one, "create table incoming (id text primary key, title text, priority text, type text, site text, requested text, acknowledged text, delivered text, accepted text, note text); create index one_requested on incoming (requested); create index one_delivered on incoming (delivered); create index one_site on incoming (site, requested)");
  const secondsOf = (file: string) => {
    const start = process.hrtime.bigint();
    execFileSync("sqlite3", [file, "pragma synchronous=full", "pragma foreign_keys=on", "pragma cache_size=-65536", ".mode csv", `.import --skip 1 ${path} incoming`], { stdio: "pipe" });
    return Number(process.hrtime.bigint() - start) / 1e9;
  };
  try {
    return { sameTables: secondsOf(same), oneTable: secondsOf(one) };
  } catch {
    return null;
  }
}
