import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { negotiate, propose } from "#app/operations/negotiate.server.ts";
import type { NegotiationStep, Propose } from "#app/operations/negotiate.server.ts";
import { saveDraftObligation } from "#app/operations/draft-agreement.server.ts";
import { startDraft } from "#app/operations/start-draft.server.ts";
import { saveClientGroup } from "#app/operations/save-client-group.server.ts";
import { joinGroup } from "#app/operations/set-group-member.server.ts";
import { watchAgreements } from "#app/operations/watch-agreements.server.ts";
import { loadObligations } from "#db/queries/agreements.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { findFullVersion, loadAgreementEvents } from "#db/queries/negotiation.server.ts";
import { loadNotices } from "#db/queries/rate-page.server.ts";
import { toObligation } from "#app/operations/negotiation-state.server.ts";
import { as, job, negotiators, TODAY } from "#test/support/negotiators.ts";
import type { Negotiator, Negotiators } from "#test/support/negotiators.ts";
import { STORES } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";

describe.each(STORES)("a negotiation on %s", (_, open) => {
  let opened: TestStore;
  let company: Negotiators;
  beforeAll(async () => {
    opened = await open();
    company = await negotiators(opened.store);
  }, 60_000);
  afterAll(() => opened.dispose());

  const see = async (versionId: string) => (await findFullVersion(opened.store, versionId))!;
  const begin = async (who: Negotiator, provider: string, client: string, product: string, basedOnVersionId?: string, day = TODAY) => {
    const productId = (await loadProducts(opened.store)).find((row) => row.code === product)!.id;
    const started = await startDraft(as(company, who, day), {
      providerId: company.departments.get(provider)!, client: { kind: "department", id: company.departments.get(client)! }, ...(basedOnVersionId ? { basedOnVersionId } : { productIds: [productId] }),
    });
    if (!started.ok) throw new Error(`${started.code} ${JSON.stringify(started.facts)}`);
    return started.value;
  };
  const put = async (who: Negotiator, versionId: string, over: Partial<Propose> = {}, day = TODAY) =>
    propose(as(company, who, day), { versionId, rowVersion: (await see(versionId)).rowVersion, from: "2026-07-01", to: null, answerBy: "2026-06-11", reason: "", signs: false, ...over });
  const step = async (who: Negotiator | "ada2", versionId: string, one: NegotiationStep, day = TODAY) => negotiate(as(company, who, day), { versionId, rowVersion: (await see(versionId)).rowVersion, step: one });
  const kinds = async (who: Negotiator) => (await loadNotices(opened.store, company.people[who], 20)).map((row) => row.kind);

  test("through one counter-proposal to two signatures, by a deputy on one side", async () => {
    const first = await begin("leo", "FIN", "LEGAL", "REPORT");
    expect(await put("ada", first.versionId)).toMatchObject({ code: "not_your_side" });
    expect(await put("leo", first.versionId, { from: TODAY })).toMatchObject({ code: "from_not_after_today", field: "from" });
    expect(await put("leo", first.versionId)).toMatchObject({ ok: true, value: { state: "proposed" } });
    expect(await kinds("ada")).toEqual(["agreement_proposed"]);
    expect(await kinds("bo")).toEqual(["agreement_proposed"]);
    expect(await step("ada", first.versionId, { type: "comment", text: "Why five days?", target: null })).toMatchObject({ ok: true });

    const reply = await begin("bo", "FIN", "LEGAL", "REPORT", first.versionId);
    const [row] = await loadObligations(opened.store, [reply.versionId]);
    await saveDraftObligation(as(company, "ada"), { versionId: reply.versionId, rowVersion: 1, obligation: { ...toObligation(row!), target: { type: "share", bp: 8000 } }, previousKey: row!.key });
    expect(await put("bo", reply.versionId)).toMatchObject({ ok: false, code: "reason_missing", field: "reason" });
    expect(await put("bo", reply.versionId, { reason: "Ninety is too much in summer", signs: true })).toMatchObject({ ok: true });
    expect((await see(first.versionId)).state).toBe("countered");

    const seen = await see(reply.versionId);
    expect(await step("leo", first.versionId, { type: "sign", side: "client", contentHash: (await see(first.versionId)).contentHash })).toMatchObject({ code: "proposal_superseded" });
    expect(await startDraft(as(company, "leo"), { providerId: company.departments.get("FIN")!, client: { kind: "department", id: company.departments.get("LEGAL")! }, basedOnVersionId: first.versionId })).toMatchObject({ code: "proposal_open", facts: { number: reply.number } });
    expect(await step("leo", reply.versionId, { type: "sign", side: "client", contentHash: "seen in another tab" })).toMatchObject({ code: "content_changed" });
    expect(await step("leo", reply.versionId, { type: "sign", side: "provider", contentHash: seen.contentHash })).toMatchObject({ code: "not_your_side" });
    const tabs = await Promise.all([1, 2].map(() => negotiate(as(company, "leo"), { versionId: seen.id, rowVersion: seen.rowVersion, step: { type: "sign", side: "client", contentHash: seen.contentHash } })));
    expect(tabs.map((one) => (one.ok ? one.value.state : one.code)).sort()).toEqual(["agreed", "changed_meanwhile"]);

    const agreed = await see(reply.versionId);
    expect(agreed).toMatchObject({ state: "agreed", providerSignedBy: "account-bo", clientSignedBy: "account-leo", from: "2026-07-01" });
    const thread = await loadAgreementEvents(opened.store, agreed.agreementId);
    expect(thread.map((row) => [row.type, row.side])).toEqual([
      ["started", "client"], ["proposed", "client"], ["commented", "provider"], ["started", "provider"], ["countered", "provider"], ["proposed", "provider"], ["signed", "provider"], ["signed", "client"], ["agreed", null],
    ]);
    expect(thread.find((row) => row.type === "signed")).toMatchObject({ personId: company.people.bo, forPersonId: company.people.ada, address: "10.0.0.7", contentHash: agreed.contentHash });
    expect(await kinds("leo")).toContain("agreement_countered");
    expect(await kinds("ada")).toContain("agreement_agreed");
  });

  test("two texts of one rank that are signed at the same moment are not both agreed", async () => {
    const office = company.departments.get("OFFICE")!;
    const started = await Promise.all(
      ["EAST", "WEST"].map(async (code) => {
        const group = await saveClientGroup(as(company, "dora"), { id: null, code, name: { en: code }, representativeId: company.people.hana });
        if (!group.ok) throw new Error(group.code);
        await joinGroup(as(company, "dora"), { groupId: group.value.groupId, departmentId: office, from: TODAY, to: null }, "en");
        const [based] = (await opened.store.q.select().from(opened.store.t.agreementVersion)).filter((row) => row.isImported);
        const draft = await startDraft(as(company, "ada"), { providerId: company.departments.get("FIN")!, client: { kind: "group", id: group.value.groupId }, basedOnVersionId: based!.id });
        if (!draft.ok) throw new Error(draft.code);
        expect((await put("ada", draft.value.versionId, { signs: true })).ok).toBe(true);
        return see(draft.value.versionId);
      }),
    );
    const signed = await Promise.all(started.map(({ id, rowVersion, contentHash }) => negotiate(as(company, "hana"), { versionId: id, rowVersion, step: { type: "sign", side: "client", contentHash } })));
    expect(signed.map((one) => (one.ok ? one.value.state : one.code)).sort()).toEqual(["agreed", "changed_meanwhile"]);
    const left = (await Promise.all(started.map(({ id }) => see(id)))).find((row) => row.state === "proposed")!;
    expect(await step("hana", left.id, { type: "sign", side: "client", contentHash: left.contentHash })).toMatchObject({ ok: false, code: "same_rank" });
  });

  test("silence goes to the common superior, who imposes it; reminders come once", async () => {
    const draft = await begin("cy", "FIN", "SALES", "PAYSLIP");
    expect(await put("cy", draft.versionId, { answerBy: "2026-06-09" })).toMatchObject({ ok: true });
    const hash = (await see(draft.versionId)).contentHash;
    expect(await watchAgreements(job(company, "2026-06-05"))).toMatchObject({ escalated: 0, reminded: 0 });
    expect(await watchAgreements(job(company, "2026-06-08"))).toMatchObject({ reminded: 2 });
    await watchAgreements(job(company, "2026-06-09"));
    expect((await kinds("ada")).filter((kind) => kind === "agreement_waits")).toHaveLength(1);
    expect(await step("dora", draft.versionId, { type: "impose", reason: "Payday comes", contentHash: hash }, "2026-06-09")).toMatchObject({ code: "answer_date_ahead" });
    expect(await watchAgreements(job(company, "2026-06-10"))).toMatchObject({ escalated: 1 });
    expect(await kinds("dora")).toEqual(["agreement_escalated"]);
    expect(await step("ada", draft.versionId, { type: "impose", reason: "mine", contentHash: hash }, "2026-06-10")).toMatchObject({ code: "not_your_side" });
    expect(await step("dora", draft.versionId, { type: "impose", reason: "Payday comes", contentHash: hash }, "2026-06-10")).toMatchObject({ ok: true, value: { state: "agreed" } });
    expect(await see(draft.versionId)).toMatchObject({ imposedBy: company.people.dora, imposedReason: "Payday comes", providerSignedBy: null });
    expect(await step("cy", draft.versionId, { type: "terminate", on: "2026-09-01", reason: "New owner" }, "2026-06-11")).toMatchObject({ ok: true });
    expect(await see(draft.versionId)).toMatchObject({ state: "terminated", to: "2026-09-01" });
  });

  test("what nobody signs before its first day expires; an agreed end is announced", async () => {
    const draft = await begin("hana", "FIN", "OFFICE", "REPORT");
    await put("hana", draft.versionId, { from: "2026-06-20", answerBy: "2026-06-19", to: "2026-08-01", signs: true });
    expect(await watchAgreements(job(company, "2026-06-20"))).toMatchObject({ expired: 1 });
    expect((await see(draft.versionId)).state).toBe("rejected");

    const next = await begin("hana", "FIN", "OFFICE", "REPORT", draft.versionId, "2026-06-20");
    expect(next.number).toBe(2);
    await put("hana", next.versionId, { from: "2026-06-25", to: "2026-08-01", answerBy: "2026-06-23", signs: true }, "2026-06-20");
    const { contentHash } = await see(next.versionId);
    expect(await step("ada", next.versionId, { type: "sign", side: "provider", contentHash }, "2026-06-21")).toMatchObject({ value: { state: "agreed" } });
    expect(await watchAgreements(job(company, "2026-06-25"))).toMatchObject({ renewals: 3 });
    await watchAgreements(job(company, "2026-06-26"));
    expect((await kinds("hana")).filter((kind) => kind === "agreement_ends")).toHaveLength(1);
    await watchAgreements(job(company, "2026-07-18"));
    expect((await kinds("hana")).filter((kind) => kind === "agreement_ends")).toHaveLength(2);
  });

  test("a withdrawn proposal is a draft again without signatures; a rejected one says why", async () => {
    const draft = await begin("cy", "SALES", "LEGAL", "LEADS");
    await put("cy", draft.versionId, { signs: true });
    expect(await step("leo", draft.versionId, { type: "withdraw" })).toMatchObject({ code: "not_your_side" });
    expect(await step("cy", draft.versionId, { type: "withdraw" })).toMatchObject({ value: { state: "draft" } });
    expect(await see(draft.versionId)).toMatchObject({ state: "draft", providerSignedBy: null });
    await put("cy", draft.versionId);
    expect(await step("leo", draft.versionId, { type: "reject", reason: " " })).toMatchObject({ code: "reason_missing" });
    expect(await step("leo", draft.versionId, { type: "reject", reason: "We have no need" })).toMatchObject({ value: { state: "rejected" } });
    expect(await kinds("cy")).toContain("agreement_rejected");
  });

  test("an auditor and a person without a post decide nothing", async () => {
    const draft = await begin("cy", "SALES", "OFFICE", "LEADS");
    await put("cy", draft.versionId);
    for (const who of ["aud", "ivy"] as const) expect(await step(who, draft.versionId, { type: "comment", text: "x", target: null })).toMatchObject({ code: "not_your_side" });
  });
});
