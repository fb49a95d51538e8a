import type { OperationContext } from "#app/operations/context.ts";
import { loadSetup } from "#app/operations/load-setup.server.ts";
import { setupSchema } from "#app/operations/setup-file.ts";
import { insertAccount, insertRoleGrant } from "#db/queries/accounts.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import type { Store } from "#db/store.ts";
import { at } from "#test/support/tiny-company.ts";

/** Thursday, noon in UTC; the organisation lives there and pays by quarter. */
export const TODAY = "2026-06-04";

const NAMES = { ada: "001", bo: "002", cy: "003", leo: "004", hana: "005", dora: "006", ivy: "007", aud: "008" } as const;
export type Negotiator = keyof typeof NAMES;

/**
 * Dora leads the company; below her Ada leads finance with Bo as deputy for agreements and Ivy without a post,
 * Cy sales, Leo legal, Hana the office. Finance promises sales one report. Aud audits and leads nobody.
 */
const SETUP = setupSchema.parse({
  organisation: { name: { en: "Small", ru: "Малая" }, country: "GB", currency: "RUB", dayEnd: "snap", payPeriod: "quarter", firstPeriod: "2026-05" },
  calendars: [{ code: "W", name: "Weekdays", spec: { tz: "UTC", weekly: Object.fromEntries(["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [["09:00", "18:00"]]])) } }],
  departments: [
    { code: "TOP", name: { en: "Company", ru: "Компания" }, calendar: "W" },
    ...[["FIN", "Finance", "Финансы"], ["SALES", "Sales", "Продажи"], ["LEGAL", "Legal", "Юристы"], ["OFFICE", "Office", "Офис"]].map(([code, en, ru]) => ({ code, name: { en, ru }, parent: "TOP" })),
    { code: "PAYROLL", name: { en: "Payroll team", ru: "Группа расчётов" }, parent: "FIN", team: true },
  ],
  people: [
    ["001", "Adams", "Ada", "FIN", "head"], ["002", "Bosch", "Bo", "FIN"], ["003", "Cyrus", "Cy", "SALES", "head"], ["004", "Lex", "Leo", "LEGAL", "head"],
    ["005", "Hart", "Hana", "OFFICE", "head"], ["006", "Dorn", "Dora", "TOP", "head"], ["007", "Ives", "Ivy", "FIN"], ["008", "Audit", "Aud", "TOP"],
  ].map(([personnelNumber, surname, givenName, department, post]) => ({ personnelNumber, surname, givenName, department, position: "Specialist", from: "2020-01-01", email: `${givenName}@small.test`.toLowerCase(), ...(post ? { post } : {}) })),
  products: [
    { code: "REPORT", provider: "FIN", kind: "document", name: { en: "Report", ru: "Отчёт" } },
    { code: "PAYSLIP", provider: "FIN", kind: "document", name: { en: "Payslip", ru: "Расчётный лист" } },
    { code: "LEADS", provider: "SALES", kind: "information", name: { en: "Leads", ru: "Обращения" } },
  ],
  agreements: [
    {
      code: "FIN-SALES", provider: "FIN", client: { department: "SALES" },
      versions: [{ from: "2026-04-01", obligations: [{ key: "report", product: "REPORT", kind: "timing", name: { en: "Reports on time", ru: "Отчёты в срок" }, target: 95, floor: 80, weight: "2", terms: { due: { type: "within", duration: { unit: "working_days", n: 2 } } } }] }],
    },
  ],
});

export interface Negotiators {
  readonly store: Store;
  readonly departments: ReadonlyMap<string, string>;
  readonly people: Readonly<Record<Negotiator, string>>;
}

export async function negotiators(store: Store): Promise<Negotiators> {
  const since = at("2026-01-01");
  const cli = { kind: "cli", id: "test" } as const;
  const loaded = await loadSetup({ store, now: since, actor: cli }, SETUP, "UTC");
  if (!loaded.ok) throw new Error(JSON.stringify(loaded));
  const numbers = new Map((await loadPeople(store)).map((row) => [row.personnelNumber, row.id]));
  const people = Object.fromEntries(Object.entries(NAMES).map(([name, number]) => [name, numbers.get(number)!])) as Record<Negotiator, string>;
  const departments = new Map((await loadDepartments(store)).map((row) => [row.code, row.id]));
  const post = store.t.departmentPost;
  await store.writeAll(
    (w) => [
      ...Object.entries(people).map(([name, personId]) => insertAccount(store, w, { id: `account-${name}`, personId, email: `${name}@small.test`, passwordHash: null, isDemo: false, disabledAt: null, createdAt: since })),
      insertAccount(store, w, { id: "account-ada2", personId: people.ada, email: "ada2@small.test", passwordHash: null, isDemo: false, disabledAt: null, createdAt: since }),
      w.insert(post).values({ id: "bo-deputy", departmentId: departments.get("FIN")!, personId: people.bo, post: "deputy", scope: ["sign"], from: "2026-01-01", to: null }).returning({ id: post.id }),
      insertRoleGrant(store, w, { id: "aud", personId: people.aud, role: "auditor", from: since, to: null, grantedBy: null, confirmedBy: null }),
    ],
    { at: since, actor: cli, action: "account.add", entity: "account", entityId: "all" },
  );
  return { store, departments, people };
}

/** Acts as somebody at noon of a day. */
export const as = (company: Negotiators, name: Negotiator | "ada2", day = TODAY): OperationContext => ({ store: company.store, now: at(day), actor: { kind: "account", id: `account-${name}`, address: "10.0.0.7" } });

/** A job of a day. */
export const job = (company: Negotiators, day: string): OperationContext => ({ store: company.store, now: at(day), actor: { kind: "job", id: "test" } });
