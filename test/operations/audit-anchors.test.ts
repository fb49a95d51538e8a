import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gt } from "drizzle-orm";
import pino from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { verifyAudit } from "#app/operations/verify-audit.server.ts";
import { continueChain, GENESIS } from "#db/audit-chain.server.ts";
import type { AuditRow } from "#db/audit-chain.server.ts";
import { loadAuditAfter } from "#db/queries/audit.server.ts";
import type { Unit, Writer } from "#db/store.ts";
import { addAnchor, anchorFile, readAnchors } from "#jobs/audit-anchors.server.ts";
import { anchorAudit } from "#jobs/work/anchor-audit.server.ts";
import { testEnv } from "#test/support/environment.ts";
import { NOON, STORES, TEST_KEYS, type TestStore } from "#test/support/stores.ts";

describe.each(STORES)("the audit chain and its anchors over %s", (_name, open) => {
  let opened: TestStore;
  let folder: string;
  const write = (n: number) => opened.store.writeAll(() => [], { at: NOON + n, actor: { kind: "cli", id: "t" }, action: "evaluate", entity: "test", entityId: `e${n}`, details: { n } });
  const anchor = () => anchorAudit({ store: opened.store, now: NOON, actor: { kind: "job", id: "anchor-audit" }, slot: NOON, env: testEnv({ dataDir: folder }), log: pino({ level: "silent" }), stopping: () => false, resumed: null, progress: async () => {}, defects: async () => {} });
  const verify = async () => (await verifyAudit(opened.store, TEST_KEYS.audit, readAnchors(anchorFile(folder)))).broken;
  const rows = async (): Promise<AuditRow[]> => loadAuditAfter(opened.store, 0, 100);
  /** What somebody does with the file of the database: the portal writes no row about it. */
  const byHand = (build: (w: Writer) => Unit) => opened.store.writeUnaudited((w) => build(w as unknown as Writer));
  const replace = async (chain: readonly AuditRow[]) => {
    const { audit: a } = opened.store.t;
    await byHand((w) => [w.delete(a).where(gt(a.seq, 0)).returning({ seq: a.seq }), ...(chain.length > 0 ? [w.insert(a).values([...chain]).returning({ seq: a.seq })] : [])]);
  };
  beforeEach(async () => {
    opened = await open();
    folder = mkdtempSync(join(tmpdir(), "concord-anchors-"));
    for (let n = 1; n <= 6; n += 1) {
      await write(n);
      if (n === 3 || n === 6) await anchor();
    }
  });
  afterEach(async () => {
    await opened.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  test("a head is noted once, on a line of its own, also after a line that a crash cut short", async () => {
    expect(await anchor()).toEqual({ anchored: 0 });
    expect(readAnchors(anchorFile(folder)).map((one) => one.seq)).toEqual([3, 6]);
    appendFileSync(anchorFile(folder), '{"at":1,"se');
    await write(7);
    expect(await anchor()).toEqual({ anchored: 1, row: 7 });
    expect(readAnchors(anchorFile(folder)).map((one) => one.seq)).toEqual([3, 6, 7]);
    expect(await verify()).toBeNull();
  });

  test.each([
    ["a row that was written over", (chain: AuditRow[]) => chain.map((row) => (row.seq === 4 ? { ...row, entityId: "other" } : row)), { seq: 4, why: "signature" }],
    ["details that were written over", (chain: AuditRow[]) => chain.map((row) => (row.seq === 4 ? { ...row, details: "{}" } : row)), { seq: 4, why: "details" }],
    ["a row that was taken out", (chain: AuditRow[]) => chain.filter((row) => row.seq !== 2), { seq: 2, why: "gap" }],
    ["a row taken out and the rest numbered anew", (chain: AuditRow[]) => chain.filter((row) => row.seq !== 2).map((row, i) => ({ ...row, seq: i + 1 })), { seq: 2, why: "signature" }],
    ["two rows that changed places", (chain: AuditRow[]) => chain.map((row) => ({ ...row, seq: row.seq === 4 ? 5 : row.seq === 5 ? 4 : row.seq })).sort((x, y) => x.seq - y.seq), { seq: 4, why: "signature" }],
    ["a row that was put in", (chain: AuditRow[]) => [...chain.slice(0, 3), ...chain.slice(2).map((row) => ({ ...row, seq: row.seq + 1 }))], { seq: 4, why: "signature" }],
    ["an end that was cut off", (chain: AuditRow[]) => chain.slice(0, 4), { seq: 5, why: "cut" }],
    ["an older copy in its place", (chain: AuditRow[]) => chain.slice(0, 2), { seq: 3, why: "cut" }],
    ["everything taken out", () => [], { seq: 1, why: "cut" }],
    ["a whole chain written anew with the key", () => forged(6), { seq: 3, why: "anchor" }],
    ["a chain written anew from a row on", (chain: AuditRow[]) => [...chain.slice(0, 4), ...forged(2, chain[3])], { seq: 6, why: "anchor" }],
  ])("%s is named", async (_what, tamper, found) => {
    await replace(tamper(await rows()));
    expect(await verify()).toEqual(found);
  });

  test("an older copy that went on being used is found at the first row that an anchor knows otherwise", async () => {
    const { audit: a } = opened.store.t;
    await byHand((w) => [w.delete(a).where(gt(a.seq, 4)).returning({ seq: a.seq })]);
    for (let n = 20; n < 25; n += 1) await write(n);
    expect(await verify()).toEqual({ seq: 6, why: "anchor" });
  });

  test("without anchors a cut end is not seen: that is what they are for", async () => {
    await replace((await rows()).slice(0, 4));
    expect((await verifyAudit(opened.store, TEST_KEYS.audit)).broken).toBeNull();
    addAnchor(anchorFile(folder), { at: NOON, seq: 4, hmac: (await rows())[3]!.hmac });
    expect(await verify()).toEqual({ seq: 5, why: "cut" });
  });
});

/** Rows that continue the chain with the right key and say something else. */
function forged(n: number, after?: AuditRow): AuditRow[] {
  const entries = Array.from({ length: n }, (_, i) => ({ at: NOON, actor: { kind: "cli" as const, id: "forger" }, action: "evaluate" as const, entity: "test", entityId: `f${i}` }));
  return continueChain(after ?? GENESIS, entries, TEST_KEYS.audit);
}
