import { readTableQuery } from "#app/domain/list/table-query.ts";
import { can } from "#app/domain/access/can.ts";
import { nameIn } from "#app/domain/names.ts";
import { PROMISE_STATES, worstState, type PromiseState } from "#app/domain/relationship/promise-state.ts";
import type { Kept } from "#app/domain/score/kept-share.ts";
import { monthsOfPayPeriod, payPeriodName } from "#app/domain/score/pay-period-months.ts";
import { readPairs } from "#app/operations/relationship/read-pairs.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import type { AppContext } from "./context.server.ts";
import type { PageFacts } from "./page-facts.server.ts";
import { pageOfRows } from "./page-of-rows.server.ts";
import type { Viewer } from "./session.server.ts";
import { scopeFor } from "./work-scope.server.ts";

export interface PairRow {
  readonly key: string;
  readonly oneId: string;
  readonly one: string;
  readonly other: string;
  readonly to: string;
  readonly state: PromiseState;
  /** What the first owes the second, and the other way round. */
  readonly given: Kept;
  readonly received: Kept;
}

const SPEC = { sortable: ["state", "one", "other", "given", "received"], defaultSort: { column: "state", descending: false }, filters: { state: PROMISE_STATES }, pageSize: 50 } as const;

/** Relationships of the viewer's departments, or all for those who oversee: how both directions stand in the running pay period. */
export async function readPairRows({ store }: AppContext, viewer: Viewer, url: URL, facts: PageFacts) {
  const scope = scopeFor(viewer.actor, "agreement.read");
  const period = payPeriodName(facts.month, facts.organisation?.payPeriod ?? "quarter");
  const [pairs, departments] = await Promise.all([readPairs(store, scope, { today: facts.today, months: monthsOfPayPeriod(period) }), loadDepartments(store, "all")]);
  const names = new Map(departments.map((row) => [row.id, nameIn(row.name, facts.locale)]));
  const rows = pairs.map((pair): PairRow => ({
    key: `${pair.oneId} ${pair.otherId}`, oneId: pair.oneId, one: names.get(pair.oneId) ?? "–", other: names.get(pair.otherId) ?? "–", to: `/relationships/${pair.oneId}/${pair.otherId}`,
    state: worstState([...pair.given.states, ...pair.received.states]), given: pair.given.kept, received: pair.received.kept,
  }));
  const query = readTableQuery(url.searchParams, { ...SPEC, sortable: [...SPEC.sortable] });
  const page = pageOfRows(rows, query, {
    text: (row) => `${row.one} ${row.other}`,
    sort: { state: (row) => PROMISE_STATES.indexOf(row.state), one: (row) => row.one, other: (row) => row.other, given: (row) => row.given.bp, received: (row) => row.received.bp },
    filter: { state: (row, value) => row.state === value },
  });
  const counts = Object.fromEntries(PROMISE_STATES.map((state) => [state, rows.filter((row) => row.state === state).length])) as Record<PromiseState, number>;
  return { ...page, query, period, counts, pairs: rows.length, overseer: can(viewer.actor, "agreement.read") };
}

export type PairPage = Awaited<ReturnType<typeof readPairRows>>;
