import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closingProtocol } from "#app/operations/closing-protocol.server.ts";
import { confirmClose } from "#app/operations/confirm-close.server.ts";
import { recordAnswer } from "#app/operations/record-answer.server.ts";
import { refuseClose } from "#app/operations/refuse-close.server.ts";
import { requestClose } from "#app/operations/request-close.server.ts";
import { startReview } from "#app/operations/start-review.server.ts";
import * as periodPage from "#app/routes/_shell.periods.$month/route.tsx";
import * as protocolFile from "#app/routes/periods.$month.protocol[.]pdf/route.ts";
import { loadPeriod, touchPeriods } from "#db/queries/periods.server.ts";
import { insertInvitations, loadAnswers } from "#db/queries/ratings.server.ts";
import { loadScorecards } from "#db/queries/scorecards.server.ts";
import { StaleWriteError, type Store } from "#db/store.ts";
import { callRoute } from "#test/support/route-context.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { addTwoMonths, at, context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const MAY = "2026-05";
const NOW = at("2026-06-10");

describe.each(STORES)("what happens at the moment of closing, on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  const state = async () => (await loadPeriod(company.store, MAY))!.state;
  const asked = (store: Store = company.store, who: "arno" | "ida" = "arno") => requestClose(context(store, NOW), { month: MAY, accountId: company.accounts[who] });
  const rate = (store: Store, invitationId: string) => recordAnswer(context(store, NOW), { invitationId, csat: 5, effort: null, reasons: [], comment: "", statisticsOnly: false });
  /** A store whose first write waits until something else has happened. */
  const after = (happens: () => Promise<unknown>): Store => {
    let isFirst = true;
    return {
      ...company.store,
      writeAll: async (...args: Parameters<Store["writeAll"]>) => {
        if (isFirst) {
          isFirst = false;
          await happens();
        }
        return company.store.writeAll(...args);
      },
    };
  };

  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    await addTwoMonths(company);
    await startReview(context(company.store, NOW));
    const { store } = company;
    const rows = ["before", "during"].map((id) => ({
      id, survey: "client_review" as const, personId: company.people.get("003")!, taskId: null, providerId: company.departments.get("FIN")!, clientId: company.departments.get("SALES")!, agreementId: null, period: MAY, state: "open" as const,
      tokenHash: null, createdAt: at("2026-05-20"), sentAt: null, remindedAt: null, expiresAt: at("2026-07-20"), handedFrom: null,
    }));
    await store.writeAll((w) => insertInvitations(store, w, rows), { at: NOW, actor: { kind: "cli", id: "t" }, action: "survey.invite", entity: "invitation", entityId: "all" });
  });
  afterAll(() => opened.dispose());

  test("a rating that arrives before the seal is written makes the request start anew, and counts", async () => {
    expect(await asked(after(() => rate(company.store, "before")))).toMatchObject({ ok: false, code: "changed_meanwhile" });
    expect(await state()).toBe("review");
    expect(await loadAnswers(company.store, "before")).toHaveLength(1);
  });

  test("of two arbiters who ask at once one seals, and the other is told", async () => {
    const results = await Promise.all([asked(company.store, "arno"), asked(company.store, "ida")]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.find((result) => !result.ok)).toMatchObject({ code: expect.stringMatching(/changed_meanwhile|wrong_state/) });
    expect(await state()).toBe("sealed");
    // Whoever of them sealed it, its snapshot is whole.
    expect((await loadPeriod(company.store, MAY))?.draftHash).toMatch(/^[0-9a-f]{64}$/);
    expect(await refuseClose(context(company.store, NOW), { month: MAY, accountId: company.accounts.hana, reason: "Once more, from one of them" })).toMatchObject({ ok: true });
  });

  test("the page says who sent it back and why", async () => {
    const page = await callRoute(periodPage.loader as never, company.store, NOW, company.accounts.arno, `/periods/${MAY}`, { month: MAY });
    expect(page.text).toContain("Once more, from one of them");
  });

  test("a rating that arrives after the seal is refused with a sentence, though its page was read before", async () => {
    expect(await rate(after(() => asked()), "during")).toMatchObject({ ok: false, code: "period_sealed", facts: { period: MAY } });
    expect(await loadAnswers(company.store, "during")).toEqual([]);
    expect(await state()).toBe("sealed");
  });

  test("nothing is written into a sealed month between its draft and its flip", async () => {
    const touch = company.store.writeAll((w) => touchPeriods(company.store, w, [MAY]), { at: NOW, actor: { kind: "cli", id: "t" }, action: "evaluate", entity: "task", entityId: "t" });
    await expect(touch).rejects.toBeInstanceOf(StaleWriteError);
  });

  test("a confirmation and a refusal at once: one of them happens, whole", async () => {
    const draftHash = (await loadPeriod(company.store, MAY))!.draftHash!;
    const refusing = after(() => confirmClose(context(company.store, NOW), { month: MAY, accountId: company.accounts.hana, draftHash }));
    expect(await refuseClose(context(refusing, NOW), { month: MAY, accountId: company.accounts.ida, reason: "Too late" })).toMatchObject({ ok: false, code: "changed_meanwhile" });
    expect(await state()).toBe("closed");
    expect(await loadScorecards(company.store, [MAY])).toHaveLength(2);
    expect(await loadScorecards(company.store, [MAY], "draft")).toEqual([]);
  });

  test("the protocol names who asked, who sent it back and who confirmed, with the snapshot's hash", async () => {
    const protocol = (await closingProtocol(company.store, MAY))!;
    expect(protocol.steps.map((step) => step.step)).toEqual(["sealed", "returned", "sealed", "closed"]);
    expect(protocol).toMatchObject({ snapshotHash: (await loadPeriod(company.store, MAY))!.draftHash, items: 36, freezes: null, pendingCorrections: 0, carried: [] });
    expect(protocol.departments).toHaveLength(2);
    expect(await closingProtocol(company.store, "2026-06")).toBeNull();
  });

  test.each([["arno", 200], ["hana", 200], ["dora", 200], ["audrey", 200], ["ada", 404], ["leo", 403], ["adam", 403]] as const)("the protocol answers %s with %i", async (who, status) => {
    const answer = await callRoute(protocolFile.loader as never, company.store, NOW, company.accounts[who], `/periods/${MAY}/protocol.pdf`, { month: MAY });
    expect(answer.status).toBe(status);
    if (status === 200) expect(answer.text.slice(0, 5)).toBe("%PDF-");
  });
});
