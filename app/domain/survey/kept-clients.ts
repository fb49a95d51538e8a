import { toBp } from "../decimal/stored-units.ts";
import { compareCodePoints } from "../order-by-code-point.ts";
import { retention } from "./retention.ts";

/** Deliveries of a provider to a client in two periods of the same length. */
export interface ClientOfTwoPeriods {
  readonly providerId: string;
  readonly clientId: string;
  readonly before: number;
  readonly now: number;
}

export const CLIENT_STATES = ["kept", "new", "lost"] as const;
export type ClientState = (typeof CLIENT_STATES)[number];

/** A client is retained when there was at least one delivery in both periods. */
export function clientState({ before, now }: ClientOfTwoPeriods): ClientState {
  if (before === 0) return "new";
  return now === 0 ? "lost" : "kept";
}

export interface KeptClients {
  readonly start: number;
  readonly kept: number;
  readonly lost: number;
  readonly gained: number;
  /** In 0.01 %; null where nobody was served before. */
  readonly retentionBp: number | null;
  readonly churnBp: number | null;
}

/** Retention and churn of clients (formulas.md, retention); of several providers, each relation counts once. */
export function keptClients(rows: readonly ClientOfTwoPeriods[]): KeptClients {
  const served = rows.filter((row) => row.before > 0 || row.now > 0);
  const of = (state: ClientState) => served.filter((row) => clientState(row) === state).length;
  const [kept, lost, gained] = [of("kept"), of("lost"), of("new")];
  const found = retention(kept + lost, kept + gained, gained);
  return { start: kept + lost, kept, lost, gained, retentionBp: found.rr && toBp(found.rr), churnBp: found.churn && toBp(found.churn) };
}

/** Joins what was counted by month into two periods, by provider and client. */
export function twoPeriods(
  rows: readonly { readonly providerId: string; readonly clientId: string; readonly month: string; readonly deliveries: number }[],
  before: readonly string[],
  now: readonly string[],
): ClientOfTwoPeriods[] {
  const pairs = new Map<string, { providerId: string; clientId: string; before: number; now: number }>();
  for (const { providerId, clientId, month, deliveries } of rows) {
    const key = `${providerId} ${clientId}`;
    const pair = pairs.get(key) ?? { providerId, clientId, before: 0, now: 0 };
    if (before.includes(month)) pair.before += deliveries;
    if (now.includes(month)) pair.now += deliveries;
    pairs.set(key, pair);
  }
  return [...pairs].sort(([a], [b]) => compareCodePoints(a, b)).map(([, pair]) => pair);
}
