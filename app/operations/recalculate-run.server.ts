import type { RunFacts } from "#app/domain/pay/pay-context.ts";
import { prepareRun } from "#app/domain/pay/prepare-run.ts";
import type { PreparedRun } from "#app/domain/pay/prepare-run.ts";
import type { PersonPay } from "#app/domain/pay/statement.ts";
import { findPlanVersion } from "#db/queries/plans.server.ts";
import type { PlanVersionRow } from "#db/queries/plans.server.ts";
import { loadRunLines, openInput, openRun } from "#db/queries/runs.server.ts";
import type { RunLineRow, RunRow, RunSecret } from "#db/queries/runs.server.ts";
import { loadScorecards } from "#db/queries/scorecards.server.ts";
import type { Store } from "#db/store.ts";

export interface RecalculatedRun {
  readonly version: PlanVersionRow;
  readonly secret: RunSecret;
  readonly facts: RunFacts;
  readonly people: readonly PersonPay[];
  /** As stored, by person. */
  readonly lines: readonly RunLineRow[];
  /** What the kept inputs give now. */
  readonly run: PreparedRun;
}

/**
 * A stored run calculated again from what was sealed with it and the frozen scorecards, whatever members,
 * memberships and departments say today. Null where the run was prepared before its inputs were kept. The caller
 * has made sure that the reader may see amounts, or shows none.
 */
export async function recalculateRun(store: Store, row: RunRow): Promise<RecalculatedRun | null> {
  const [version, lines, cards] = await Promise.all([findPlanVersion(store, row.planVersionId), loadRunLines(store, row.id), loadScorecards(store, [row.period])]);
  const secret = openRun(store, row);
  const inputs = lines.map((line) => openInput(store, line));
  const people = inputs.filter((person) => person !== null);
  if (!version || !secret.frame || people.length < lines.length) return null;
  const { parentOf, ...frame } = secret.frame;
  const cardsOf = (isTeam: boolean) => new Map(cards.filter((card) => (card.content.isTeam ?? false) === isTeam).map((card) => [card.departmentId, card.content.card]));
  const facts: RunFacts = { ...frame, plan: version.terms, departmentCards: cardsOf(false), teamCards: cardsOf(true), parentOf: new Map(Object.entries(parentOf)) };
  return { version, secret, facts, people, lines, run: prepareRun(people, facts) };
}
