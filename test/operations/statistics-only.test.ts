import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordAnswer } from "#app/operations/record-answer.server.ts";
import { exportInputs } from "#app/operations/export-inputs.server.ts";
import { loader as answers } from "#app/routes/_shell.ratings.answers/route.tsx";
import { loader as received } from "#app/routes/_shell.ratings._index/route.tsx";
import { loader as cases } from "#app/routes/_shell.improvement._index/route.tsx";
import { loader as inbox } from "#app/routes/_shell.inbox/route.tsx";
import { loader as scorecard } from "#app/routes/_shell.scorecards.$departmentId/route.tsx";
import { loader as audit } from "#app/routes/_shell.settings.audit/route.tsx";
import { loader as answersFile } from "#app/routes/ratings.answers[.]csv/route.ts";
import { loadCases } from "#db/queries/cases.server.ts";
import { countReceived } from "#db/queries/rate-page.server.ts";
import { insertInvitations } from "#db/queries/ratings.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import type { Store } from "#db/store.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { addTwoMonths, at, closeTwoMonths, context, TINY, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const STAFF = [1, 2, 3, 4, 5].map((n) => ({ ...TINY.people[1]!, personnelNumber: `S${n}`, surname: `Surname${n}`, givenName: `Given${n}`, department: "SALES" }));
const NOW = at("2026-06-10");
const SECRET = "invitation-3";

/** Five people of sales, each asked about finance. */
async function askFive(store: Store): Promise<TinyCompany> {
  const company = await tinyCompany(store, { ...TINY, people: [...TINY.people, ...STAFF] } as typeof TINY);
  const finance = company.departments.get("FIN")!;
  const { agreement: a } = store.t;
  const sales = (await store.q.select({ id: a.id, code: a.code }).from(a)).find((row) => row.code === "FIN-SALES")!.id;
  const rows = STAFF.map((row, index) => ({
    id: `invitation-${index + 1}`, survey: "client_review" as const, personId: company.people.get(row.personnelNumber)!, taskId: null, providerId: finance, clientId: company.departments.get("SALES")!, agreementId: sales,
    period: "2026-06", state: "open" as const, tokenHash: null, createdAt: NOW, sentAt: NOW, remindedAt: null, expiresAt: NOW + 86_400_000,
  }));
  await store.writeAll((w) => insertInvitations(store, w, rows), { at: NOW, actor: { kind: "cli", id: "t" }, action: "survey.invite", entity: "invitation", entityId: "all" });
  await addTwoMonths(company);
  return company;
}

describe.each(STORES)("an answer that counts only in the statistics over %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let finance: string;
  beforeAll(async () => {
    opened = await open();
    const { store } = opened;
    company = await askFive(store);
    finance = company.departments.get("FIN")!;
  });
  afterAll(() => opened.dispose());

  const doors = async (now: number) => {
    const texts: string[] = [];
    for (const name of ["ada", "bo", "arno", "dora", "audrey", "leo"] as const) {
      const call = async (handler: Parameters<typeof callRoute>[0], path: string, params = {}) => texts.push((await callRoute(handler, opened.store, now, company.accounts[name], path, params)).text);
      for (const query of ["", "?period=2026-06", `?client=${company.departments.get("SALES")!}`, "?search=canary"]) {
        await call(received, `/ratings${query}`);
        await call(answers, `/ratings/answers${query}`);
        await call(answersFile, `/ratings/answers.csv${query}`);
      }
      await call(cases, "/improvement");
      await call(inbox, "/inbox");
      await call(audit, "/settings/audit");
    }
    return texts.join("\n");
  };
  const counted = () => countReceived(opened.store, "all", ["2026-06"]);
  const live = async (now: number) => (await callRoute(scorecard, opened.store, now, company.accounts.arno, `/scorecards/${finance}?period=2026-06`, { departmentId: finance })).text;

  test("is seen by nobody before closing: no score, no word, no case, no notice, no change of a live figure", async () => {
    const before = await live(NOW);
    const seen = await doors(NOW);
    expect(await recordAnswer({ ...context(opened.store, NOW), actor: { kind: "account", id: "account-of-3", address: "10.0.0.3" } }, { invitationId: SECRET, csat: 2, effort: null, reasons: ["attitude"], comment: "canary words", statisticsOnly: true })).toMatchObject({ ok: true });
    expect(await counted()).toEqual([]);
    expect(await loadCases(opened.store, "all", 10)).toEqual([]);
    // Ten minutes later live figures are computed anew.
    expect((await live(NOW + 600_000)).replaceAll(String(NOW + 600_000), String(NOW))).toBe(before);
    const after = await doors(NOW);
    expect(after).not.toContain("canary");
    for (const row of STAFF) expect([row.surname, after.split(row.surname).length]).toEqual([row.surname, seen.split(row.surname).length]);
    const { audit: log } = opened.store.t;
    const entry = (await opened.store.q.select().from(log)).find((row) => row.action === "answer.record")!;
    expect(JSON.stringify(entry)).not.toMatch(/csat|canary|attitude|account-of-3|10\.0\.0\.3|invitation-3/);
  });

  test("is one more of its client's count after closing, and still nothing else", async () => {
    await closeTwoMonths(company);
    expect((await counted()).map(({ clientId, csat, n }) => ({ clientId, csat, n }))).toEqual([{ clientId: company.departments.get("SALES"), csat: 2, n: 1 }]);
    const after = await doors(at("2026-07-10"));
    expect(after).not.toMatch(/canary|"csat":2,"comment"/);
    for (const row of STAFF) expect(after).not.toContain(row.surname);
    const bundle = JSON.stringify(await exportInputs(opened.store, "2026-06"));
    expect(bundle).toContain('"responses":1,"satisfied":0');
    expect(bundle).not.toMatch(/canary|Surname/);
  });
});

describe.each(STORES)("the choice to count only in the statistics over %s", (_name, open) => {
  let opened: TestStore;
  beforeAll(async () => {
    opened = await open();
    await askFive(opened.store);
  });
  afterAll(() => opened.dispose());

  test("is no way back from a name that was read: it is refused, and the other way is open", async () => {
    const say = (statisticsOnly: boolean, csat: number, invitationId: string, at = NOW) => recordAnswer(context(opened.store, at), { invitationId, csat, effort: null, reasons: [], comment: "", statisticsOnly });
    expect(await say(false, 2, "invitation-2")).toMatchObject({ ok: true });
    expect(await say(true, 2, "invitation-2", NOW + 1)).toMatchObject({ ok: false, code: "statistics_only_seen", field: "statisticsOnly" });
    expect(await say(false, 3, "invitation-2", NOW + 2)).toMatchObject({ ok: true, value: { replaced: true } });
    expect(await say(true, 3, "invitation-4")).toMatchObject({ ok: true });
    expect(await say(false, 3, "invitation-4", NOW + 1)).toMatchObject({ ok: true, value: { replaced: true } });
  });
});
