import { fraction } from "../decimal/rational.ts";
import { toBp } from "../decimal/stored-units.ts";
import type { ScoreResult } from "./scorecard.ts";

export interface KeptPromises {
  readonly conforming: number;
  /** Due and not excused. */
  readonly base: number;
  /** null: nothing was due. */
  readonly shareBp: number | null;
  /** Clients to whom anything was due. */
  readonly clients: number;
}

/** How many promises were kept, all lines together and unweighted: the sentence of a scorecard. */
export function keptPromises(result: ScoreResult): KeptPromises {
  let conforming = 0;
  let base = 0;
  let clients = 0;
  for (const client of result.clients) {
    if (client.dueItems > 0) clients += 1;
    for (const line of client.lines) {
      conforming += line.counts.conforming;
      base += line.base;
    }
  }
  const shareBp = base === 0 ? null : toBp(fraction(100n * BigInt(conforming), BigInt(base)));
  return { conforming, base, shareBp, clients };
}

/** What a point of the score went to: a line, or a client's satisfaction. */
export interface Loss {
  readonly party: string;
  /** null = the client's satisfaction. */
  readonly key: string | null;
  /** Points of the score in 0.0001. */
  readonly pointsE4: number;
}

/** Everything that cost points, most first; equal ones in the order of the scorecard. */
export function losses(result: ScoreResult): readonly Loss[] {
  const found: Loss[] = [];
  for (const { party, lines, csatLossPointsE4 } of result.clients) {
    for (const { key, lossPointsE4 } of lines) {
      if (lossPointsE4 !== null && lossPointsE4 > 0) found.push({ party, key, pointsE4: lossPointsE4 });
    }
    if (csatLossPointsE4 !== null && csatLossPointsE4 > 0) {
      found.push({ party, key: null, pointsE4: csatLossPointsE4 });
    }
  }
  return found.sort((a, b) => b.pointsE4 - a.pointsE4);
}
