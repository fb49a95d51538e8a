import { LOWEST_CLIENT_GATE, DEFAULT_PLAN } from "#app/domain/pay/plan-terms.ts";
import type { PlanVersionTerms } from "#app/domain/pay/check-plan-terms.ts";
import { payPeriodMonths, payPeriodName } from "#app/domain/score/pay-period-months.ts";
import { addMonths, DAY_MS } from "#app/domain/time/local-date.ts";
import { startOfDate, zoneOf } from "#app/domain/time/zone.ts";
import type { Refused } from "#app/domain/refusal.ts";
import { needsWord } from "#app/domain/pay/run-findings.ts";
import { acceptFindings } from "#app/operations/accept-findings.server.ts";
import { decideRunStep } from "#app/operations/approve-run.server.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { exportRun } from "#app/operations/export-run.server.ts";
import { prepareBonusRun } from "#app/operations/prepare-run.server.ts";
import { addExternalMetric, enterExternalValue } from "#app/operations/save-external-metric.server.ts";
import { savePlan } from "#app/operations/save-plan.server.ts";
import { setPlanMembers } from "#app/operations/set-plan-members.server.ts";
import type { MemberChange } from "#app/operations/set-plan-members.server.ts";
import { findAccount } from "#db/queries/accounts.server.ts";
import { loadMemberships, loadPeople, loadPosts } from "#db/queries/people.server.ts";
import { loadFindings } from "#db/queries/run-checks.server.ts";
import { loadScorecards } from "#db/queries/scorecards.server.ts";
import type { DemoAccountIds } from "./add-demo-accounts.server.ts";

const ZONE = zoneOf("Europe/Moscow");
const TERMS: PlanVersionTerms = { ...DEFAULT_PLAN, mix: { team: "40", department: "60" }, gates: [LOWEST_CLIENT_GATE], approvalChain: ["hr", "director"] };

/** Days after the end of a quarter on which its run is prepared: the last month is closed on the eighth. */
const PREPARED_AFTER_MS = 9 * DAY_MS;

/**
 * Plans, members and the runs of the closed quarters: all but the last are exported, the last one is published; a plan
 * for information waits for its second pair of eyes.
 */
export async function payDemoQuarters(ctx: OperationContext, accounts: DemoAccountIds, months: readonly string[], say: (line: string) => void): Promise<void> {
  const quarters = [...new Set(months.map((month) => payPeriodName(month, "quarter")))].filter((name) => months.includes(payPeriodMonths(firstMonthOf(name), "quarter")[2]!));
  const first = `${firstMonthOf(quarters[0]!)}-01`;
  const started = { ...ctx, now: startOfDate(ZONE, first) };
  const plan = await planOf(started, accounts, "BACK-OFFICE", { en: "Back office, quarterly", ru: "Бэк-офис, за квартал" }, first, TERMS);
  const shadow = await planOf(started, accounts, "SERVICE-TRIAL", { en: "Marketing, for information", ru: "Маркетинг, для сведения" }, first, { ...TERMS, shadow: true, nothingMeasured: "pay_full", external: { metricId: await customersNps(started, accounts, quarters), weightPct: "10", zero: "0", target: "45" } });
  await addMembers(started, accounts, plan, shadow, first, quarters);
  for (const [index, period] of quarters.entries()) {
    const now = startOfDate(ZONE, `${addMonths(firstMonthOf(period), 3)}-01`) + PREPARED_AFTER_MS;
    const isLast = index === quarters.length - 1;
    const runId = await approvedRun({ ...ctx, now }, accounts, plan, period);
    if (!isLast) {
      const exported = await exportRun({ ...ctx, now: now + 4 * DAY_MS }, { runId, accountId: accounts.hr, format: { profile: "1c-amount", separator: ";" }, encoding: "windows-1251" });
      if (!exported.ok) throw refusedStep("export", exported);
    } else await submittedRun({ ...ctx, now }, accounts, shadow, period);
    say(`Paid ${period}`);
  }
}

const firstMonthOf = (quarter: string): string => `${quarter.slice(0, 4)}-${String(Number(quarter.slice(6)) * 3 - 2).padStart(2, "0")}`;

async function planOf(ctx: OperationContext, accounts: DemoAccountIds, code: string, name: { en: string; ru: string }, from: string, terms: PlanVersionTerms): Promise<string> {
  const saved = await savePlan(ctx, { planId: null, code, name, from, terms, accountId: accounts.hr });
  if (!saved.ok) throw refusedStep("plan", saved);
  return saved.value.planId;
}

/** What the paying customers think of the company, quarter by quarter: one plan for information takes a tenth of its score from it. */
async function customersNps(ctx: OperationContext, accounts: DemoAccountIds, quarters: readonly string[]): Promise<string> {
  const added = await addExternalMetric(ctx, accounts.hr, { en: "Customers' NPS", ru: "NPS внешних клиентов" });
  if (!added.ok) throw refusedStep("metric", added);
  const metricId = added.value.id;
  for (const [place, period] of quarters.entries()) {
    const now = startOfDate(ZONE, `${addMonths(firstMonthOf(period), 3)}-01`) + 5 * DAY_MS;
    const entered = await enterExternalValue({ ...ctx, now }, { metricId, period, value: String(36 + 2.5 * place), source: "Survey of customers, marketing", accountId: accounts.hr });
    if (!entered.ok) throw refusedStep("metric", entered);
  }
  return metricId;
}

/** Everybody in a serving department; those who prepare and approve have no statement in what they sign. */
async function addMembers(ctx: OperationContext, accounts: DemoAccountIds, plan: string, shadow: string, from: string, quarters: readonly string[]): Promise<void> {
  const { store } = ctx;
  const [people, memberships, posts, cards, ...signers] = await Promise.all([
    loadPeople(store), loadMemberships(store, from, from), loadPosts(store, from), loadScorecards(store, quarters), ...(["hr", "hr2", "director"] as const).map((name) => findAccount(store, { id: accounts[name] })),
  ]);
  const scored = new Map(cards.map((card) => [card.departmentId, card.payBp !== null]));
  const heads = new Set(posts.filter((post) => post.post === "head").map((post) => post.personId));
  const exempt = new Set(signers.map((account) => account?.personId));
  const numberOf = new Map(people.map((person) => [person.id, Number(person.personnelNumber)]));
  const change = ({ personId }: { personId: string }): MemberChange => {
    const n = numberOf.get(personId) ?? 0;
    const minor = heads.has(personId) ? 9_000_000 + (n % 7) * 250_000 : 3_000_000 + ((n * 137) % 23) * 110_000;
    return { personId, from, to: null, target: { type: "amount", minor } };
  };
  const inPlan = (isPaid: boolean) => memberships.filter((row) => scored.get(row.departmentId) === isPaid && !exempt.has(row.personId)).map(change);
  for (const [planId, changes] of [[plan, inPlan(true)], [shadow, inPlan(false)]] as const) {
    const set = await setPlanMembers(ctx, { planId, changes });
    if (!set.ok) throw refusedStep("members", set);
  }
}

async function submittedRun(ctx: OperationContext, accounts: DemoAccountIds, planId: string, period: string): Promise<{ runId: string; contentHash: string }> {
  const prepared = await prepareBonusRun(ctx, { planId, period, accountId: accounts.hr });
  if (!prepared.ok) throw refusedStep("prepare", prepared);
  const { runId, contentHash } = prepared.value;
  const kinds = (await loadFindings(ctx.store, runId)).map((one) => one.kind).filter(needsWord);
  const accepted = kinds.length === 0 ? null : await acceptFindings(ctx, { runId, accountId: accounts.hr, contentHash, kinds, reason: "Checked person by person with the heads." });
  if (accepted && !accepted.ok) throw refusedStep("accept", accepted);
  await take({ ...ctx, now: ctx.now + 3_600_000 }, { type: "submit", runId, accountId: accounts.hr, contentHash });
  return { runId, contentHash };
}

async function approvedRun(ctx: OperationContext, accounts: DemoAccountIds, planId: string, period: string): Promise<string> {
  const run = await submittedRun(ctx, accounts, planId, period);
  await take({ ...ctx, now: ctx.now + DAY_MS }, { type: "approve", ...run, accountId: accounts.hr2 });
  await take({ ...ctx, now: ctx.now + 2 * DAY_MS }, { type: "approve", ...run, accountId: accounts.director });
  await take({ ...ctx, now: ctx.now + 3 * DAY_MS }, { type: "publish", ...run, accountId: accounts.hr });
  return run.runId;
}

async function take(ctx: OperationContext, step: Parameters<typeof decideRunStep>[1]): Promise<void> {
  const taken = await decideRunStep(ctx, step);
  if (!taken.ok) throw refusedStep(step.type, taken);
}

const refusedStep = (step: string, refused: Refused): Error => new Error(`demo pay refused at ${step}: ${refused.code} ${JSON.stringify(refused.facts ?? {})}`);
