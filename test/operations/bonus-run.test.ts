import { readFileSync } from "node:fs";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_PLAN } from "#app/domain/pay/plan-terms.ts";
import type { PlanVersionTerms } from "#app/domain/pay/check-plan-terms.ts";
import { decideRunStep } from "#app/operations/approve-run.server.ts";
import { exportRun } from "#app/operations/export-run.server.ts";
import { prepareBonusRun } from "#app/operations/prepare-run.server.ts";
import { readRun } from "#app/operations/read-run.server.ts";
import { savePlan } from "#app/operations/save-plan.server.ts";
import { setPlanMembers } from "#app/operations/set-plan-members.server.ts";
import { findRun, loadApprovals, loadPublishedLines, loadRunLines, openStatement } from "#db/queries/runs.server.ts";
import { sha256 } from "#db/new-id.server.ts";
import { acceptAll } from "#test/support/accept-all.ts";
import { STORES } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { ADA_TARGET, addTwoMonths, at, BO_TARGET, closeTwoMonths, context, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

const Q2 = "2026-Q2";
const TERMS: PlanVersionTerms = { ...DEFAULT_PLAN, mix: { team: "50", department: "50" }, approvalChain: ["hr", "director"] };

describe.each(STORES)("a bonus run on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let planId: string;
  let runId: string;
  let contentHash: string;
  const july = () => context(company.store, at("2026-07-10"));
  const person = (number: string) => company.people.get(number)!;
  const step = async (type: "submit" | "approve" | "publish", account: keyof TinyCompany["accounts"], hash = contentHash) => {
    if (type === "submit") await acceptAll(july(), runId, company.accounts.hana);
    return decideRunStep(july(), { type, runId, accountId: company.accounts[account], contentHash: hash });
  };
  const member = (number: string, minor: number, from = "2026-04-01") => ({ personId: person(number), from, to: null, target: { type: "amount" as const, minor } });

  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    await addTwoMonths(company);
  });
  afterAll(() => opened.dispose());

  test("terms that cannot be calculated are refused before anybody is paid by them", async () => {
    const { accounts } = company;
    const base = { planId: null, code: "BACK", name: { en: "Back office" }, from: "2026-04-01", terms: TERMS, accountId: accounts.hana };
    const points = [[9000, 10_000], [9000, 11_000]] as const;
    expect(await savePlan(july(), { ...base, terms: { ...TERMS, payout: { type: "curve", points } } })).toMatchObject({ code: "bad_curve" });
    expect(await savePlan(july(), { ...base, terms: { ...TERMS, mix: { team: "0", department: "0" } } })).toMatchObject({ code: "bad_mix" });
    expect(await savePlan(july(), { ...base, from: "2026-05-01" })).toMatchObject({ code: "not_first_day" });
    expect(await savePlan(july(), { ...base, terms: { ...TERMS, currency: "EUR" } })).toMatchObject({ code: "other_currency" });
    const saved = await savePlan(july(), base);
    if (!saved.ok) throw new Error(saved.code);
    planId = saved.value.planId;
    expect(await savePlan(july(), base)).toMatchObject({ code: "code_taken" });
    expect(await savePlan(july(), { ...base, planId })).toMatchObject({ code: "not_after_last_version" });
  });

  test("people join with a sealed target, once, and change it with a pay period", async () => {
    expect(await setPlanMembers(july(), { planId, changes: [member("001", ADA_TARGET), member("002", BO_TARGET)] })).toMatchObject({ ok: true, value: { added: 2 } });
    expect(await setPlanMembers(july(), { planId, changes: [member("001", -1, "2026-07-01")] })).toMatchObject({ code: "amount_negative" });
    expect(await setPlanMembers(july(), { planId, changes: [member("001", 5, "2026-08-01")] })).toMatchObject({ code: "not_first_day" });
    expect(await setPlanMembers(july(), { planId, changes: [member("001", 5, "2026-07-01")] })).toMatchObject({ ok: true, value: { added: 1, ended: 1 } });
    const other = await savePlan(july(), { planId: null, code: "OTHER", name: { en: "Other" }, from: "2026-04-01", terms: TERMS, accountId: null });
    if (!other.ok) throw new Error(other.code);
    expect(await setPlanMembers(july(), { planId: other.value.planId, changes: [member("002", 5, "2026-07-01")] })).toMatchObject({ code: "in_another_plan" });
  });

  test("nothing is prepared before the pay period is closed, or by others than HR", async () => {
    expect(await prepareBonusRun(july(), { planId, period: Q2, accountId: company.accounts.hana })).toMatchObject({ code: "period_not_closed" });
    await closeTwoMonths(company);
    expect(await prepareBonusRun(july(), { planId, period: Q2, accountId: company.accounts.dora })).toMatchObject({ code: "not_your_role" });
  });

  test("every statement's lines sum to its amount, and the totals to the lines", async () => {
    const prepared = await prepareBonusRun(july(), { planId, period: Q2, accountId: company.accounts.hana });
    if (!prepared.ok) throw new Error(prepared.code);
    ({ runId, contentHash } = prepared.value);
    const run = await readRun(company.store, (await findRun(company.store, runId))!);
    expect(run.statements).toHaveLength(2);
    for (const statement of run.statements) {
      expect(statement.lines.reduce((sum, line) => sum + line.amountMinor, 0)).toBe(statement.amountMinor);
      expect(statement.amountMinor).toBeGreaterThan(0);
    }
    expect(run.secret.totals.amountMinor).toBe(run.statements.reduce((sum, one) => sum + one.amountMinor, 0));
    const ada = run.statements.find((one) => one.personId === person("001"))!;
    expect(ada.targetMinor).toBe(ADA_TARGET);
    // Bo is in the team and is paid by the mean of team and department.
    expect(run.statements.find((one) => one.personId === person("002"))!.segments[0]).toMatchObject({ cardOf: company.departments.get("FIN"), teamScoreBp: expect.any(Number) });
  });

  test("the same facts give the same hash", async () => {
    expect(await prepareBonusRun(july(), { planId, period: Q2, accountId: company.accounts.hana })).toMatchObject({ ok: true, value: { runId, contentHash } });
  });

  test("what changed after preparing must be prepared again", async () => {
    await setPlanMembers(july(), { planId, changes: [member("003", 100_000)] });
    expect(await step("submit", "hana")).toMatchObject({ code: "content_changed" });
    const again = await prepareBonusRun(july(), { planId, period: Q2, accountId: company.accounts.hana });
    if (!again.ok) throw new Error(again.code);
    expect(again.value.contentHash).not.toBe(contentHash);
    contentHash = again.value.contentHash;
    expect(await step("submit", "hana")).toMatchObject({ ok: true, value: { state: "submitted" } });
  });

  test("a submitted run stands still: nobody prepares it anew or changes who is in it", async () => {
    expect(await prepareBonusRun(july(), { planId, period: Q2, accountId: company.accounts.hana })).toMatchObject({ code: "wrong_state" });
    expect(await setPlanMembers(july(), { planId, changes: [member("010", 100)] })).toMatchObject({ code: "period_already_run", facts: { period: Q2 } });
  });

  test("the preparer does not approve, the chain approves in order, and of two at once one wins", async () => {
    expect(await step("approve", "hana")).toMatchObject({ code: "preparer_cannot_approve" });
    expect(await step("approve", "dora")).toMatchObject({ code: "not_your_role", facts: { role: "hr" } });
    expect(await step("approve", "hugo", "another")).toMatchObject({ code: "content_changed" });
    const both = await Promise.all([step("approve", "hugo"), step("approve", "cy")]);
    expect(both.filter((result) => result.ok)).toHaveLength(1);
    expect(await step("publish", "hana")).toMatchObject({ code: "wrong_state" });
  });

  test("a returned run loses its approvals", async () => {
    const { store, accounts } = company;
    expect(await decideRunStep(july(), { type: "return", runId, accountId: accounts.dora, reason: "Check Bo" })).toMatchObject({ ok: true });
    expect(await loadApprovals(store, runId)).toEqual([]);
    expect((await findRun(store, runId))!.state).toBe("returned");
    await step("submit", "hana");
    await step("approve", "hugo");
  });

  test("an approver with a statement in it: a director settles these lines too", async () => {
    // Cy approved for HR and is in the run: the one director approved already, so her step is not enough.
    expect(await step("approve", "dora")).toMatchObject({ ok: true, value: { state: "submitted" } });
    expect(await step("approve", "dora")).toMatchObject({ code: "already_approved" });
    await decideRunStep(july(), { type: "return", runId, accountId: company.accounts.dora, reason: "Cy leaves the plan" });
    expect(await setPlanMembers(july(), { planId, changes: [{ personId: person("003"), from: "2026-03-01", to: null, target: null }] })).toMatchObject({ code: "later_change_exists" });
    expect(await setPlanMembers(july(), { planId, changes: [{ personId: person("003"), from: "2026-04-01", to: null, target: null }] })).toMatchObject({ ok: true, value: { ended: 1 } });
  });

  test("published, everybody sees the own statement; before, nobody does", async () => {
    const { store, accounts } = company;
    expect(await loadPublishedLines(store, person("001"), 9)).toEqual([]);
    const { roleGrant: g } = store.t;
    await store.writeAll(
      (w) => [w.insert(g).values({ id: "hr-013", personId: person("013"), role: "hr", from: at("2025-01-01"), to: null, grantedBy: null, confirmedBy: null }).returning({ id: g.id })],
      { at: 1, actor: { kind: "cli", id: "t" }, action: "role.grant", entity: "person", entityId: person("013") },
    );
    const prepared = await prepareBonusRun(july(), { planId, period: Q2, accountId: accounts.hana });
    if (!prepared.ok) throw new Error(prepared.code);
    ({ contentHash } = prepared.value);
    await step("submit", "hana");
    expect(await step("approve", "ida")).toMatchObject({ ok: true });
    expect(await step("approve", "dora")).toMatchObject({ ok: true, value: { state: "approved" } });
    expect(await step("publish", "hana")).toMatchObject({ ok: true, value: { state: "published" } });
    const [line] = await loadPublishedLines(store, person("001"), 9);
    expect(openStatement(store, line!).targetMinor).toBe(ADA_TARGET);
  });

  test("the export repeats byte for byte and says how to check it", async () => {
    const { accounts } = company;
    const command = { runId, accountId: accounts.hana, format: { profile: "1c-amount", separator: ";" }, encoding: "windows-1251" } as const;
    const first = await exportRun(july(), command);
    const second = await exportRun(july(), command);
    if (!first.ok || !second.ok) throw new Error("refused");
    expect(first.value.file.equals(second.value.file)).toBe(true);
    expect(first.value.manifest).toMatchObject({ rows: 2, sha256: sha256(first.value.file), fileName: "BACK-2026-Q2-1c-amount.csv" });
    const text = new TextDecoder("windows-1251").decode(first.value.file);
    const lines = text.trimEnd().split("\r\n");
    expect(lines[0]).toBe('"Табельный номер";"Сотрудник";"Подразделение";"Дата начала";"Дата окончания";"Сумма";"Ключ строки"');
    expect(lines[1]).toMatch(/^"001";"Adams Ada";"FIN";"01\.04\.2026";"30\.06\.2026";\d+,\d\d;"[0-9a-f]{24}"$/);
    const sum = lines.slice(1).reduce((total, line) => total + Number(line.split(";")[5]!.replace(",", "")), 0);
    expect(sum).toBe(first.value.manifest.totalMinor);
    expect(await exportRun(july(), { ...command, accountId: accounts.dora })).toMatchObject({ code: "not_your_role" });
  });

  test("a line swapped in the database is found before payroll gets it", async () => {
    const { store, accounts } = company;
    const { bonusLine: l } = store.t;
    const [a, b] = await loadRunLines(store, runId);
    expect(() => openStatement(store, { ...a!, statementSealed: b!.statementSealed })).toThrow();
    await store.writeAll((w) => [w.delete(l).where(and(eq(l.runId, runId), eq(l.personId, a!.personId))).returning({ id: l.personId })], { at: 1, actor: { kind: "cli", id: "t" }, action: "person.edit", entity: "x", entityId: "x" });
    expect(await exportRun(july(), { runId, accountId: accounts.hana, format: { profile: "generic", separator: "," }, encoding: "utf-8" })).toMatchObject({ code: "content_damaged" });
  });

  test("no amount stands in the database in the clear", async () => {
    if (!opened.file) return;
    const bytes = Buffer.concat([opened.file, `${opened.file}-wal`].map((file) => readFileSync(file)));
    for (const amount of [ADA_TARGET, BO_TARGET]) expect(bytes.includes(String(amount))).toBe(false);
    expect(bytes.includes("targetMinor")).toBe(false);
  });
});
