import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { joinStandardTerms } from "#app/operations/join-standard-terms.server.ts";
import { offerStandardTerms, withdrawStandardTerms } from "#app/operations/offer-standard-terms.server.ts";
import { verifyAudit } from "#app/operations/verify-audit.server.ts";
import { loadVersionsOf } from "#db/queries/agreement-pages.server.ts";
import { loadAgreedVersions, loadAgreements, loadObligations } from "#db/queries/agreements.server.ts";
import { findStandardTerms, loadJoined } from "#db/queries/standard-terms.server.ts";
import { as, negotiators, type Negotiator, type Negotiators } from "#test/support/negotiators.ts";
import { STORES, TEST_KEYS, type TestStore } from "#test/support/stores.ts";

describe.each(STORES)("standard terms on %s", (_, open) => {
  let opened: TestStore;
  let company: Negotiators;
  let versionId: string;
  let id = "";
  let contentHash = "";
  beforeAll(async () => {
    opened = await open();
    company = await negotiators(opened.store);
    versionId = (await loadAgreedVersions(opened.store))[0]!.id;
  }, 60_000);
  afterAll(() => opened.dispose());

  const department = (code: string) => company.departments.get(code)!;
  const join = (who: Negotiator, code: string, over: { from?: string; contentHash?: string } = {}) =>
    joinStandardTerms(as(company, who), { id, departmentId: department(code), from: "2026-07-01", contentHash, ...over });

  test("are offered by somebody who signs for the provider, under a name, once", async () => {
    const offer = (who: Negotiator, name: { en?: string }) => offerStandardTerms(as(company, who), { versionId, name });
    expect(await offer("cy", { en: "Reports" })).toMatchObject({ ok: false, code: "not_your_side" });
    expect(await offer("ada", { en: "  " })).toMatchObject({ ok: false, code: "name_missing", field: "name" });
    const offered = await offer("ada", { en: "Reports for everybody" });
    if (!offered.ok) throw new Error(offered.code);
    id = offered.value.id;
    const row = (await findStandardTerms(opened.store, id))!;
    contentHash = row.contentHash;
    // The text belongs to no agreement any more.
    expect(row.text.obligations.map((one) => one.key)).toEqual(["report"]);
    expect(await offer("ada", { en: "Again" })).toMatchObject({ ok: false, code: "already_offered" });
  });

  test.each<[string, Negotiator, string, { from?: string; contentHash?: string }, string]>([
    ["by somebody who does not sign for the department", "ivy", "LEGAL", {}, "not_your_department"],
    ["by the provider itself", "ada", "FIN", {}, "own_terms"],
    ["by a department that has an agreement already", "cy", "SALES", {}, "has_agreement"],
    ["from a day that is no date", "leo", "LEGAL", { from: "2026-02-31" }, "bad_day"],
    ["from the day of signing", "leo", "LEGAL", { from: "2026-06-04" }, "from_not_after_today"],
    ["in another text than the one that was seen", "leo", "LEGAL", { contentHash: "x" }, "not_offered"],
  ])("are not joined %s", async (_rule, who, code, over, refusal) => {
    expect(await join(who, code, over)).toMatchObject({ ok: false, code: refusal });
  });

  test("are joined with one signature: agreed at once, signed by both, measured under a key of its own", async () => {
    const joined = await join("leo", "LEGAL");
    if (!joined.ok) throw new Error(joined.code);
    const agreement = (await loadAgreements(opened.store)).find((row) => row.id === joined.value.agreementId)!;
    expect(agreement.code).toBe("FIN-LEGAL");
    const [version] = await loadVersionsOf(opened.store, agreement.id);
    expect(version).toMatchObject({ state: "agreed", from: "2026-07-01", standardTermsId: id });
    expect(version!.providerSignedAt).toBeLessThanOrEqual(version!.clientSignedAt!);
    expect(version!.providerSignedBy).not.toBe(version!.clientSignedBy);
    expect((await loadObligations(opened.store, [version!.id])).map((row) => row.key)).toEqual(["FIN-LEGAL/report"]);
    expect((await loadJoined(opened.store, [id])).map((row) => row.agreementId)).toEqual([agreement.id]);
    expect(await join("leo", "LEGAL")).toMatchObject({ ok: false, code: "has_agreement" });
  });

  test("withdrawn, nobody joins any more, and who has joined keeps the agreement", async () => {
    expect(await withdrawStandardTerms(as(company, "leo"), { id, rowVersion: 1 })).toMatchObject({ ok: false, code: "not_your_side" });
    expect(await withdrawStandardTerms(as(company, "ada"), { id, rowVersion: 9 })).toMatchObject({ ok: false, code: "changed_meanwhile" });
    expect(await withdrawStandardTerms(as(company, "ada"), { id, rowVersion: 1 })).toMatchObject({ ok: true });
    expect(await join("hana", "OFFICE")).toMatchObject({ ok: false, code: "not_offered" });
    expect((await loadJoined(opened.store, [id])).length).toBe(1);
    expect((await verifyAudit(opened.store, TEST_KEYS.audit)).broken).toBeNull();
  });
});
