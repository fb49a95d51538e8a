import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Standing } from "#app/domain/evaluation/verdict.ts";
import type { LineResult, ScoreResult } from "#app/domain/score/scorecard.ts";
import { confirmClose } from "#app/operations/confirm-close.server.ts";
import { decideOnCorrections } from "#app/operations/decide-corrections.server.ts";
import { quarterBridge } from "#app/operations/quarter-bridge.server.ts";
import { readScorecard } from "#app/operations/read-scorecards.server.ts";
import { recordAnswer } from "#app/operations/record-answer.server.ts";
import { requestClose } from "#app/operations/request-close.server.ts";
import { startReview } from "#app/operations/start-review.server.ts";
import { verifyPeriod } from "#app/operations/verify-period.server.ts";
import { answersOf, baseStandings, itemsOf, keysWith, missedStandings } from "#app/routes/_shell.scorecards.$departmentId/doors.ts";
import * as answersPage from "#app/routes/_shell.ratings.answers/route.tsx";
import * as workPage from "#app/routes/_shell.work._index/route.tsx";
import { loadPeriods } from "#db/queries/periods.server.ts";
import { insertInvitations } from "#db/queries/ratings.server.ts";
import { insertCorrections } from "#db/queries/verdicts.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { addVerdicts, at, context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const MAY = "2026-05";
const JUNE = "2026-06";
const QUARTER = "2026-Q2";
const REPORT = "FIN-SALES/report";

describe.each(STORES)("what the figures of a scorecard open to, on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  const now = at("2026-07-03");
  const july = () => context(company.store, now);
  const finance = () => company.departments.get("FIN")!;
  const card = async (period: string, isFinal = false) => (await readScorecard(company.store, finance(), period, isFinal, now)).card!.card;
  const linesOf = (result: ScoreResult): LineResult[] => result.clients.flatMap((client) => [...client.lines]);
  /** How many rows the page behind an address has, for the head of finance. */
  const rowsBehind = async (page: { loader: unknown }, path: string): Promise<number> => {
    const answer = await callRoute(page.loader as never, company.store, now, company.accounts.ada, path);
    return (JSON.parse(answer.text) as { total: number }).total;
  };

  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    for (const month of [MAY, JUNE]) {
      await addVerdicts(company, REPORT, month, { met: 18, breached: 2, excused: 1, unmeasurable: 3, void: 2 });
      await addVerdicts(company, "FIN-SALES/payslip", month, { met: 9, breached: 1, excused: 2 });
      await addVerdicts(company, "FIN-LEGAL/report", month, { met: 5 });
    }
    const { store } = company;
    const [sales] = (await store.q.select({ id: store.t.agreement.id, code: store.t.agreement.code }).from(store.t.agreement)).filter((row) => row.code === "FIN-SALES");
    const rows = Array.from({ length: 7 }, (_, n) => ({
      id: `i${n}`, survey: "client_review" as const, personId: company.people.get(n % 2 === 0 ? "003" : "020")!, taskId: null, providerId: finance(), clientId: company.departments.get("SALES")!, agreementId: sales!.id,
      period: MAY, state: "open" as const, tokenHash: null, createdAt: at("2026-05-20"), sentAt: null, remindedAt: null, expiresAt: at("2026-07-20"), handedFrom: null,
    }));
    await store.writeAll((w) => insertInvitations(store, w, rows), { at: now, actor: { kind: "cli", id: "t" }, action: "survey.invite", entity: "invitation", entityId: "all" });
    for (let n = 0; n < 6; n += 1) expect(await recordAnswer(context(store, at("2026-05-21")), { invitationId: `i${n}`, csat: n < 4 ? 5 : 3, effort: null, reasons: [], comment: "", statisticsOnly: false })).toMatchObject({ ok: true });
    await store.writeAll((w) => [w.update(store.t.answer).set({ voidedAt: now, voidedBecause: "twice" }).where(eq(store.t.answer.invitationId, "i5")).returning({ id: store.t.answer.invitationId })], { at: now, actor: { kind: "cli", id: "t" }, action: "fairness.look", entity: "answer", entityId: "i5" });
  });
  afterAll(() => opened.dispose());

  test.each([MAY, QUARTER])("each count of %s has as many rows behind it", async (period) => {
    const { shown } = await card(period);
    expect(linesOf(shown)).toHaveLength(3);
    for (const line of linesOf(shown)) {
      const behind = (standings: readonly Standing[]) => rowsBehind(workPage, itemsOf([line.key], period, standings));
      expect(await behind(baseStandings(line)), line.key).toBe(line.base);
      expect(await behind(["met"])).toBe(line.counts.conforming);
      expect(await behind(missedStandings(line))).toBe(line.base - line.counts.conforming);
      expect(await behind(["excused"])).toBe(line.counts.excused);
      expect(await behind(["unmeasurable"])).toBe(line.counts.unmeasurable);
    }
  });

  test("the shares beside the score open to their items over all lines", async () => {
    const { shown } = await card(MAY);
    const sum = (part: "excused" | "unmeasurable") => linesOf(shown).reduce((total, line) => total + line.counts[part], 0);
    for (const part of ["excused", "unmeasurable"] as const) expect(await rowsBehind(workPage, itemsOf(keysWith(shown, part), MAY, [part]))).toBe(sum(part));
    expect(keysWith(shown, "unmeasurable")).toEqual([REPORT]);
  });

  test("the answers of a client are those that counted: a voided one is not among them", async () => {
    const { shown } = await card(MAY);
    const sales = shown.clients.find((client) => client.csat !== null)!;
    expect(sales.csat).toMatchObject({ satisfied: 4, responses: 5 });
    expect(await rowsBehind(answersPage, answersOf(sales.party, MAY, 1))).toBe(5);
    expect(await rowsBehind(answersPage, answersOf(sales.party, QUARTER, 1))).toBe(5);
  });

  test("a door is for those who may read what is behind it", async () => {
    const path = itemsOf([REPORT], MAY, ["met"]);
    const answer = await callRoute(workPage.loader as never, company.store, now, company.accounts.leo, path);
    expect((JSON.parse(answer.text) as { total: number }).total).toBe(0);
  });

  describe("a quarter from its months", () => {
    const correct = async (id: string, from: Standing, to: Standing) => {
      const { store } = company;
      const row = { id, period: MAY, obligationKey: REPORT, item: `t:${MAY}-${from}-${id}`, cycle: 0, carry: 0, recipientId: company.departments.get("SALES")!, fromStanding: from, toStanding: to, reason: "re_evaluated", state: "pending" as const, createdAt: now, decidedBy: null, decidedAt: null };
      await store.writeAll((w) => insertCorrections(store, w, [row]), { at: now, actor: { kind: "cli", id: "t" }, action: "evaluate", entity: "correction", entityId: id });
    };
    const approve = (id: string, when = now) => decideOnCorrections(context(company.store, when), { ids: [id], decision: "approved", personId: company.people.get("011")! });
    const close = async (month: string, when: number) => {
      const draft = await requestClose(context(company.store, when), { month, accountId: company.accounts.arno });
      if (!draft.ok) throw new Error(draft.code);
      return confirmClose(context(company.store, when + 1), { month, accountId: company.accounts.hana, draftHash: draft.value.hash });
    };
    const bridge = async () => (await quarterBridge(company.store, finance(), QUARTER, "shown", await loadPeriods(company.store), now))!;

    test("a correction approved since has a line of its own, and months and corrections add up to the quarter", async () => {
      await startReview(july());
      expect(await close(MAY, now)).toMatchObject({ ok: true });
      await correct("c1", "breached", "excused");
      await correct("c2", "unmeasurable", "met");
      const before = (await loadPeriods(company.store)).find((row) => row.month === JUNE)!.inputSeq;
      expect(await approve("c1")).toMatchObject({ ok: true });
      expect(await approve("c2")).toMatchObject({ ok: true });
      // The quarter closes with June: its inputs have changed.
      expect((await loadPeriods(company.store)).find((row) => row.month === JUNE)!.inputSeq).toBe(before + 2);
      const { lines, corrections } = await bridge();
      expect(corrections.map(({ id, from, to }) => [id, from, to])).toEqual([["c1", "breached", "excused"], ["c2", "unmeasurable", "met"]]);
      expect(lines.find((line) => line.key === REPORT)).toMatchObject({ months: [{ conforming: 18, base: 23 }, { conforming: 18, base: 23 }], corrected: { conforming: 1, base: -1 }, sum: { conforming: 37, base: 45 } });
      const shown = linesOf((await readScorecard(company.store, finance(), QUARTER, false, now + 3_600_000)).card!.card.shown);
      for (const line of shown) expect(lines.find((one) => one.key === line.key)?.sum, line.key).toEqual({ conforming: line.counts.conforming, base: line.base });
    });

    test("one approved while the last month is being sealed makes the seal stale", async () => {
      const { store } = company;
      await correct("c3", "breached", "excused");
      let isFirst = true;
      const racing: typeof store = {
        ...store,
        writeAll: async (...args) => {
          if (isFirst) {
            isFirst = false;
            expect(await approve("c3")).toMatchObject({ ok: true });
          }
          return store.writeAll(...args);
        },
      };
      expect(await requestClose(context(racing, now), { month: JUNE, accountId: company.accounts.arno })).toMatchObject({ ok: false, code: "changed_meanwhile" });
    });

    test("one approved after the seal is an adjustment of pay, not of the quarter", async () => {
      const { store, accounts } = company;
      await correct("c4", "met", "breached");
      let writes = 0;
      const failing: typeof store = {
        ...store,
        writeAll: async (...args) => {
          writes += 1;
          if (writes === 2) throw new Error("power cut");
          return store.writeAll(...args);
        },
      };
      await expect(requestClose(context(failing, now), { month: JUNE, accountId: accounts.arno })).rejects.toThrow("power cut");
      expect(await approve("c4", now + 60_000)).toMatchObject({ ok: true });
      // The snapshot is taken up again under the same seal.
      const draft = await requestClose(context(store, now + 90_000), { month: JUNE, accountId: accounts.arno });
      if (!draft.ok) throw new Error(draft.code);
      expect(await confirmClose(context(store, now + 120_000), { month: JUNE, accountId: accounts.hana, draftHash: draft.value.hash })).toMatchObject({ ok: true });
      const { lines, corrections } = await bridge();
      expect(corrections.map(({ id }) => id)).toEqual(["c1", "c2", "c3"]);
      const frozen = linesOf((await card(QUARTER, true)).shown).find((line) => line.key === REPORT)!;
      expect(frozen).toMatchObject({ base: 44, counts: { conforming: 37 } });
      expect(lines.find((line) => line.key === REPORT)?.sum).toEqual({ conforming: 37, base: 44 });
      const verified = await verifyPeriod(store, QUARTER);
      expect(verified).toMatchObject({ ok: true, value: { differences: [] } });
    });
  });
});
