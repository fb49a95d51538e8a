import { countDoubleAnswers, countStrayAnswers } from "#db/queries/answers.server.ts";
import { loadAuditHead } from "#db/queries/audit.server.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";
import type { Store } from "#db/store.ts";
import { verifyPeriod } from "./verify-period.server.ts";
import type { Difference } from "./verify-period.server.ts";

/** What must hold at any time, whatever happened before. */
export interface Invariants {
  /** Invitations with more than one answer that counts. */
  readonly doubleAnswers: number;
  /** Answers counted for another subject than they were asked about. */
  readonly strayAnswers: number;
  readonly closedMonths: number;
  /** What differs in closed months, and in the quarters and runs that stand on them. */
  readonly differences: readonly Difference[];
  /** How far the newest entry of the audit log is ahead of this machine's clock, ms; 0 = not. */
  readonly clockBehindMs: number;
}

/** Reads everything that is closed; takes its time on a large database. */
export async function checkInvariants(store: Store, now: number): Promise<Invariants> {
  const [periods, doubleAnswers, strayAnswers, head] = await Promise.all([loadPeriods(store), countDoubleAnswers(store), countStrayAnswers(store), loadAuditHead(store)]);
  const closed = periods.filter((row) => row.state === "closed");
  const differences: Difference[] = [];
  for (const { month } of closed) {
    const verdict = await verifyPeriod(store, month);
    if (verdict.ok) differences.push(...verdict.value.differences);
  }
  return { doubleAnswers, strayAnswers, closedMonths: closed.length, differences, clockBehindMs: Math.max(0, (head?.at ?? 0) - now) };
}
