import { DEFAULT_PLAN } from "#app/domain/pay/plan-terms.ts";
import type { Refused } from "#app/domain/refusal.ts";
import { payPeriodDays, payPeriodName } from "#app/domain/score/pay-period-months.ts";
import { addDays, DAY_MS } from "#app/domain/time/local-date.ts";
import { localDateOf, startOfDate, zoneOf } from "#app/domain/time/zone.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { acknowledgePlan, callForAcknowledgement, decideAcknowledgement } from "#app/operations/acknowledge-plan.server.ts";
import { enterAbsences } from "#app/operations/enter-absences.server.ts";
import { enterBases } from "#app/operations/enter-bases.server.ts";
import { askForCoefficients, giveCoefficients } from "#app/operations/give-coefficients.server.ts";
import { addMemberRule } from "#app/operations/member-rules.server.ts";
import { savePlan } from "#app/operations/save-plan.server.ts";
import { setPlanMembers, type MemberChange } from "#app/operations/set-plan-members.server.ts";
import { findAccount } from "#db/queries/accounts.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadMemberships } from "#db/queries/people.server.ts";
import { loadPlanMembers, loadPlans, loadPlanVersions } from "#db/queries/plans.server.ts";
import type { DemoAccountIds } from "./add-demo-accounts.server.ts";

const ZONE = zoneOf("Europe/Moscow");

/**
 * What plans have beyond amounts, in the running quarter: finance shares a pool by coefficients that its head is asked for, some targets are a
 * percent of a base, rules say who belongs where and find somebody who is not in yet, a few people were away, and the head has acknowledged the plan.
 */
export async function fillDemoPlans(ctx: OperationContext, accounts: DemoAccountIds): Promise<void> {
  const { store, now } = ctx;
  const today = localDateOf(ZONE, now);
  const period = payPeriodName(today.slice(0, 7), "quarter");
  const { from } = payPeriodDays(period);
  /** So many days into the quarter, or now where that is still to come. */
  const after = (days: number): OperationContext => ({ ...ctx, now: Math.min(now, startOfDate(ZONE, from) + days * DAY_MS) });
  const started = after(0);
  const [departments, memberships, plans] = await Promise.all([loadDepartments(store), loadMemberships(store, from, from), loadPlans(store)]);
  const idOf = new Map(departments.map((row) => [row.code, row.id]));
  const peopleOf = (...codes: string[]) => memberships.filter((row) => codes.some((code) => idOf.get(code) === row.departmentId)).map((row) => row.personId);
  const backOffice = plans.find((plan) => plan.code === "BACK-OFFICE")!.id;

  const terms = { ...DEFAULT_PLAN, mode: "pool" as const, approvalChain: ["hr", "director"] as const };
  const saved = await savePlan(started, { planId: null, code: "FINANCE-POOL", name: { en: "Finance, shared by contribution", ru: "Финансы, по вкладу" }, from, terms, accountId: accounts.hr });
  const pool = done("pool", saved).planId;
  const members = await loadPlanMembers(store, { planId: backOffice, personIds: peopleOf("FIN", "FIN-PAY") }, from, addDays(from, 1));
  const head = await findAccount(store, { id: accounts.head });
  const others = members.map((row) => row.personId).filter((id) => id !== head!.personId);
  // Of one of them nobody has entered a base yet.
  const bases = members.filter((row) => row.personId !== others.at(-1)).map(({ personId }, place) => ({ personId, from, baseMinor: 24_000_000 + place * 600_000 }));
  done("bases", await enterBases(started, accounts.hr, bases));
  const changes = members.map(({ personId }): MemberChange => ({ personId, from, to: null, target: { type: "percent_of_base", baseMinor: null, percentBp: 1500 } }));
  done("leave", await setPlanMembers(started, { planId: backOffice, changes: changes.map((change) => ({ ...change, target: null })) }));
  done("join", await setPlanMembers(started, { planId: pool, changes }));

  const rule = { withBelow: true, position: null, accountId: accounts.hr } as const;
  done("rule", await addMemberRule(started, { ...rule, planId: pool, departmentId: idOf.get("FIN")!, target: { type: "percent_of_base", baseMinor: null, percentBp: 1500 } }));
  for (const code of ["IT", "HR", "LEGAL"]) done("rule", await addMemberRule(started, { ...rule, planId: backOffice, departmentId: idOf.get(code)!, target: { type: "amount", minor: 4_000_000 } }));

  const [first, second, third] = peopleOf("IT", "LOG", "PROC");
  done("absences", await enterAbsences(started, accounts.hr, [
    { personId: first!, kind: "unpaid_leave", from: addDays(from, 7), to: addDays(from, 21) },
    { personId: second!, kind: "sick_leave", from: addDays(from, 12), to: addDays(from, 17) },
    { personId: third!, kind: "parental_leave", from: addDays(from, 20), to: addDays(from, 90) },
  ]));
  done("ask", await askForCoefficients(ctx, { planId: pool, period, lastDay: addDays(today, 12), accountId: accounts.hr }));
  const reasons = ["Took over the year-end checks of two colleagues", "Half of the quarter on another project"];
  done("coefficients", await giveCoefficients(ctx, {
    planId: pool, period, accountId: accounts.head, personId: head!.personId, departmentIds: [idOf.get("FIN")!, idOf.get("FIN-PAY")!],
    entries: others.slice(0, 2).map((personId, place) => ({ personId, coefficient: place === 0 ? "1.15" : "0.9", reason: reasons[place]! })),
  }));
  const lastDay = addDays(from, 14);
  const version = (await loadPlanVersions(store, pool))[0]!;
  done("call", await callForAcknowledgement(after(1), { planVersionId: version.id, dueOn: lastDay, accountId: accounts.hr }));
  done("acknowledge", await acknowledgePlan(after(2), { planVersionId: version.id, contentHash: version.contentHash, accountId: accounts.head }));
  // Early in a quarter nobody is late yet.
  if (today > lastDay) done("decide", await decideAcknowledgement(ctx, { planVersionId: version.id, personId: others.at(-2)!, decision: "pay", reason: "On leave when everybody was asked", accountId: accounts.hr }));
}

function done<T>(step: string, result: { readonly ok: true; readonly value: T } | Refused): T {
  if (result.ok) return result.value;
  throw new Error(`demo plans refused at ${step}: ${result.code} ${JSON.stringify(result.facts ?? {})}`);
}
