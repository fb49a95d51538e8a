import { canonicalJson } from "#app/domain/canonical-json.ts";
import { STANDINGS } from "#app/domain/evaluation/verdict.ts";
import type { Standing } from "#app/domain/evaluation/verdict.ts";
import type { Scorecard, ScoreResult } from "#app/domain/score/scorecard.ts";
import type { Statement } from "#app/domain/pay/statement.ts";
import { addMonths } from "#app/domain/time/local-date.ts";
import { decideRunStep } from "#app/operations/approve-run.server.ts";
import { confirmClose } from "#app/operations/confirm-close.server.ts";
import { ensurePeriods } from "#app/operations/ensure-periods.server.ts";
import { exportInputs } from "#app/operations/export-inputs.server.ts";
import { exportPayInputs } from "#app/operations/export-pay-inputs.server.ts";
import { loadSetup } from "#app/operations/load-setup.server.ts";
import { prepareBonusRun } from "#app/operations/prepare-run.server.ts";
import { requestClose } from "#app/operations/request-close.server.ts";
import { enterExternalValue } from "#app/operations/save-external-metric.server.ts";
import { savePlan } from "#app/operations/save-plan.server.ts";
import { setPlanMembers } from "#app/operations/set-plan-members.server.ts";
import { startReview } from "#app/operations/start-review.server.ts";
import { verifyPeriod } from "#app/operations/verify-period.server.ts";
import { insertAccount, insertRoleGrant } from "#db/queries/accounts.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { insertExternalMetric } from "#db/queries/external-metrics.server.ts";
import { insertPlaces, loadPlaces, updatePlace } from "#db/queries/people-writes.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { insertInvitations } from "#db/queries/ratings.server.ts";
import { addToTallies } from "#db/queries/scorecards.server.ts";
import type { Store } from "#db/store.ts";
import { answersAsExpected } from "#jobs/commands/audit.ts";
import { answerFormula } from "#jobs/commands/formula.ts";
import { sqliteStore } from "#test/support/stores.ts";
import { acceptAll } from "#test/support/accept-all.ts";
import { context } from "#test/support/tiny-company.ts";
import { cleanRun } from "./clean-pay.ts";
import type { CleanCard, CleanRun } from "./clean-pay.ts";
import { cleanScore } from "./clean-score.ts";
import type { CleanInput, CleanResult } from "./clean-score.ts";
import { chainCase } from "./chain-case.ts";
import { diceOf, FIRST_MONTH, METRIC, PAID, randomSetup, randomTarget, randomTerms } from "./random-company.ts";
import type { Dice } from "./random-company.ts";

/** What a thousand random periods came to. */
export interface Outcome {
  periods: number;
  scorecards: number;
  statements: number;
  /** Statements of one segment under a curve without gates, compared with the `chain` formula as well. */
  chains: number;
  /** Steps that `concord formula` was asked for. */
  steps: number;
  faults: string[];
}

const MONTHS_A_COMPANY = 25;
const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);

function take<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: string; readonly facts?: unknown }): T {
  if (!result.ok) throw new Error(`${result.code} ${JSON.stringify(result.facts ?? {})}`);
  return result.value;
}

/**
 * Closes and pays random months of random companies through the product's own operations on a real database, exports
 * each period, computes it again by the clean-room programs beside this file, and compares every number.
 */
export async function recomputePeriods(periods: number, seed: number): Promise<Outcome> {
  const outcome: Outcome = { periods: 0, scorecards: 0, statements: 0, chains: 0, steps: 0, faults: [] };
  for (let company = 0; outcome.periods < periods; company += 1) {
    const opened = await sqliteStore();
    try {
      const dice = diceOf(seed + company);
      const built = await build(opened.store, dice);
      for (let i = 0; i < MONTHS_A_COMPANY && outcome.periods < periods; i += 1) {
        const month = addMonths(FIRST_MONTH, i);
        await live(built, dice, month);
        await closeAndPay(built, month);
        await compare(built, month, outcome, `company ${seed + company}, ${month}`);
        outcome.periods += 1;
      }
    } finally {
      await opened.dispose();
    }
  }
  return outcome;
}

interface Built {
  readonly store: Store;
  readonly planId: string;
  readonly people: ReadonlyMap<string, string>;
  readonly departments: ReadonlyMap<string, string>;
}

async function build(store: Store, dice: Dice): Promise<Built> {
  const start = noon(`${FIRST_MONTH}-01`);
  take(await loadSetup(context(store, start), randomSetup(dice), "UTC"));
  const people = new Map((await loadPeople(store)).map((row) => [row.personnelNumber, row.id]));
  const departments = new Map((await loadDepartments(store)).map((row) => [row.code, row.id]));
  const since = noon("2015-01-01");
  const roles = [["001", "hr"], ["002", "arbiter"], ["003", "director"]] as const;
  await store.writeAll(
    (w) => roles.flatMap(([number, role]) => [
      insertAccount(store, w, { id: role, personId: people.get(number)!, email: `${role}@random.test`, passwordHash: null, isDemo: false, disabledAt: null, createdAt: since }),
      insertRoleGrant(store, w, { id: role, personId: people.get(number)!, role, from: since, to: null, grantedBy: null, confirmedBy: null }),
    ]),
    { at: since, actor: { kind: "cli", id: "test" }, action: "account.add", entity: "account", entityId: "all" },
  );
  await moveSome(store, dice, people, departments);
  const [line] = await store.q.select({ key: store.t.obligation.key }).from(store.t.obligation);
  const plan = take(await savePlan(context(store, start), { planId: null, code: "ALL", name: { en: "All" }, from: `${FIRST_MONTH}-01`, terms: randomTerms(dice, line!.key), accountId: "hr" }));
  const changes = PAID.map((number) => ({ personId: people.get(number)!, from: dice.pick([`${FIRST_MONTH}-01`, "2022-02-17"]), to: null, target: randomTarget(dice) }));
  take(await setPlanMembers(context(store, start), { planId: plan.planId, changes }));
  await store.writeAll((w) => [insertExternalMetric(store, w, { id: METRIC, name: { en: "NPS" }, createdBy: null, createdAt: start })], { at: start, actor: { kind: "cli", id: "test" }, action: "external_metric.add", entity: "external_metric", entityId: METRIC });
  await ensurePeriods(context(store, noon(`${addMonths(FIRST_MONTH, MONTHS_A_COMPANY)}-01`)));
  return { store, planId: plan.planId, people, departments };
}

/** Some change the department on a day of the first half year, some leave, some work for two. */
async function moveSome(store: Store, dice: Dice, people: Built["people"], departments: Built["departments"]): Promise<void> {
  const places = await loadPlaces(store);
  const moved = PAID.filter(() => dice.roll(2) === 0).map((number, i) => {
    const place = places.find((row) => row.personId === people.get(number))!;
    const day = `${addMonths(FIRST_MONTH, dice.roll(MONTHS_A_COMPANY))}-${String(2 + dice.roll(26)).padStart(2, "0")}`;
    const kind = dice.pick(["move", "leave", "second"]);
    return { place, day, kind, next: { ...place, id: `moved-${i}`, departmentId: departments.get(dice.pick(["P1", "P2", "P3", "P3S"]))!, from: day, to: null, sharePct: kind === "second" ? "25" : "100" } };
  });
  await store.writeAll(
    (w) => moved.flatMap(({ place, day, kind, next }) => [...(kind === "second" ? [] : [updatePlace(store, w, place, { to: day })]), ...(kind === "leave" ? [] : insertPlaces(store, w, [next]))]),
    { at: noon("2022-01-01"), actor: { kind: "cli", id: "test" }, action: "person.edit", entity: "person", entityId: "all" },
  );
}

/** The work and the answers of a month, as they stand when it is over. */
async function live({ store, people }: Built, dice: Dice, month: string): Promise<void> {
  const { agreement: a, agreementVersion: v, obligation: o, verdict, answer } = store.t;
  const agreements = new Map((await store.q.select().from(a)).map((row) => [row.id, row]));
  const versions = new Map((await store.q.select().from(v)).map((row) => [row.id, row.agreementId]));
  const obligations = await store.q.select({ key: o.key, versionId: o.versionId }).from(o);
  const standings: readonly Standing[] = STANDINGS.filter((one) => one !== "pending" && one !== "at_risk");
  const counted = obligations.flatMap(({ key, versionId }) => {
    const recipientId = agreements.get(versions.get(versionId)!)!.clientDepartmentId!;
    const size = dice.pick([0, 1, 4, 20]);
    return standings.map((standing) => ({ key, versionId, recipientId, standing, n: size === 0 ? 0 : standing === "met" ? dice.roll(size * 3) : dice.roll(Math.max(1, size / 4)) })).filter(({ n }) => n > 0);
  });
  const at = noon(`${month}-15`);
  const rows = counted.flatMap(({ key, versionId, recipientId, standing, n }) =>
    Array.from({ length: n }, (_, i) => ({
      obligationKey: key, item: `t:${month}-${standing}-${i}`, cycle: 0, carry: 0, taskId: null, versionId, calendarVersionId: null, recipientId, state: "done" as const,
      outcome: (standing === "excused" ? "breached" : standing === "void" ? "met" : standing) as "met", standing, period: month, dueAt: at, fallsDueAt: at, decidedAt: null,
      lateByMs: null, measured: null, nextChangeAt: null, taskSeq: 0,
    })),
  );
  const invitations = [...agreements.values()].flatMap((agreement) =>
    Array.from({ length: dice.pick([0, 0, 1, 3, 12]) }, (_, i) => ({
      id: `${month}-${agreement.id}-${i}`, survey: "transactional" as const, personId: people.get("001")!, taskId: null, providerId: agreement.providerId, clientId: agreement.clientDepartmentId!,
      agreementId: agreement.id, period: month, state: "answered" as const, tokenHash: null, createdAt: at, sentAt: null, remindedAt: null, expiresAt: at, handedFrom: null,
    })),
  );
  const answers = invitations.map(({ id }) => ({
    invitationId: id, number: 1, csat: dice.pick([1, 3, 4, 5, 5, 5]), effort: null, reasons: [], comment: "", extra: null, statisticsOnly: dice.roll(5) === 0, isCurrent: true, answeredAt: at,
    voidedAt: dice.roll(20) === 0 ? at : null, voidedBecause: null, voidedBy: null,
  }));
  if (dice.roll(3) > 0) take(await enterExternalValue(context(store, at), { metricId: METRIC, period: month, value: dice.pick(["-31", "0", "12.25", "38.7", "60"]), source: "Report", accountId: null }));
  await store.writeAll(
    (w) => [
      ...parts(rows).map((part) => w.insert(verdict).values(part).returning({ item: verdict.item })),
      ...addToTallies(store, w, counted.map(({ key, recipientId, standing, n }) => ({ obligationKey: key, recipientId, period: month, standing, n }))),
      ...insertInvitations(store, w, invitations),
      ...parts(answers).map((part) => w.insert(answer).values(part).returning({ n: answer.number })),
    ],
    { at, actor: { kind: "cli", id: "test" }, action: "evaluate", entity: "verdict", entityId: month, rows: rows.length },
  );
}

const parts = <T>(rows: readonly T[]): T[][] => Array.from({ length: Math.ceil(rows.length / 200) }, (_, i) => rows.slice(i * 200, (i + 1) * 200));

async function closeAndPay({ store, planId }: Built, month: string): Promise<void> {
  const ctx = context(store, noon(`${addMonths(month, 1)}-03`));
  await startReview(ctx);
  const draft = take(await requestClose(ctx, { month, accountId: "arbiter" }));
  take(await confirmClose(ctx, { month, accountId: "hr", draftHash: draft.hash }));
  const { runId, contentHash } = take(await prepareBonusRun(ctx, { planId, period: month, accountId: "hr" }));
  await acceptAll(ctx, runId, "hr");
  for (const [type, accountId] of [["submit", "hr"], ["approve", "director"], ["publish", "hr"]] as const) take(await decideRunStep(ctx, { type, runId, accountId, contentHash }));
}

interface Bundle {
  readonly scorecards: readonly (CleanCard & { readonly card: Scorecard })[];
}

/** The exported texts are read back from JSON: what an outsider holds. */
async function compare({ store }: Built, month: string, outcome: Outcome, where: string): Promise<void> {
  const ctx = context(store, noon(`${addMonths(month, 1)}-04`));
  const bundle = JSON.parse(JSON.stringify(take(await exportInputs(store, month)))) as Bundle;
  const [run] = JSON.parse(JSON.stringify(take(await exportPayInputs(ctx, "hr", month)))) as (CleanRun & { readonly statements: readonly Statement[] })[];
  const fault = (what: string) => outcome.faults.push(`${where}: ${what}`);
  for (const { departmentId, isTeam, input, card } of bundle.scorecards) {
    for (const [name, paidOnly] of [["shown", false], ["pay", true]] as const) {
      const ours = digest(cleanScore(input as CleanInput, paidOnly, isTeam ? departmentId : null));
      if (ours !== digest(asClean(card[name]))) fault(`${name} score of ${departmentId}: ${ours} and not ${digest(asClean(card[name]))}`);
    }
    outcome.scorecards += 1;
  }
  const clean = new Map(cleanRun(run!, bundle.scorecards).map((one) => [one.personId, one]));
  for (const statement of run!.statements) {
    const again = clean.get(statement.personId);
    const lines = new Map(statement.lines.map((line) => [`${line.segmentId ?? ""}|${line.id}`, line.amountMinor]));
    const [ours, theirs] = [again && { ...again, lines: [...again.lines].sort() }, { lines: [...lines].sort(), amountMinor: statement.amountMinor, proratedMinor: statement.proratedMinor, earnedMinor: statement.earnedMinor, personId: statement.personId }];
    if (canonicalJson(ours ?? null) !== canonicalJson(theirs)) fault(`statement of ${statement.personId}: ${JSON.stringify(ours)} and not ${JSON.stringify(theirs)}`);
    outcome.statements += 1;
    const chain = chainCase(run!, bundle.scorecards, statement);
    if (!chain) continue;
    outcome.chains += 1;
    const { result } = JSON.parse(answerFormula(JSON.stringify(chain.request))) as { result?: { bonus: string | null } };
    if (result?.bonus !== chain.bonus) fault(`chain of ${statement.personId}: ${result?.bonus} and not ${chain.bonus}`);
  }
  const verdict = take(await verifyPeriod(store, month));
  for (const difference of verdict.differences) fault(`${difference.what} ${difference.id}`);
  for (const step of [...verdict.scoreCases, ...verdict.payCases]) {
    outcome.steps += 1;
    if (!answersAsExpected(step)) fault(`step ${step.id}: ${JSON.stringify(step)} gave ${answerFormula(JSON.stringify(step))}`);
  }
}

const digest = (result: CleanResult): string => JSON.stringify(result);

/** The product's result with the fields that the clean-room program answers, in its order. */
function asClean(result: ScoreResult): CleanResult {
  return {
    scoreBp: result.scoreBp, objectiveBp: result.objectiveBp, csatIndexBp: result.csatIndexBp, satisfactionBp: result.satisfactionBp,
    clients: result.clients.map((client) => ({
      party: client.party, indexBp: client.indexBp, due: client.dueItems, adjustedBp: client.csat?.adjustedBp ?? null, csatLossE4: client.csatLossPointsE4,
      lines: client.lines.map((line) => ({ key: line.key, attainmentBp: line.attainmentBp, floorBp: line.floorBp, scoreBp: line.scoreBp, lossE4: line.lossPointsE4 })),
    })),
  };
}
