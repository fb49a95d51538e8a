import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { confirmClose } from "#app/operations/confirm-close.server.ts";
import { expireSeals } from "#app/operations/expire-seals.server.ts";
import { refuseClose } from "#app/operations/refuse-close.server.ts";
import { requestClose } from "#app/operations/request-close.server.ts";
import { startReview } from "#app/operations/start-review.server.ts";
import { SEAL_LASTS_MS } from "#app/domain/score/period-life.ts";
import { loadClosedItems } from "#db/queries/closing.server.ts";
import { loadPeriod, touchPeriods } from "#db/queries/periods.server.ts";
import { loadScorecards } from "#db/queries/scorecards.server.ts";
import { StaleWriteError } from "#db/store.ts";
import { STORES } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { addTwoMonths, addVerdicts, at, context, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

const MAY = "2026-05";
const JUNE = "2026-06";

describe.each(STORES)("closing months on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  const july = () => context(company.store, at("2026-07-03"));
  const state = async (month: string) => (await loadPeriod(company.store, month))?.state;
  const touch = (month: string) =>
    company.store.writeAll((w) => touchPeriods(company.store, w, [month]), { at: at("2026-07-03"), actor: { kind: "cli", id: "t" }, action: "person.edit", entity: "task", entityId: "t" });
  const setStanding = (from: string, to: string) => {
    const { verdict: v } = company.store.t;
    return company.store.writeAll(
      (w) => [w.update(v).set({ standing: to as "met" }).where(eq(v.standing, from as "met")).returning({ item: v.item })],
      { at: at("2026-07-03"), actor: { kind: "cli", id: "t" }, action: "evaluate", entity: "verdict", entityId: "t" },
    );
  };

  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    await addTwoMonths(company);
  });
  afterAll(() => opened.dispose());

  test("a month goes into review at its cut-off, once", async () => {
    expect(await startReview(context(company.store, Date.UTC(2026, 5, 1) - 1))).toEqual([]);
    expect(await startReview(context(company.store, Date.UTC(2026, 5, 1)))).toEqual([MAY]);
    expect(await startReview(july())).toEqual([JUNE]);
    expect(await startReview(july())).toEqual([]);
    expect(await state("2026-07")).toBe("open");
  });

  test("months close in order, and the refusal says which comes first", async () => {
    expect(await requestClose(july(), { month: JUNE, accountId: company.accounts.arno })).toMatchObject({ ok: false, code: "previous_month_open", facts: { month: MAY } });
  });

  test("only an arbiter asks for closing", async () => {
    expect(await requestClose(july(), { month: MAY, accountId: company.accounts.hana })).toMatchObject({ code: "not_your_role" });
  });

  test("an item still pending keeps the month open", async () => {
    await addVerdicts(company, "FIN-SALES/report", MAY, { at_risk: 1 });
    expect(await requestClose(july(), { month: MAY, accountId: company.accounts.arno })).toMatchObject({ code: "items_pending", facts: { items: 1 } });
    await setStanding("at_risk", "void");
  });

  test("an input changed between loading and sealing: nothing is sealed", async () => {
    const { store } = company;
    let isFirst = true;
    // Another process records an input after this operation has read the month and before it writes.
    const slow = {
      ...store,
      writeAll: async (...args: Parameters<typeof store.writeAll>) => {
        if (isFirst) {
          isFirst = false;
          await touch(MAY);
        }
        return store.writeAll(...args);
      },
    };
    expect(await requestClose(context(slow, at("2026-07-03")), { month: MAY, accountId: company.accounts.arno })).toMatchObject({ code: "changed_meanwhile" });
    expect(await state(MAY)).toBe("review");
  });

  test("sealing carries open disputes and drafts what counted; a sealed month takes no input", async () => {
    const { store } = company;
    const { dispute: d } = store.t;
    await store.writeAll(
      (w) => [
        w.insert(d).values({ id: "d1", period: MAY, subject: "verdict", raisedBy: company.people.get("001")!, departmentId: company.departments.get("FIN")!, reason: "late input", state: "open", createdAt: 1, decideBy: at("2026-06-08"), rowVersion: 1 }).returning({ id: d.id }),
      ],
      { at: 1, actor: { kind: "cli", id: "t" }, action: "dispute.raise", entity: "dispute", entityId: "d1" },
    );
    const draft = await requestClose(july(), { month: MAY, accountId: company.accounts.arno });
    expect(draft).toMatchObject({ ok: true, value: { periods: [MAY], scorecards: 2, items: 36 } });
    expect(await state(MAY)).toBe("sealed");
    expect((await store.q.select().from(d))[0]?.state).toBe("carried");
    await expect(touch(MAY)).rejects.toBeInstanceOf(StaleWriteError);
    expect(await loadScorecards(store, [MAY])).toEqual([]);
  });

  test("whoever asked cannot confirm, from whichever account", async () => {
    const draftHash = (await loadPeriod(company.store, MAY))!.draftHash!;
    for (const accountId of [company.accounts.arno, company.accounts.arno2]) {
      expect(await confirmClose(july(), { month: MAY, accountId, draftHash })).toMatchObject({ code: "same_person" });
    }
    expect(await confirmClose(july(), { month: MAY, accountId: company.accounts.dora, draftHash })).toMatchObject({ code: "not_your_role" });
  });

  test("a refusal needs a reason, and gives the month back as it was", async () => {
    const { store, accounts } = company;
    expect(await refuseClose(july(), { month: MAY, accountId: accounts.hana, reason: " " })).toMatchObject({ code: "reason_missing" });
    expect(await refuseClose(july(), { month: MAY, accountId: accounts.hana, reason: "One more objection" })).toMatchObject({ ok: true });
    expect(await state(MAY)).toBe("review");
    expect(await loadScorecards(store, [MAY], "draft")).toEqual([]);
    expect(await loadClosedItems(store, MAY)).toEqual([]);
    expect((await store.q.select().from(store.t.dispute))[0]?.state).toBe("open");
    await touch(MAY);
  });

  test("a seal nobody confirms falls off after 48 hours", async () => {
    await requestClose(july(), { month: MAY, accountId: company.accounts.arno });
    expect(await expireSeals(context(company.store, at("2026-07-03") + SEAL_LASTS_MS - 1))).toEqual([]);
    expect(await expireSeals(context(company.store, at("2026-07-03") + SEAL_LASTS_MS))).toEqual([MAY]);
    expect(await state(MAY)).toBe("review");
  });

  test("a snapshot interrupted half-way is taken up again", async () => {
    const { store, accounts } = company;
    let writes = 0;
    const failing = {
      ...store,
      writeAll: async (...args: Parameters<typeof store.writeAll>) => {
        writes += 1;
        if (writes === 3) throw new Error("power cut");
        return store.writeAll(...args);
      },
    };
    await expect(requestClose(context(failing, at("2026-07-03")), { month: MAY, accountId: accounts.arno })).rejects.toThrow("power cut");
    expect(await confirmClose(july(), { month: MAY, accountId: accounts.hana, draftHash: "" })).toMatchObject({ code: "draft_not_ready" });
    expect(await requestClose(july(), { month: MAY, accountId: accounts.ida })).toMatchObject({ ok: true, value: { items: 36 } });
  });

  test("a draft that somebody changed behind the portal does not close", async () => {
    const { store, accounts } = company;
    const draftHash = (await loadPeriod(store, MAY))!.draftHash!;
    const { scorecard: s } = store.t;
    const raise = (by: number) =>
      store.writeAll((w) => [w.update(s).set({ content: sql`replace(${s.content}, '"weight":"2"', ${`"weight":"${by}"`})` }).where(eq(s.period, MAY)).returning({ id: s.id })], {
        at: 1, actor: { kind: "cli", id: "t" }, action: "person.edit", entity: "scorecard", entityId: "x",
      });
    await raise(7);
    expect(await confirmClose(july(), { month: MAY, accountId: accounts.hana, draftHash })).toMatchObject({ code: "draft_changed" });
    expect(await state(MAY)).toBe("sealed");
    expect(await refuseClose(july(), { month: MAY, accountId: accounts.ida, reason: "Draft damaged" })).toMatchObject({ ok: true });
    expect(await requestClose(july(), { month: MAY, accountId: accounts.arno })).toMatchObject({ ok: true });
  });

  test("of two confirmers at once exactly one closes the month", async () => {
    const { store, accounts } = company;
    const draftHash = (await loadPeriod(store, MAY))!.draftHash!;
    const results = await Promise.all([accounts.hana, accounts.ida].map((accountId) => confirmClose(july(), { month: MAY, accountId, draftHash })));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.find((result) => !result.ok)).toMatchObject({ code: expect.stringMatching(/changed_meanwhile|wrong_state/) });
    expect(await state(MAY)).toBe("closed");
    const cards = await loadScorecards(store, [MAY]);
    expect(cards.map((card) => card.departmentId).sort()).toEqual([company.departments.get("FIN"), company.departments.get("PAYROLL")].sort());
    await expect(touch(MAY)).rejects.toBeInstanceOf(StaleWriteError);
    expect(await requestClose(july(), { month: MAY, accountId: accounts.arno })).toMatchObject({ code: "wrong_state", facts: { state: "closed" } });
  });

  test("the last month of a quarter freezes the quarter from the months' counts", async () => {
    const { store, accounts, departments } = company;
    const draft = await requestClose(july(), { month: JUNE, accountId: accounts.ida });
    if (!draft.ok) throw new Error(draft.code);
    expect(draft.value.periods).toEqual([JUNE, "2026-Q2"]);
    expect(await confirmClose(july(), { month: JUNE, accountId: accounts.arno, draftHash: draft.value.hash })).toMatchObject({ ok: true });
    const cards = await loadScorecards(store, ["2026-Q2"]);
    const card = cards.find((row) => row.departmentId === departments.get("FIN"))!.content.card;
    const lines = card.pay.clients.flatMap((client) => client.lines.map((line) => [line.key, line.base, line.counts.conforming, line.counts.excused]));
    expect(lines).toEqual([
      ["FIN-LEGAL/report", 10, 10, 0],
      ["FIN-SALES/report", 40, 36, 2],
      ["FIN-SALES/payslip", 22, 18, 0],
    ]);
  });
});
