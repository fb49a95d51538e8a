import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_PLAN } from "#app/domain/pay/plan-terms.ts";
import { acceptFindings } from "#app/operations/accept-findings.server.ts";
import type { AcceptFindings } from "#app/operations/accept-findings.server.ts";
import { decideRunStep } from "#app/operations/approve-run.server.ts";
import { prepareBonusRun } from "#app/operations/prepare-run.server.ts";
import { savePlan } from "#app/operations/save-plan.server.ts";
import { setPlanMembers } from "#app/operations/set-plan-members.server.ts";
import { insertAccount } from "#db/queries/accounts.server.ts";
import { loadFindings, openFinding } from "#db/queries/run-checks.server.ts";
import { findRun } from "#db/queries/runs.server.ts";
import { acceptAll } from "#test/support/accept-all.ts";
import { STORES } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { ADA_TARGET, addTwoMonths, at, closeTwoMonths, context, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

const Q2 = "2026-Q2";
/** Finance scores 96.73. */
const PAYS_NOTHING_YET = { type: "curve", points: [[9700, 10_000], [10_000, 10_000]] } as const;

describe.each(STORES)("looking at a run before it is submitted, on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let planId: string;
  let runId: string;
  let contentHash: string;
  const july = () => context(company.store, at("2026-07-10"));
  const accept = (over: Partial<AcceptFindings> = {}) =>
    acceptFindings(july(), { runId, accountId: company.accounts.hana, contentHash, kinds: ["zero"], reason: "A trainee", ...over });
  const step = (type: "submit" | "approve" | "publish", accountId: string, hash = contentHash) => decideRunStep(july(), { type, runId, accountId, contentHash: hash });
  const prepare = async () => {
    const prepared = await prepareBonusRun(july(), { planId, period: Q2, accountId: company.accounts.hana });
    if (!prepared.ok) throw new Error(prepared.code);
    ({ runId, contentHash } = prepared.value);
  };
  const member = (number: string, minor: number) => ({ personId: company.people.get(number)!, from: "2026-04-01", to: null, target: { type: "amount" as const, minor } });

  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    await addTwoMonths(company);
    await closeTwoMonths(company);
    const saved = await savePlan(july(), { planId: null, code: "BACK", name: { en: "Back office" }, from: "2026-04-01", terms: { ...DEFAULT_PLAN, payout: PAYS_NOTHING_YET, approvalChain: ["hr", "director"] }, accountId: company.accounts.hana });
    if (!saved.ok) throw new Error(saved.code);
    planId = saved.value.planId;
    await setPlanMembers(july(), { planId, changes: [member("001", ADA_TARGET)] });
    await prepare();
  });
  afterAll(() => opened.dispose());

  test("a person who is paid nothing and one without a plan are each on a list", async () => {
    const findings = await loadFindings(company.store, runId);
    expect(findings.map((one) => [one.kind, one.people, openFinding(company.store, one).map((row) => row.personId)])).toEqual([
      ["without_plan", 1, [company.people.get("002")]],
      ["zero", 1, [company.people.get("001")]],
    ]);
  });

  test("nothing is submitted before every list has a word", async () => {
    expect(await step("submit", company.accounts.hana)).toMatchObject({ code: "findings_open", facts: { lists: 2 } });
    expect(await accept({ reason: "  " })).toMatchObject({ code: "reason_missing", field: "reason" });
    expect(await accept({ accountId: company.accounts.dora })).toMatchObject({ code: "not_your_role" });
    expect(await accept({ contentHash: "0".repeat(64) })).toMatchObject({ code: "content_changed" });
    expect(await accept({ kinds: ["outlier"] })).toMatchObject({ code: "unknown_finding" });
    expect(await accept()).toMatchObject({ ok: true, value: { accepted: 1 } });
    expect(await step("submit", company.accounts.hana)).toMatchObject({ code: "findings_open", facts: { lists: 1 } });
  });

  test("prepared again with the same result the word stands; with another one it does not", async () => {
    await prepare();
    expect((await loadFindings(company.store, runId)).find((one) => one.kind === "zero")).toMatchObject({ acceptedBy: company.accounts.hana, acceptedBecause: "A trainee" });
    await setPlanMembers(july(), { planId, changes: [member("002", ADA_TARGET)] });
    await prepare();
    expect((await loadFindings(company.store, runId)).map((one) => [one.kind, one.acceptedBecause])).toEqual([["zero", null]]);
  });

  test("of two who accept at once one wins", async () => {
    const both = await Promise.all([accept(), accept({ accountId: company.accounts.hugo, reason: "I know him" })]);
    expect(both.map((one) => (one.ok ? "ok" : one.code)).sort()).toEqual(["changed_meanwhile", "ok"]);
  });

  test("a submitted run is accepted no more", async () => {
    await acceptAll(july(), runId, company.accounts.hana);
    expect(await step("submit", company.accounts.hana)).toMatchObject({ ok: true });
    expect(await accept()).toMatchObject({ code: "wrong_state" });
  });

  test("two accounts of one person are one person", async () => {
    const { store, people } = company;
    await store.writeAll((w) => [insertAccount(store, w, { id: "account-hana2", personId: people.get("010")!, email: "hana2@tiny.test", passwordHash: null, isDemo: false, disabledAt: null, createdAt: 1 })], {
      at: 1, actor: { kind: "cli", id: "t" }, action: "account.add", entity: "account", entityId: "account-hana2",
    });
    expect(await step("approve", "account-hana2")).toMatchObject({ code: "preparer_cannot_approve" });
  });

  test("a role granted yesterday approves nothing", async () => {
    const { store, people } = company;
    const { roleGrant: g } = store.t;
    await store.writeAll((w) => [w.insert(g).values({ id: "hr-020", personId: people.get("020")!, role: "hr", from: at("2026-07-09"), to: null, grantedBy: null, confirmedBy: null }).returning({ id: g.id })], {
      at: 1, actor: { kind: "cli", id: "t" }, action: "role.grant", entity: "person", entityId: people.get("020")!,
    });
    expect(await step("approve", company.accounts.leo)).toMatchObject({ code: "role_too_new" });
  });

  test("who approved what was shown does not approve what it became", async () => {
    expect(await step("approve", company.accounts.hugo)).toMatchObject({ ok: true });
    const seen = contentHash;
    await decideRunStep(july(), { type: "return", runId, accountId: company.accounts.dora, reason: "Bo has another target" });
    await setPlanMembers(july(), { planId, changes: [member("002", ADA_TARGET + 1)] });
    await prepare();
    await acceptAll(july(), runId, company.accounts.hana);
    await step("submit", company.accounts.hana);
    expect(contentHash).not.toBe(seen);
    expect(await step("approve", company.accounts.hugo, seen)).toMatchObject({ code: "content_changed" });
    expect(await step("publish", company.accounts.hana)).toMatchObject({ code: "wrong_state" });
    expect((await findRun(company.store, runId))!.state).toBe("submitted");
  });
});
