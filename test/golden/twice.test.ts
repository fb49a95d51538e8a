import { createHash } from "node:crypto";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import BetterSqlite3 from "better-sqlite3";
import { parse as parseYaml } from "yaml";
import { afterAll, describe, expect, test } from "vitest";
import type { DraftMapping } from "#app/domain/intake/draft-mapping.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { evaluateDue } from "#app/operations/evaluate-tasks.server.ts";
import { importFile } from "#app/operations/feeds/import-file.server.ts";
import { mappingFileSchema, mappingOf } from "#app/operations/feeds/mapping-file.ts";
import { receiveImport } from "#app/operations/feeds/receive-import.server.ts";
import { queueImport, saveDraft } from "#app/operations/feeds/steer-import.server.ts";
import { workImports } from "#app/operations/feeds/work-imports.server.ts";
import { loadSetup } from "#app/operations/load-setup.server.ts";
import { setupSchema } from "#app/operations/setup-file.ts";
import { loadUpload } from "#db/queries/import-work.server.ts";
import { loadImport } from "#db/queries/imports.server.ts";
import { hasSharedData, sharedData } from "#test/support/shared-data.ts";
import { sqliteStore } from "#test/support/stores.ts";

const dataDir = mkdtempSync(join(tmpdir(), "concord-twice-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
const readYaml = (name: string): unknown => parseYaml(readFileSync(fileURLToPath(new URL(`./mappings/${name}`, import.meta.url)), "utf8"), { maxAliasCount: 1000 });
const RIGHTS = { providers: null, mayCreate: { departments: true, products: true } };

/** Every real file (those that tell one story together) with the setup and the mapping by which it is imported. */
const FILES = [
  [["support-desk/input_02.csv", "support-desk/input_03.csv", "support-desk/input_04.csv"], "support-desk", "support-desk", "2020-03-15T23:09:17Z"],
  [["expense-claims/DomesticDeclarations_events.csv.gz"], "expense-claims", "domestic-declarations", "2021-01-01T00:00:00Z"],
  [["expense-claims/RequestForPayment_events.csv.gz"], "expense-claims", "payment-requests", "2021-01-01T00:00:00Z"],
  [["incident-log/incident_event_log.csv.gz"], "incident-log", "incident-log", "2018-01-01T00:00:00Z"],
] as const;

/** What a sending may not change: tasks with every value, their events, verdicts and counts; only the lists of imports grow. */
const CONTENT = [
  "select id, source, external_id, product_id, provider_id, client_id, title, attributes, state, requested_at, delivered_at, seq from task order by id",
  "select task_id, seq, id, type, occurred_at, received_at, source_order, payload, batch_id from task_event order by 1, 2",
  "select * from verdict order by obligation_key, item, cycle, carry",
  "select * from tally order by obligation_key, recipient_id, period, standing",
  "select * from department order by id",
  "select * from product order by id",
  "select month, state, input_seq from period order by month",
];

function checksum(file: string): string {
  const db = new BetterSqlite3(file, { readonly: true });
  try {
    const hash = createHash("sha256");
    for (const query of CONTENT) for (const row of db.prepare(query).raw().iterate()) hash.update(JSON.stringify(row));
    return hash.digest("hex");
  } finally {
    db.close();
  }
}

describe.skipIf(!hasSharedData)("a real file sent again, by the command line and by the mapping page, changes nothing", () => {
  test.each(FILES)("%s", async (files, setupName, mappingName, now) => {
    const opened = await sqliteStore();
    const ctx: OperationContext = { store: opened.store, now: Date.parse(now), actor: { kind: "cli", id: "test" } };
    const later = (hours: number) => ({ ...ctx, now: ctx.now + hours * 3_600_000 });
    expect((await loadSetup(ctx, setupSchema.parse(readYaml(`${setupName}.setup.yaml`)), "UTC")).ok).toBe(true);
    const found = mappingFileSchema.parse(readYaml(`${mappingName}.yaml`));
    const source = found.source!;
    const byCommandLine = (file: string, hours: number) => importFile(later(hours), { path: sharedData(file), mapping: mappingOf(found, source), csv: found.csv, rowsPerTask: found.rowsPerTask });
    const byPage = async (file: string, hours: number) => {
      const at = later(hours);
      const path = join(dataDir, "received");
      copyFileSync(sharedData(file), path);
      const got = await receiveImport(at, { dataDir, path, fileName: basename(file), bytes: statSync(path).size, personId: null as unknown as string, rights: RIGHTS, maySee: () => true });
      if (!got.ok) throw new Error(got.code);
      const { batchId } = got.value;
      const kept = (await loadUpload(opened.store, batchId))!.mapping as DraftMapping;
      for (const done of [await saveDraft(at, { batchId, draft: { ...(found as unknown as DraftMapping), source, csv: { ...kept.csv, ...found.csv, duplicates: "number" } } as DraftMapping, dataDir, rights: RIGHTS }), await queueImport(at, { batchId, kind: "import", rights: RIGHTS, personId: null as unknown as string })])
        if (!done.ok) throw new Error(`${done.code} ${done.field}`);
      await workImports({ store: opened.store, dataDir, now: () => at.now, stopping: () => false });
      return (await loadImport(opened.store, batchId))!;
    };
    const firsts = [];
    for (const file of files) firsts.push(await byCommandLine(file, 0));
    expect(firsts.reduce((sum, one) => sum + one.accepted, 0)).toBeGreaterThan(100);
    await evaluateDue(later(100), () => false);
    const before = checksum(opened.file!);
    for (const [index, file] of files.entries()) {
      const { rows, used, skipped, quarantined, accepted, corrected, unchanged } = firsts[index]!;
      const same = { rows, used, skipped, quarantined, accepted: 0, corrected: 0, unchanged: accepted + corrected + unchanged };
      expect(await byCommandLine(file, 1)).toMatchObject(same);
      expect(await byPage(file, 2)).toMatchObject(same);
      expect(await byPage(file, 3)).toMatchObject(same);
    }
    await evaluateDue(later(100), () => false);
    expect(checksum(opened.file!)).toBe(before);
    await opened.dispose();
  }, 240_000);
});
