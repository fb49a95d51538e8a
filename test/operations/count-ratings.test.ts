import { afterEach, describe, expect, test } from "vitest";
import { countRatings } from "#app/operations/count-ratings.server.ts";
import { recordAnswer } from "#app/operations/record-answer.server.ts";
import { insertAnswers, insertInvitations } from "#db/queries/ratings.server.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { addTwoMonths, at, closeTwoMonths, context, TINY, tinyCompany } from "#test/support/tiny-company.ts";

let opened: TestStore;
afterEach(() => opened.dispose());

describe.each(STORES)("counts of ratings over %s", (_name, open) => {
  test("stay as they were when a month is closed, are one's own departments' alone, and grow with a month that is open", async () => {
    opened = await open();
    const { store } = opened;
    const company = await tinyCompany(store, TINY);
    const [finance, sales] = [company.departments.get("FIN")!, company.departments.get("SALES")!];
    const rater = [...company.people.values()][1]!;
    const scores = [5, 4, 2];
    const now = at("2026-06-10");
    const invitation = (n: number, state: "answered" | "expired" | "open") => ({
      id: `invitation-${n}`, survey: "transactional" as const, personId: rater, taskId: null, providerId: finance, clientId: sales, agreementId: null, period: n < 9 ? "2026-06" : "2026-07", state,
      tokenHash: null, createdAt: now, sentAt: now, remindedAt: null, expiresAt: at("2026-07-20"),
    });
    const answer = (csat: number, n: number) => ({ invitationId: `invitation-${n}`, number: 1, csat, effort: csat, reasons: [], comment: "", statisticsOnly: false, isCurrent: true, answeredAt: now, voidedAt: null, voidedBecause: null, voidedBy: null });
    await store.writeAll(
      (w) => [...insertInvitations(store, w, [...scores.map((_, n) => invitation(n, "answered")), invitation(7, "expired"), invitation(9, "open")]), ...insertAnswers(store, w, scores.map(answer))],
      { at: now, actor: { kind: "cli", id: "t" }, action: "survey.invite", entity: "invitation", entityId: "all" },
    );
    await addTwoMonths(company);
    const about = { providerId: finance, clientId: sales };
    const counted = () => countRatings(store, "all", ["2026-06", "2026-07"], ["2026-06"]);
    const byScore = <Row extends { readonly csat: number; readonly period?: string }>(rows: readonly Row[]) => [...rows].sort((a, b) => (a.period ?? "").localeCompare(b.period ?? "") || a.csat - b.csat);
    const live = await counted();
    expect(byScore(live.received)).toEqual([2, 4, 5].map((csat) => ({ ...about, period: "2026-06", csat, n: 1 })));
    expect(byScore(live.named)).toEqual([2, 4, 5].map((csat) => ({ ...about, productId: null, csat, effort: csat, n: 1 })));
    expect(live.asked).toEqual([]);

    await closeTwoMonths(company);
    const closed = await counted();
    expect(byScore(closed.received)).toEqual(byScore(live.received));
    expect(byScore(closed.named)).toEqual(byScore(live.named));
    expect([closed.asked.reduce((sum, row) => sum + row.asked, 0), closed.asked.reduce((sum, row) => sum + row.answered, 0)]).toEqual([4, 3]);
    expect(await countRatings(store, [finance], ["2026-06"], ["2026-06"])).toMatchObject({ received: closed.received, named: closed.named });
    expect(await countRatings(store, [sales], ["2026-06"], ["2026-06"])).toEqual({ received: [], asked: [], named: [] });

    expect(await recordAnswer({ ...context(store, at("2026-07-05")), actor: { kind: "account", id: "a", address: "10.0.0.3" } }, { invitationId: "invitation-9", csat: 5, effort: null, reasons: [], comment: "", statisticsOnly: false })).toMatchObject({ ok: true });
    expect(byScore((await counted()).received)).toEqual([...byScore(live.received), { ...about, period: "2026-07", csat: 5, n: 1 }]);
  });
});
