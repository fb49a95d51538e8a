import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Statement } from "#app/domain/pay/statement.ts";
import { verifyPeriod } from "#app/operations/verify-period.server.ts";
import type { StoredScorecard } from "#db/queries/scorecards.server.ts";
import { loadRunLines, openStatement, sealStatement } from "#db/queries/runs.server.ts";
import type { Unit, Writer } from "#db/store.ts";
import { STORES } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { addTwoMonths, at, closeTwoMonths, payTinyCompany, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

describe.each(STORES)("a closed period computed again over %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let runId: string;
  const verify = async () => {
    const verdict = await verifyPeriod(opened.store, "2026-Q2");
    if (!verdict.ok) throw new Error(verdict.code);
    return verdict.value;
  };
  /** What somebody does who has the database, but neither the portal nor its keys for the audit. */
  const tamper = (build: (w: Writer) => Unit) => opened.store.writeAll(build, { at: at("2026-07-20"), actor: { kind: "cli", id: "test" }, action: "evaluate", entity: "verdict", entityId: "x" });
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    await addTwoMonths(company);
  });
  afterAll(() => opened.dispose());

  test("only a closed period has anything to compute again", async () => {
    expect(await verifyPeriod(opened.store, "2026-Q2")).toMatchObject({ code: "not_closed" });
    expect(await verifyPeriod(opened.store, "2025-Q2")).toMatchObject({ code: "unknown_period" });
  });

  test("its hashes, scores, counts and statements are what the frozen inputs give", async () => {
    await closeTwoMonths(company);
    ({ runId } = await payTinyCompany(company));
    expect(await verify()).toMatchObject({ months: 2, items: 74, scorecards: 2, runs: 1, statements: 2, differences: [] });
  });

  test("what changes in the company afterwards changes nothing in it", async () => {
    const { membership, obligation } = opened.store.t;
    await tamper((w) => [w.update(membership).set({ fte: "0.5" }).returning({ id: membership.id }), w.update(obligation).set({ weight: "9" }).returning({ key: obligation.key })]);
    expect((await verify()).differences).toEqual([]);
  });

  test("an amount that was written over is named", async () => {
    const { bonusLine } = opened.store.t;
    const [line] = await loadRunLines(opened.store, runId);
    const statement = openStatement(opened.store, line!);
    const more: Statement = { ...statement, amountMinor: statement.amountMinor + 1 };
    const setSealed = (sealed: string, hash: string) => tamper((w) => [w.update(bonusLine).set({ statementSealed: sealed, statementHash: hash }).where(eq(bonusLine.personId, line!.personId)).returning({ id: bonusLine.personId })]);
    await setSealed(sealStatement(opened.store, runId, more), line!.statementHash);
    expect((await verify()).differences).toEqual([{ what: "statement", id: `${runId}/${line!.personId}` }]);
    await setSealed(line!.statementSealed, line!.statementHash);
  });

  test("a score, a count and an item that were written over are named, the last by its month", async () => {
    const { scorecard, closedItem } = opened.store.t;
    const fin = company.departments.get("FIN")!;
    const [row] = (await opened.store.q.select().from(scorecard).where(eq(scorecard.departmentId, fin))).filter((one) => one.period === "2026-Q2");
    const content = row!.content as StoredScorecard;
    const setContent = (changed: StoredScorecard) => tamper((w) => [w.update(scorecard).set({ content: changed }).where(eq(scorecard.id, row!.id)).returning({ id: scorecard.id })]);
    await setContent({ ...content, card: { ...content.card, pay: { ...content.card.pay, scoreBp: 9999 } } });
    expect((await verify()).differences).toContainEqual({ what: "scorecard", id: `2026-Q2/${fin}` });
    await setContent(content);
    const [item] = (await opened.store.q.select().from(closedItem)).filter((one) => one.period === "2026-06" && one.standing === "breached");
    await tamper((w) => [w.update(closedItem).set({ standing: "met" }).where(eq(closedItem.item, item!.item)).returning({ item: closedItem.item })]);
    expect((await verify()).differences).toEqual(expect.arrayContaining([{ what: "month", id: "2026-06" }, { what: "counts", id: `2026-Q2/${fin}` }]));
  });
});
