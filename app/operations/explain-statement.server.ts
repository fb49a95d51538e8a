import type { Names } from "#app/domain/names.ts";
import { lineSubject, type LeafSubject, type LineSubject } from "#app/domain/pay/line-id.ts";
import type { GivenCoefficient } from "#app/domain/pay/coefficient.ts";
import type { ExternalPart } from "#app/domain/pay/external-metric.ts";
import type { PlanGate } from "#app/domain/pay/plan-terms.ts";
import type { PersonPay, Statement } from "#app/domain/pay/statement.ts";
import { whatIf } from "#app/domain/pay/what-if.ts";
import type { WhatIfChange, WhatIfFacts } from "#app/domain/pay/what-if.ts";
import { inputOfCard } from "#app/domain/score/input-of-card.ts";
import { payPeriodDays } from "#app/domain/score/pay-period-months.ts";
import type { Scorecard } from "#app/domain/score/scorecard.ts";
import { addDays } from "#app/domain/time/local-date.ts";
import { loadCoefficients, openCoefficient } from "#db/queries/coefficients.server.ts";
import { loadMetricNames } from "#db/queries/external-metrics.server.ts";
import { findPlan, findPlanVersion } from "#db/queries/plans.server.ts";
import type { PlanVersionRow } from "#db/queries/plans.server.ts";
import { loadDepartmentLinks, loadRunPeriods } from "#db/queries/runs.server.ts";
import { findScorecard } from "#db/queries/scorecards.server.ts";
import type { Store } from "#db/store.ts";
import { loadProductionCalendar } from "./calculate-run.server.ts";

export interface OtherOutcome {
  /** The promise always kept, every answer of the client 4 or 5, or the metric at its target. */
  readonly leaf: LeafSubject;
  readonly changeMinor: number;
}

export interface ExplainedStatement {
  readonly period: string;
  readonly statement: Statement;
  readonly currency: string;
  readonly minorDigits: number;
  readonly plan: { readonly id: string; readonly name: Names; readonly number: number; readonly from: string };
  readonly gates: readonly PlanGate[];
  /** What the plan takes from outside. */
  readonly external: ExternalPart | null;
  /** What the head gave the person in a pool, with the reason; null = none was entered. */
  readonly coefficient: GivenCoefficient | null;
  /** Names of clients, lines and the metric from outside by their ids. */
  readonly names: Readonly<Record<string, Names>>;
  /** What each of the largest losses would have changed, the whole chain calculated again. */
  readonly otherwise: readonly OtherOutcome[];
  /** Runs of the periods that the statement has adjustments for. */
  readonly adjusts: Readonly<Record<string, string>>;
  /** A fund or pool stands between the own result and the amount. */
  readonly isShared: boolean;
}

/** Losses that are calculated again. */
const ASKED = 3;

/** A statement with what its lines are called and what would have changed it. */
export async function explainStatement(store: Store, period: string, planVersionId: string, statement: Statement): Promise<ExplainedStatement> {
  const version = await findPlanVersion(store, planVersionId);
  if (!version) throw new Error(`plan version ${planVersionId} is gone`);
  const used = new Set(statement.segments.flatMap((segment) => [segment.departmentId, ...(segment.cardOf === null ? [] : [segment.cardOf])]));
  const adjusted = new Set(statement.adjustments.map((one) => one.period));
  const { external = null, mode } = version.terms;
  const [plan, metricNames, coefficients, runs, ...cards] = await Promise.all([
    findPlan(store, version.planId), loadMetricNames(store, external ? [external.metricId] : []), mode === "pool" ? loadCoefficients(store, version.planId, period) : null,
    adjusted.size === 0 ? [] : loadRunPeriods(store, version.planId), ...[...used].map((id) => findScorecard(store, id, period)),
  ]);
  const cardOf = new Map(cards.flatMap((row) => (row ? [[row.departmentId, row.content.card] as const] : [])));
  const names: Record<string, Names> = Object.fromEntries(metricNames);
  const given = coefficients?.get(statement.personId);
  for (const card of cardOf.values()) {
    for (const client of card.pay.clients) {
      names[client.party] = client.name;
      for (const line of client.lines) names[line.key] = line.name;
    }
  }
  return {
    period,
    statement,
    currency: version.terms.currency,
    minorDigits: version.terms.minorDigits,
    plan: { id: version.planId, name: plan?.name ?? {}, number: version.number, from: version.from },
    gates: version.terms.gates,
    external,
    coefficient: given ? openCoefficient(store, given) : null,
    names,
    otherwise: await otherOutcomes(store, period, version, statement, cardOf),
    adjusts: Object.fromEntries(runs.filter((run) => adjusted.has(run.period)).map((run) => [run.period, run.id])),
    isShared: statement.lines.some((line) => line.id === "fund" || line.id === "pool"),
  };
}

async function otherOutcomes(store: Store, period: string, version: PlanVersionRow, statement: Statement, cardOf: ReadonlyMap<string, Scorecard>): Promise<OtherOutcome[]> {
  const [departments, productionCalendar] = await Promise.all([loadDepartmentLinks(store), loadProductionCalendar(store)]);
  const { from, to } = payPeriodDays(period);
  const owners = new Set(statement.segments.flatMap((segment) => segment.cardOf ?? []));
  const facts: WhatIfFacts = {
    plan: version.terms,
    firstDay: from,
    lastDay: addDays(to, -1),
    productionCalendar,
    parentOf: new Map(departments.map((row) => [row.id, row.parentId])),
    externalValue: statement.segments.find((segment) => segment.external)?.external?.value ?? null,
    departments: new Map([...cardOf].filter(([id]) => owners.has(id)).map(([id, card]) => [id, inputOfCard(card, "pay")])),
    teams: new Map(statement.segments.flatMap((segment) => (segment.teamScoreBp === null || segment.cardOf === null ? [] : [[segment.departmentId, segment.cardOf] as const]))),
  };
  const person = personOf(statement);
  return largestLosses(statement)
    .flatMap((id): OtherOutcome[] => {
      const subject = lineSubject(id);
      if (!isLeaf(subject)) return [];
      const change = kept(facts, subject);
      return change ? [{ leaf: subject, changeMinor: whatIf(person, facts, change).changeMinor }] : [];
    })
    .filter((one) => one.changeMinor > 0);
}

/** Ids of the leaves that took the most, over all segments. */
function largestLosses(statement: Statement): string[] {
  const lost = new Map<string, number>();
  for (const { id, segmentId, amountMinor } of statement.lines) if (segmentId !== null && amountMinor < 0) lost.set(id, (lost.get(id) ?? 0) + amountMinor);
  return [...lost].filter(([id]) => isLeaf(lineSubject(id))).sort((a, b) => a[1] - b[1]).slice(0, ASKED).map(([id]) => id);
}

const isLeaf = (subject: LineSubject): subject is LeafSubject => subject.kind === "obligation" || subject.kind === "csat" || subject.kind === "external";

/** The fact as it would have been had every item been kept, every answer been good, or the metric been at its target. */
function kept(facts: WhatIfFacts, leaf: LeafSubject): WhatIfChange | null {
  if (leaf.kind === "external") return facts.plan.external ? { type: "external", value: facts.plan.external.target } : null;
  const { party } = leaf;
  for (const [departmentId, input] of facts.departments) {
    const client = input.clients.find((one) => one.party === party);
    if (!client) continue;
    if (leaf.kind === "csat") return { departmentId, party, type: "answers", satisfied: client.answers.responses, responses: client.answers.responses };
    const line = client.lines.find((one) => one.key === leaf.key);
    if (line) return { departmentId, party, type: "items", key: leaf.key, conforming: line.counts.due - line.counts.excused };
  }
  return null;
}

/** The person as the statement describes them: its segments are the memberships that were paid. */
function personOf(statement: Statement): PersonPay {
  return {
    personId: statement.personId,
    target: statement.unit === "percent" ? { type: "percent_only" } : { type: "amount", minor: statement.targetMinor },
    memberships: statement.segments.map(({ id, departmentId, from, to, fte, sharePct }) => ({ id, departmentId, from, to, fte, sharePct })),
    absences: statement.absences ?? [],
    poolId: "",
    coefficient: "1",
    pastPeriods: [],
  };
}
