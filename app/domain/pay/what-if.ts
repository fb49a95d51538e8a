import { buildScorecard, buildTeamScorecard } from "../score/build-scorecard.ts";
import type { ScoreClient, Scorecard, ScorecardInput } from "../score/scorecard.ts";
import { payContext, type RunFacts } from "./pay-context.ts";
import { prepareOwnStatement } from "./prepare-statement.ts";
import type { PersonPay, Statement } from "./statement.ts";

/** One fact of one department that could have been different. */
type DepartmentChange = { readonly departmentId: string; readonly party: string } & (
  | { readonly type: "items"; readonly key: string; readonly conforming: number }
  | { readonly type: "answers"; readonly satisfied: number; readonly responses: number }
);

/** One fact that could have been different: of a department, or the plan's metric from outside. */
export type WhatIfChange = DepartmentChange | { readonly type: "external"; readonly value: string };

/** The facts of a run with its scorecards still as counts. */
export interface WhatIfFacts extends Omit<RunFacts, "departmentCards" | "teamCards"> {
  readonly departments: ReadonlyMap<string, ScorecardInput>;
  /** Team -> the department whose lines name it. */
  readonly teams: ReadonlyMap<string, string>;
}

export interface WhatIf {
  readonly before: Statement;
  readonly after: Statement;
  readonly changeMinor: number;
}

/**
 * "If timesheets had been on time in all three months": the whole chain again with one fact changed, so that
 * it need not equal the line of the waterfall. Compares own amounts, before fund, pool and adjustments.
 */
export function whatIf(person: PersonPay, facts: WhatIfFacts, change: WhatIfChange): WhatIf {
  const before = statementFrom(person, facts);
  const after = statementFrom(person, changedFacts(facts, change));
  return { before, after, changeMinor: after.amountMinor - before.amountMinor };
}

function statementFrom(person: PersonPay, facts: WhatIfFacts): Statement {
  const departmentCards = new Map<string, Scorecard>();
  for (const [id, input] of facts.departments) departmentCards.set(id, buildScorecard(input));
  const teamCards = new Map<string, Scorecard>();
  for (const [teamId, departmentId] of facts.teams) {
    const input = facts.departments.get(departmentId);
    if (input !== undefined) teamCards.set(teamId, buildTeamScorecard(input, teamId));
  }
  return prepareOwnStatement(person, payContext({ ...facts, departmentCards, teamCards }));
}

function changedFacts(facts: WhatIfFacts, change: WhatIfChange): WhatIfFacts {
  if (change.type === "external") return { ...facts, externalValue: change.value };
  const input = facts.departments.get(change.departmentId);
  return input === undefined ? facts : { ...facts, departments: new Map(facts.departments).set(change.departmentId, changed(input, change)) };
}

function changed(input: ScorecardInput, change: DepartmentChange): ScorecardInput {
  const clients = input.clients.map((client) =>
    client.party === change.party ? changedClient(client, change) : client
  );
  return { ...input, clients };
}

function changedClient(client: ScoreClient, change: DepartmentChange): ScoreClient {
  if (change.type === "answers") {
    return { ...client, answers: { satisfied: change.satisfied, responses: change.responses } };
  }
  const lines = client.lines.map((line) =>
    line.key === change.key
      ? { ...line, counts: { ...line.counts, conforming: change.conforming } }
      : line
  );
  return { ...client, lines };
}
