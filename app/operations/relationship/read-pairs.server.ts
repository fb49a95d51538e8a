import type { ServiceLine } from "#app/domain/map/service-link.ts";
import { promiseState, type PromiseState } from "#app/domain/relationship/promise-state.ts";
import { sumKept, type Kept } from "#app/domain/score/kept-share.ts";
import type { Store } from "#db/store.ts";
import type { WorkScope } from "#db/queries/work-list.server.ts";
import { groupBy } from "../agreement-book.server.ts";
import { readServiceLines } from "./service-lines.server.ts";

/** How one direction of a relationship stands: each promise, and all as one. */
export interface DirectionStanding {
  readonly states: readonly PromiseState[];
  readonly kept: Kept;
}

/** Two departments of which at least one serves the other; the first is the reader's own where it is one. */
export interface PairStanding {
  readonly oneId: string;
  readonly otherId: string;
  readonly given: DirectionStanding;
  readonly received: DirectionStanding;
}

/**
 * Pairs of departments that have promised each other something in force on the day, or for whom something fell due in the months. A
 * promise to everyone makes a pair only with those for whom something fell due. Reads tallies, never tasks.
 */
export async function readPairs(store: Store, scope: WorkScope, at: { readonly today: string; readonly months: readonly string[] }): Promise<PairStanding[]> {
  const directions = groupBy(await readServiceLines(store, at), (line) => `${line.from} ${line.to}`);
  const standingOf = (providerId: string, clientId: string) => standing(directions.get(`${providerId} ${clientId}`) ?? []);
  const seen = new Set<string>();
  return [...directions.values()].flatMap(([line]): PairStanding[] => {
    const { from, to } = line!;
    if (scope !== "all" && !scope.includes(from) && !scope.includes(to)) return [];
    const [oneId, otherId] = scope !== "all" && !scope.includes(from) ? [to, from] : [from, to];
    if (seen.has(`${oneId} ${otherId}`) || seen.has(`${otherId} ${oneId}`)) return [];
    seen.add(`${oneId} ${otherId}`);
    return [{ oneId, otherId, given: standingOf(oneId, otherId), received: standingOf(otherId, oneId) }];
  });
}

const standing = (lines: readonly ServiceLine[]): DirectionStanding => ({ states: lines.map((line) => promiseState(line.kept, line.target, line.floor)), kept: sumKept(lines.map((line) => line.kept)) });
