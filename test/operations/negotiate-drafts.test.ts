import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Obligation } from "#app/domain/agreement/terms.ts";
import { removeDraftInput, removeDraftObligation, saveDraftFrame, saveDraftInput, saveDraftObligation } from "#app/operations/draft-agreement.server.ts";
import { startDraft } from "#app/operations/start-draft.server.ts";
import { findFullVersion } from "#db/queries/negotiation.server.ts";
import { loadObligations } from "#db/queries/agreements.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { verifyAudit } from "#app/operations/verify-audit.server.ts";
import { negotiators, as } from "#test/support/negotiators.ts";
import type { Negotiators } from "#test/support/negotiators.ts";
import { STORES, TEST_KEYS } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";

describe.each(STORES)("a draft on %s", (_, open) => {
  let opened: TestStore;
  let company: Negotiators;
  let productId: string;
  let versionId = "";
  let rowVersion = 1;
  beforeAll(async () => {
    opened = await open();
    company = await negotiators(opened.store);
    productId = (await loadProducts(opened.store)).find((row) => row.code === "REPORT")!.id;
  }, 60_000);
  afterAll(() => opened.dispose());

  const promise = (over: Partial<Obligation> = {}): Obligation => ({
    key: "", productId, name: { en: "Monthly report" }, target: { type: "share", bp: 9500 }, floor: { type: "share", bp: 8500 }, weight: "1.5", mode: "trial",
    terms: { kind: "quality", calendar: "provider", acceptance: { unit: "working_days", n: 5, end: "snap" }, missingMeasure: "not_conforming", measure: { name: "error_rate", atMost: "1.5" } },
    ...over,
  });

  test("is begun by a head of one side for a pair without an agreement, and by nobody else", async () => {
    const client = { kind: "department", id: company.departments.get("OFFICE")! } as const;
    const command = { providerId: company.departments.get("FIN")!, client, productIds: [productId] };
    expect(await startDraft(as(company, "leo"), command)).toMatchObject({ ok: false, code: "not_your_side" });
    const started = await startDraft(as(company, "ada"), command);
    if (!started.ok) throw new Error(started.code);
    expect(started.value).toMatchObject({ number: 1, rowVersion: 1 });
    versionId = started.value.versionId;
    expect((await loadObligations(opened.store, [versionId])).map((row) => [row.key, row.mode])).toEqual([["FIN-OFFICE/report", "observe"]]);
    expect(await startDraft(as(company, "ada"), command)).toMatchObject({ ok: false, code: "draft_open", facts: { number: 1 } });
  });

  test("takes promises, replaces and removes them, and gives keys that no other agreement has", async () => {
    const added = await saveDraftObligation(as(company, "ada"), { versionId, rowVersion, obligation: promise() });
    expect(added).toEqual({ ok: true, value: { rowVersion: 2, key: "FIN-OFFICE/monthly-report" } });
    const renamed = await saveDraftObligation(as(company, "ada"), { versionId, rowVersion: 2, obligation: promise({ key: "errors", weight: "2" }), previousKey: "FIN-OFFICE/monthly-report" });
    expect(renamed).toEqual({ ok: true, value: { rowVersion: 3, key: "FIN-OFFICE/errors" } });
    expect(await saveDraftObligation(as(company, "ada"), { versionId, rowVersion: 3, obligation: promise({ key: "report" }) })).toMatchObject({ ok: false, code: "duplicate_key", field: "key" });
    const removed = await removeDraftObligation(as(company, "ada"), { versionId, rowVersion: 3, key: "FIN-OFFICE/report" });
    expect(removed).toMatchObject({ ok: true, value: { rowVersion: 4 } });
    expect((await loadObligations(opened.store, [versionId])).map((row) => [row.key, row.weight])).toEqual([["FIN-OFFICE/errors", "2"]]);
    rowVersion = 4;
  });

  test.each([
    ["a floor above the target", { floor: { type: "share", bp: 9600 } }, "floor_above_target", "floor"],
    ["a weight of nothing", { weight: "0" }, "weight_not_positive", "weight"],
    ["an unknown product", { productId: "gone" }, "unknown_product", "productId"],
    ["a team of another department", { teamId: "gone" }, "unknown_team", "teamId"],
    ["no name", { name: { en: " " } }, "name_missing", "name"],
  ] as const)("refuses %s at its field and keeps what was there", async (_what, over, code, field) => {
    expect(await saveDraftObligation(as(company, "ada"), { versionId, rowVersion, obligation: promise(over as Partial<Obligation>) })).toMatchObject({ ok: false, code, field });
    expect((await findFullVersion(opened.store, versionId))?.rowVersion).toBe(rowVersion);
  });

  test("a key that an agreed text had and a later one dropped names nothing else ever again", async () => {
    const client = { kind: "department", id: company.departments.get("SALES")! } as const;
    const [old] = (await opened.store.q.select().from(opened.store.t.agreementVersion)).filter((row) => row.isImported);
    const started = await startDraft(as(company, "ada"), { providerId: company.departments.get("FIN")!, client, basedOnVersionId: old!.id });
    if (!started.ok) throw new Error(started.code);
    const draft = started.value.versionId;
    const step = async (change: (version: number) => Promise<{ readonly ok: boolean }>) => change((await findFullVersion(opened.store, draft))!.rowVersion);
    expect((await step((row) => removeDraftObligation(as(company, "ada"), { versionId: draft, rowVersion: row, key: "FIN-SALES/report" }))).ok).toBe(true);
    // A made key is a new one; typed as it was, the promise of the text that it was copied from is back.
    expect(await step((row) => saveDraftObligation(as(company, "ada"), { versionId: draft, rowVersion: row, obligation: promise({ name: { en: "Report" } }) }))).toMatchObject({ ok: true, value: { key: "FIN-SALES/report-2" } });
    expect(await step((row) => saveDraftObligation(as(company, "ada"), { versionId: draft, rowVersion: row, obligation: promise({ key: "report" }) }))).toMatchObject({ ok: true, value: { key: "FIN-SALES/report" } });
  });

  test("is edited by its own side only, and only as it stands", async () => {
    expect(await saveDraftObligation(as(company, "hana"), { versionId, rowVersion, obligation: promise() })).toMatchObject({ ok: false, code: "not_your_side" });
    expect(await saveDraftObligation(as(company, "ada"), { versionId, rowVersion: rowVersion - 1, obligation: promise() })).toMatchObject({ ok: false, code: "changed_meanwhile" });
  });

  test("takes the client's inputs, a purpose and dates; every change has another hash", async () => {
    const hashes = [(await findFullVersion(opened.store, versionId))!.contentHash];
    const input = await saveDraftInput(as(company, "ada"), { versionId, rowVersion, input: { key: "", name: { en: "Time sheets" }, due: "by the 25th" } });
    expect(input).toEqual({ ok: true, value: { rowVersion: rowVersion + 1, key: "FIN-OFFICE/time-sheets" } });
    hashes.push((await findFullVersion(opened.store, versionId))!.contentHash);
    expect(await saveDraftInput(as(company, "ada"), { versionId, rowVersion: rowVersion + 1, input: { key: "", name: { en: "Nothing" }, due: " " } })).toMatchObject({ code: "due_missing", field: "due" });
    const framed = await saveDraftFrame(as(company, "ada"), { versionId, rowVersion: rowVersion + 1, purpose: { en: "So that offices run", ru: " " }, from: "2026-07-01", to: null });
    expect(framed).toMatchObject({ ok: true });
    hashes.push((await findFullVersion(opened.store, versionId))!.contentHash);
    expect(await removeDraftInput(as(company, "ada"), { versionId, rowVersion: rowVersion + 2, key: "FIN-OFFICE/time-sheets" })).toMatchObject({ ok: true });
    const last = (await findFullVersion(opened.store, versionId))!;
    expect(last).toMatchObject({ purpose: { en: "So that offices run" }, inputs: [], from: "2026-07-01" });
    expect(new Set([...hashes, last.contentHash]).size).toBe(4);
  });

  test("leaves a trail that verifies", async () => {
    expect((await verifyAudit(opened.store, TEST_KEYS.audit)).broken).toBeNull();
  });
});
