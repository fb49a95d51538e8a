import { DEFAULT_PLAN } from "#app/domain/pay/plan-terms.ts";
import type { PlanVersionTerms } from "#app/domain/pay/check-plan-terms.ts";
import { decideRunStep } from "#app/operations/approve-run.server.ts";
import { prepareBonusRun } from "#app/operations/prepare-run.server.ts";
import { savePlan } from "#app/operations/save-plan.server.ts";
import { setPlanMembers } from "#app/operations/set-plan-members.server.ts";
import { confirmClose } from "#app/operations/confirm-close.server.ts";
import { requestClose } from "#app/operations/request-close.server.ts";
import { startReview } from "#app/operations/start-review.server.ts";
import { loadSetup } from "#app/operations/load-setup.server.ts";
import { setupSchema } from "#app/operations/setup-file.ts";
import { ensurePeriods } from "#app/operations/ensure-periods.server.ts";
import type { OperationContext } from "#app/operations/context.ts";
import type { Standing } from "#app/domain/evaluation/verdict.ts";
import { insertAccount, insertRoleGrant } from "#db/queries/accounts.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { addToTallies } from "#db/queries/scorecards.server.ts";
import type { Store } from "#db/store.ts";
import { acceptAll } from "./accept-all.ts";

/** Noon of a local day of the company, which lives in UTC. */
export const at = (date: string): number => Date.parse(`${date}T12:00:00Z`);

export const context = (store: Store, now: number): OperationContext => ({ store, now, actor: { kind: "cli", id: "test" } });

const timing = (n: number) => ({ due: { type: "within" as const, duration: { unit: "working_days" as const, n } } });

/**
 * Finance with its payroll team serves sales and legal. May and June 2026 make its first pay period. People by
 * personnel number: 001 Ada (finance, head), 002 Bo (payroll team), 003 Cy (sales), 010 Hana (HR), 011 Arno
 * (arbiter), 012 Dora (director), 013 Ida (arbiter), 014 Adam (admin), 015 Audrey (auditor), 020 Leo (legal, no role).
 */
export const TINY = setupSchema.parse({
  organisation: { name: { en: "Tiny", ru: "Малая" }, country: "GB", currency: "RUB", dayEnd: "snap", payPeriod: "quarter", firstPeriod: "2026-05" },
  calendars: [{ code: "W", name: "Weekdays", spec: { tz: "UTC", weekly: { mon: [["09:00", "18:00"]], tue: [["09:00", "18:00"]], wed: [["09:00", "18:00"]], thu: [["09:00", "18:00"]], fri: [["09:00", "18:00"]] } } }],
  departments: [
    { code: "FIN", name: { en: "Finance", ru: "Финансы" }, calendar: "W" },
    { code: "PAYROLL", name: { en: "Payroll team", ru: "Группа расчётов" }, parent: "FIN", team: true },
    { code: "SALES", name: { en: "Sales", ru: "Продажи" }, calendar: "W" },
    { code: "LEGAL", name: { en: "Legal", ru: "Юристы" }, calendar: "W" },
    { code: "OFFICE", name: { en: "Office", ru: "Офис" }, calendar: "W" },
  ],
  people: [
    ["001", "Adams", "Ada", "FIN", "head"],
    ["002", "Bosch", "Bo", "PAYROLL"],
    ["003", "Cyrus", "Cy", "SALES"],
    ["010", "Hart", "Hana", "OFFICE"],
    ["011", "Arnold", "Arno", "OFFICE"],
    ["012", "Dorn", "Dora", "OFFICE"],
    ["013", "Idle", "Ida", "OFFICE"],
    ["014", "Admin", "Adam", "OFFICE"],
    ["015", "Audit", "Audrey", "OFFICE"],
    ["020", "Lex", "Leo", "LEGAL"],
  ].map(([personnelNumber, surname, givenName, department, post]) => ({ personnelNumber, surname, givenName, department, position: "Specialist", from: "2020-01-01", ...(post ? { post } : {}) })),
  products: [{ code: "REPORT", provider: "FIN", kind: "document", name: { en: "Report", ru: "Отчёт" } }, { code: "PAYSLIP", provider: "FIN", kind: "document", name: { en: "Payslip", ru: "Расчётный лист" } }],
  agreements: [
    {
      code: "FIN-SALES", provider: "FIN", client: { department: "SALES" },
      versions: [
        {
          from: "2026-05-01",
          obligations: [
            { key: "report", product: "REPORT", kind: "timing", name: { en: "Reports on time", ru: "Отчёты в срок" }, target: 95, floor: 80, weight: "2", terms: timing(2) },
            { key: "payslip", product: "PAYSLIP", kind: "timing", name: { en: "Payslips on time", ru: "Листы в срок" }, target: 90, team: "PAYROLL", terms: timing(3) },
          ],
        },
      ],
    },
    {
      code: "FIN-LEGAL", provider: "FIN", client: { department: "LEGAL" },
      versions: [{ from: "2026-05-01", obligations: [{ key: "report", product: "REPORT", kind: "timing", name: { en: "Reports on time", ru: "Отчёты в срок" }, target: 100, mode: "paid", terms: timing(2) }] }],
    },
  ],
});

export interface TinyCompany {
  readonly store: Store;
  /** Account ids by e-mail name. `arno2` is Arno's second account. */
  readonly accounts: Readonly<Record<"ada" | "bo" | "cy" | "hana" | "hugo" | "arno" | "arno2" | "dora" | "ida" | "adam" | "audrey" | "leo", string>>;
  readonly people: ReadonlyMap<string, string>;
  readonly departments: ReadonlyMap<string, string>;
}

/** Loads the company on 1 May 2026, with accounts and roles held for a year; `setup` is the company with something more. */
export async function tinyCompany(store: Store, setup: typeof TINY = TINY): Promise<TinyCompany> {
  const start = context(store, at("2026-05-01"));
  const loaded = await loadSetup(start, setup, "UTC");
  if (!loaded.ok) throw new Error(JSON.stringify(loaded));
  await ensurePeriods(context(store, at("2026-07-01")));
  const people = new Map((await loadPeople(store)).map((row) => [row.personnelNumber, row.id]));
  const departments = new Map((await loadDepartments(store)).map((row) => [row.code, row.id]));
  const accounts = { ada: "001", bo: "002", cy: "003", hana: "010", hugo: "003", arno: "011", arno2: "011", dora: "012", ida: "013", adam: "014", audrey: "015", leo: "020" } as const;
  const roles = { "010": ["hr"], "003": ["hr"], "011": ["arbiter"], "012": ["director"], "013": ["arbiter"], "014": ["admin"], "015": ["auditor"] } as const;
  const since = at("2025-05-01");
  await store.writeAll(
    (w) => [
      ...Object.entries(accounts).map(([name, number]) =>
        insertAccount(store, w, { id: `account-${name}`, personId: people.get(number)!, email: `${name}@tiny.test`, passwordHash: null, isDemo: false, disabledAt: null, createdAt: since }),
      ),
      ...Object.entries(roles).flatMap(([number, held]) =>
        held.map((role) => insertRoleGrant(store, w, { id: `${role}-${number}`, personId: people.get(number)!, role, from: since, to: null, grantedBy: null, confirmedBy: null })),
      ),
    ],
    { at: since, actor: { kind: "cli", id: "test" }, action: "account.add", entity: "account", entityId: "all" },
  );
  const ids = Object.fromEntries(Object.keys(accounts).map((name) => [name, `account-${name}`])) as TinyCompany["accounts"];
  return { store, accounts: ids, people, departments };
}

/** Verdicts of one obligation in one month, with their tallies: so many of each standing. */
export async function addVerdicts(company: TinyCompany, key: string, month: string, standings: Partial<Record<Standing, number>>): Promise<void> {
  const { store, departments } = company;
  const { verdict, obligation } = store.t;
  const [terms] = (await store.q.select({ key: obligation.key, versionId: obligation.versionId }).from(obligation)).filter((row) => row.key === key);
  const recipientId = departments.get(key.startsWith("FIN-LEGAL") ? "LEGAL" : "SALES")!;
  const rows = Object.entries(standings).flatMap(([standing, n]) =>
    Array.from({ length: n }, (_, i) => ({
      obligationKey: key, item: `t:${month}-${standing}-${i}`, cycle: 0, carry: 0, taskId: null, versionId: terms!.versionId, calendarVersionId: null, recipientId, state: "done" as const,
      outcome: (standing === "excused" ? "breached" : standing) as "met", standing: standing as Standing, period: month, dueAt: at(`${month}-10`), fallsDueAt: at(`${month}-10`), decidedAt: null,
      lateByMs: null, measured: null, nextChangeAt: null, taskSeq: 0,
    })),
  );
  await store.writeAll(
    (w) => [
      w.insert(verdict).values(rows).returning({ item: verdict.item }),
      ...addToTallies(store, w, Object.entries(standings).map(([standing, n]) => ({ obligationKey: key, recipientId, period: month, standing: standing as Standing, n }))),
    ],
    { at: at(`${month}-10`), actor: { kind: "cli", id: "test" }, action: "evaluate", entity: "verdict", entityId: key, rows: rows.length },
  );
}

/** Work of May and June: what the tests close. */
export async function addTwoMonths(company: TinyCompany): Promise<void> {
  for (const month of ["2026-05", "2026-06"]) {
    await addVerdicts(company, "FIN-SALES/report", month, { met: 18, breached: 2, excused: 1 });
    await addVerdicts(company, "FIN-SALES/payslip", month, { met: 9, breached: month === "2026-05" ? 1 : 3 });
    await addVerdicts(company, "FIN-LEGAL/report", month, { met: 5, void: 1 });
  }
}

/** Closes May, June and with them the second quarter: Arno asks, Hana confirms. */
export async function closeTwoMonths(company: TinyCompany): Promise<void> {
  const ctx = context(company.store, at("2026-07-03"));
  await startReview(ctx);
  for (const month of ["2026-05", "2026-06"]) {
    const draft = await requestClose(ctx, { month, accountId: company.accounts.arno });
    if (!draft.ok) throw new Error(draft.code);
    const closed = await confirmClose(ctx, { month, accountId: company.accounts.hana, draftHash: draft.value.hash });
    if (!closed.ok) throw new Error(closed.code);
  }
}

/** The plan of the tiny company with its two members, not paid by yet. */
export async function planTinyCompany(company: TinyCompany, over: Partial<PlanVersionTerms> = {}): Promise<string> {
  const { store, accounts, people } = company;
  const ctx = context(store, at("2026-07-10"));
  const terms: PlanVersionTerms = { ...DEFAULT_PLAN, mix: { team: "50", department: "50" }, approvalChain: ["director"], ...over };
  const plan = await savePlan(ctx, { planId: null, code: "BACK", name: { en: "Back office", ru: "Бэк-офис" }, from: "2026-04-01", terms, accountId: accounts.hana });
  if (!plan.ok) throw new Error(plan.code);
  const { planId } = plan.value;
  const changes = [["001", ADA_TARGET], ["002", BO_TARGET]].map(([number, minor]) => ({ personId: people.get(number as string)!, from: "2026-04-01", to: null, target: { type: "amount", minor: minor as number } as const }));
  const set = await setPlanMembers(ctx, { planId, changes });
  if (!set.ok) throw new Error(set.code);
  return planId;
}

/** A closed quarter with a published run for Ada (finance) and Bo (payroll team). */
export async function payTinyCompany(company: TinyCompany, over: Partial<PlanVersionTerms> = {}): Promise<{ readonly planId: string; readonly runId: string }> {
  const { store, accounts } = company;
  const ctx = context(store, at("2026-07-10"));
  const planId = await planTinyCompany(company, over);
  const run = await prepareBonusRun(ctx, { planId, period: "2026-Q2", accountId: accounts.hana });
  if (!run.ok) throw new Error(run.code);
  const { runId, contentHash } = run.value;
  await acceptAll(ctx, runId, accounts.hana);
  for (const [type, accountId] of [["submit", accounts.hana], ["approve", accounts.dora], ["publish", accounts.hana]] as const) {
    const step = await decideRunStep(ctx, { type, runId, accountId, contentHash });
    if (!step.ok) throw new Error(`${type}: ${step.code}`);
  }
  return { planId, runId };
}

/** Targets distinct enough to be looked for: 12,345.67 and 76,543.21. */
export const ADA_TARGET = 1_234_567;
export const BO_TARGET = 7_654_321;
