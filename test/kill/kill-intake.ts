import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DraftMapping } from "#app/domain/intake/draft-mapping.ts";
import { readEnv } from "#app/env.server.ts";
import { receiveImport } from "#app/operations/feeds/receive-import.server.ts";
import { addWatchRule } from "#app/operations/feeds/save-watch-rule.server.ts";
import { queueImport, saveDraft } from "#app/operations/feeds/steer-import.server.ts";
import { addPull, mapPull, savePull, steerPull } from "#app/operations/pull/save-pull.server.ts";
import { openStore } from "#db/open-store.server.ts";
import { insertSourceMapping } from "#db/queries/import-work.server.ts";
import { findPull } from "#db/queries/pulls.server.ts";
import { tinyCompany } from "#test/support/tiny-company.ts";
import { businessContent, fileHealth } from "./business-content.ts";
import { runWorker, workerEnvironment } from "./killed-worker.ts";

const NOW = Date.UTC(2026, 5, 20, 9);
const HOUR = 3_600_000;
const ALL = { providers: null, mayCreate: { departments: true, products: true } };
const MAPPING: DraftMapping = {
  source: "kill-folder", shape: "table", rowsPerTask: "one", csv: { duplicates: "number" }, dates: { format: "iso", zone: "UTC" }, missing: [],
  task: { id: { column: "id" }, product: { value: "REPORT" }, client: { column: "client" } }, events: { requested: "asked", delivered: "done" },
};
const LOG: DraftMapping = {
  source: "kill-log", shape: "event_log", rowsPerTask: "one", csv: { duplicates: "number" }, dates: { format: "iso", zone: "UTC" }, missing: [], task: { id: { column: "id" }, product: { value: "REPORT" }, client: { value: "SALES" } },
  log: { activity: "what", at: "at", other: "quarantine", rules: [{ activity: "opened", is: "requested" }, { activity: "wait", is: "paused", reason: "client_input" }, { activity: "go", is: "resumed" }, { activity: "closed", is: "delivered" }] },
};

const instant = (n: number) => new Date(Date.UTC(2026, 4, 4, 9) + (n % 600) * HOUR).toISOString();
/** Every 50th row has a day that no month has, every 70th a department that nobody knows. */
const table = (rows: number, prefix: string) =>
  `id,client,asked,done\n${Array.from({ length: rows }, (_, n) => `${prefix}-${n},${n % 70 === 69 ? "MARS" : "SALES"},${n % 50 === 49 ? "31.02.2026" : instant(n)},${n % 3 === 0 ? "" : instant(n + 1 + (n % 97))}`).join("\n")}\n`;
const log = (cases: number) => `id,what,at\n${(["opened", "wait", "go", "closed"] as const).flatMap((what, step) => Array.from({ length: cases }, (_, n) => `L-${n},${n % 90 === 89 && step === 3 ? "danced" : what},${instant(n + step * 5)}`)).join("\n")}\n`;

export interface KillPlan {
  readonly kills: number;
  readonly rows: number;
}

export interface KillOutcome {
  readonly kills: number;
  readonly starts: number;
  readonly faults: readonly string[];
}

/**
 * Brings an upload, a log, files of the watched folder and a fetched list in and judges them, once undisturbed and once killed with SIGKILL
 * at random points `kills` times. Names each part of the content that differs; none is the only good answer.
 */
export async function killIntake(plan: KillPlan): Promise<KillOutcome> {
  const root = mkdtempSync(join(tmpdir(), "concord-kill-intake-"));
  const items = Array.from({ length: Math.max(100, Math.floor(plan.rows / 4)) }, (_, n) => ({ id: `P-${n}`, client: n % 40 === 39 ? "MARS" : "SALES", created: instant(n), updated: new Date(Date.UTC(2026, 4, 1) + n * 60_000).toISOString(), closed: instant(n + 30) }));
  const server = createServer((request, response) => {
    const url = new URL(request.url!, "http://x");
    const found = items.filter((one) => one.updated >= (url.searchParams.get("since") ?? ""));
    const from = Number(url.searchParams.get("offset") ?? 0);
    response.end(JSON.stringify(found.slice(from, from + 50)));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  try {
    const base = join(root, "base");
    mkdirSync(base);
    await prepare(base, plan.rows, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const straight = join(root, "straight");
    cpSync(base, straight, { recursive: true });
    const expected = await run(straight, 0);
    if (!expected.out.includes("done 0")) throw new Error(`uninterrupted: ${expected.out}`);
    let killWithinMs = expected.workMs * 0.2;

    const killed = join(root, "killed");
    cpSync(base, killed, { recursive: true });
    let kills = 0;
    let starts = 1;
    let last = await run(killed, starts, Math.random() * killWithinMs);
    while (last.wasKilled) {
      kills += 1;
      starts += 1;
      last = await run(killed, starts, kills < plan.kills ? Math.random() * killWithinMs : undefined);
      if (!last.wasKilled && !last.out.includes("done")) throw new Error(`start ${starts}: ${last.out}`);
      // Everything came in before enough kills: begin anew in the same place, where the same files change nothing.
      if (!last.wasKilled && kills < plan.kills) {
        cpSync(join(base, "inbox"), join(killed, "inbox"), { recursive: true });
        // Little is left to do, or the machine is less busy than it was: later kills would fall behind the end.
        killWithinMs = Math.min(killWithinMs, last.workMs);
        last = { ...last, wasKilled: true };
        kills -= 1;
      }
    }
    const faults = [...compare(content(straight), content(killed))];
    if (!last.out.includes("done 0")) faults.push(`the full pass after it: ${last.out}`);
    const health = fileHealth(join(killed, "concord.sqlite"));
    if (health.integrity !== "ok" || health.brokenReferences > 0) faults.push(JSON.stringify(health));
    return { kills, starts, faults };
  } finally {
    server.close();
    rmSync(root, { recursive: true, force: true });
  }
}

/** A small company with an agreement, an upload and a log in the queue, two files in the folder and a list to fetch. */
async function prepare(dataDir: string, rows: number, origin: string): Promise<void> {
  const env = readEnv(workerEnvironment(dataDir));
  const store = await openStore(env.database, { audit: env.auditKey, pay: env.payKey }, "jobs", NOW);
  const personId = (await tinyCompany(store)).people.get("014")!;
  const ctx = { store, now: NOW, actor: { kind: "cli" as const, id: "kill-test" } };
  const sure = <T extends { readonly ok: boolean }>(result: T): T & { readonly ok: true } => {
    if (!result.ok) throw new Error(JSON.stringify(result));
    return result as T & { readonly ok: true };
  };
  for (const [text, draft] of [[table(rows, "U"), { ...MAPPING, source: "kill-upload" }], [log(Math.floor(rows / 4)), LOG]] as const) {
    const path = join(dataDir, "upload.part");
    writeFileSync(path, text);
    const { batchId } = sure(await receiveImport(ctx, { dataDir, path, fileName: `${draft.source}.csv`, bytes: text.length, personId, rights: ALL, maySee: () => true })).value as { batchId: string };
    sure(await saveDraft(ctx, { batchId, draft, dataDir, rights: ALL }));
    sure(await queueImport(ctx, { batchId, kind: "import", rights: ALL, personId }));
  }
  await store.writeAll((w) => [insertSourceMapping(store, w, { source: MAPPING.source, version: 1, headingKey: "k", mapping: MAPPING, savedBy: null, savedAt: NOW })], { at: NOW, actor: ctx.actor, action: "import.map", entity: "source_mapping", entityId: MAPPING.source });
  sure(await addWatchRule(ctx, { glob: "*.csv", source: MAPPING.source, providerIds: null, mayCreate: false, personId }));
  mkdirSync(join(dataDir, "inbox"));
  writeFileSync(join(dataDir, "inbox/one.csv"), table(Math.floor(rows / 2), "F"));
  writeFileSync(join(dataDir, "inbox/two.csv"), table(Math.floor(rows / 2), "G"));
  const pull = sure(await addPull(ctx, { name: "List", source: "kill-pull", preset: "json", providerIds: null, personId })).value as { id: string };
  const version = async () => (await findPull(store, pull.id))!.source.rowVersion;
  const plan = { itemsPath: "", paging: "offset", pageParam: "offset", nextPath: "", firstPage: 1, positionPath: "updated", positionForm: "iso", positionStart: "2026-01-01T00:00:00Z", overlapMinutes: 0 } as const;
  sure(await savePull(ctx, env.appSecret, pull.id, await version(), { name: "List", url: `${origin}/?since={position}`, headerName: "", secret: "", everyMinutes: 1440, plan }, true));
  const mapping = { task: { id: { path: "id" }, product: { value: "REPORT" }, client: { path: "client" } }, rules: [{ when: [], event: "requested", at: "created", each: false }, { when: [], event: "delivered", at: "closed", each: false }] };
  sure(await mapPull(ctx, pull.id, await version(), JSON.stringify(mapping)));
  sure(await steerPull(ctx, pull.id, "go"));
  await store.close();
}

/** Starts the worker; kills it `killAfterMs` after it has begun to work. */
const run = (dataDir: string, start: number, killAfterMs?: number) => runWorker("intake-worker.ts", [String(start), String(NOW + HOUR), join(dataDir, "inbox")], workerEnvironment(dataDir), killAfterMs);

/** The business content of the database, and of the results beside the files what does not depend on when they were written. */
function content(dataDir: string): Map<string, string> {
  const found = businessContent(dataDir);
  const done = join(dataDir, "inbox/done");
  const results = readdirSync(done).filter((name) => name.endsWith(".result.json")).map((name) => JSON.parse(readFileSync(join(done, name), "utf8")) as { file: string; sha256: string; counts: Record<string, number>; setAside?: { line: number; column: string; code: string }[] });
  const first = new Map<string, string>();
  for (const one of results.sort((a, b) => b.counts["accepted"]! - a.counts["accepted"]!)) if (!first.has(one.file)) first.set(one.file, JSON.stringify([one.sha256, one.counts, one.setAside]));
  for (const [file, text] of first) found.set(`result of ${file}`, text);
  return found;
}

function* compare(expected: ReadonlyMap<string, string>, found: ReadonlyMap<string, string>): Generator<string> {
  for (const [part, text] of expected) if (found.get(part) !== text) yield part;
}
