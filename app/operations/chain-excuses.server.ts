import { randomInt } from "node:crypto";
import { excusingBreach, occurrenceRef, readRef, taskRef, type Breach, type ItemRef, type Wait } from "#app/domain/evaluation/chain.ts";
import { DEFAULT_SCORE_POLICY, type ScorePolicy } from "#app/domain/score/score-policy.ts";
import { payPeriodMonths } from "#app/domain/score/pay-period-months.ts";
import { loadScorePolicy } from "#db/queries/policies.server.ts";
import { askWaitingToJudge, loadVerdictsOfDates, loadWaiting, loadWaits, type WaitRow } from "#db/queries/waits.server.ts";
import { loadVerdictsOfTasks, type ExcuseRow, type VerdictRow } from "#db/queries/verdicts.server.ts";
import type { Statement, Store, Writer } from "#db/store.ts";
import { groupBy, type AgreementBook } from "./agreement-book.server.ts";
import type { OperationContext } from "./context.ts";
import { excuseChanges, NO_EXCUSE_CHANGES, type ExcuseChanges, type WantedExcuse } from "./excuse-changes.server.ts";

/** Waits longer than this are nobody's plan; loops are refused where they would begin. */
const MOST_STEPS = 50;

/** Everything upstream of some tasks, with what broke its own promise. */
export interface Upstream {
  readonly waits: readonly WaitRow[];
  readonly waitsOf: (ref: ItemRef) => readonly Wait[];
  readonly breachOf: (ref: ItemRef) => Breach | null;
}

export async function loadUpstream(store: Store, book: AgreementBook, first: readonly WaitRow[]): Promise<Upstream> {
  const waits = [...first];
  const seen = new Set(first.map((row) => row.taskId));
  let ahead = first;
  for (let step = 0; step < MOST_STEPS && ahead.length > 0; step++) {
    const ids = [...new Set(ahead.flatMap((row) => (row.upstreamTaskId && !seen.has(row.upstreamTaskId) ? [row.upstreamTaskId] : [])))];
    for (const id of ids) seen.add(id);
    ahead = await loadWaits(store, ids);
    waits.push(...ahead);
  }
  const refs = [...new Set(waits.map((row) => row.upstream))];
  const read = refs.flatMap((ref) => readRef(ref) ?? []);
  const [ofTasks, ofDates] = await Promise.all([
    loadVerdictsOfTasks(store, read.flatMap((one) => (one.type === "task" ? [one.taskId] : []))),
    loadVerdictsOfDates(store, read.flatMap((one) => (one.type === "occurrence" ? [one] : []))),
  ]);
  const breaches = new Map<ItemRef, Breach>();
  for (const row of [...ofTasks, ...ofDates]) {
    if (row.outcome !== "breached" || row.cycle > 0 || row.carry > 0 || row.dueAt === null || !isTime(book, row)) continue;
    const ref = row.item.startsWith("t:") ? taskRef(row.item.slice(2)) : occurrenceRef(row.obligationKey, row.item.slice(2));
    const known = breaches.get(ref);
    if (!known || row.dueAt < known.dueAt) breaches.set(ref, { ref, dueAt: row.dueAt, doneAt: row.decidedAt });
  }
  const byTask = groupBy(waits, (row) => taskRef(row.taskId));
  return { waits, waitsOf: (ref) => byTask.get(ref) ?? [], breachOf: (ref) => breaches.get(ref) ?? null };
}

/** Only being late is handed on: a promise of time or of a planned delivery. */
function isTime(book: AgreementBook, row: Pick<VerdictRow, "versionId" | "obligationKey">): boolean {
  const kind = book.obligationsOf(row.versionId).find((one) => one.key === row.obligationKey)?.kind;
  return kind === "timing" || kind === "frequency";
}

/**
 * Excuses that delays upstream give to these tasks, where the score policy of the verdict's period says so, and those that nothing
 * supports any more. Costs one look-up for tasks that wait for nothing.
 */
export async function chainExcuses(ctx: Pick<OperationContext, "store" | "now">, book: AgreementBook, taskIds: readonly string[], found: readonly VerdictRow[], live: readonly ExcuseRow[]): Promise<ExcuseChanges> {
  const first = await loadWaits(ctx.store, taskIds);
  const laid = live.filter((row) => row.reason === "chain" && row.evidence !== null);
  if (first.length === 0 && laid.length === 0) return NO_EXCUSE_CHANGES;
  const upstream = await loadUpstream(ctx.store, book, first);
  const policies = new Map<string, ScorePolicy>();
  const wanted: WantedExcuse[] = [];
  for (const row of found) {
    if (row.taskId === null || row.period === "" || !isTime(book, row)) continue;
    const waits = upstream.waitsOf(taskRef(row.taskId));
    if (waits.length === 0) continue;
    const breach = excusingBreach(row, waits, upstream.waitsOf, upstream.breachOf);
    if (!breach || (await policyOf(ctx.store, book, row.period, policies)).chains !== "excuse") continue;
    const { obligationKey, item, cycle, carry } = row;
    wanted.push({ obligationKey, item, cycle, carry, evidence: breach.ref });
  }
  return excuseChanges("chain", wanted, live, ctx.now);
}

async function policyOf(store: Store, book: AgreementBook, month: string, known: Map<string, ScorePolicy>): Promise<ScorePolicy> {
  const first = payPeriodMonths(month, book.organisation.payPeriod)[0]!;
  let policy = known.get(first);
  if (!policy) known.set(first, (policy = { ...DEFAULT_SCORE_POLICY, ...(await loadScorePolicy(store, `${first}-01`)) }));
  return policy;
}

const refOf = (row: Pick<VerdictRow, "obligationKey" | "item">): ItemRef => (row.item.startsWith("t:") ? row.item : occurrenceRef(row.obligationKey, row.item.slice(2)));

/** Statements that ask for the tasks to be judged again that wait, over however many steps, for items whose verdicts change. */
export async function askWaiting(store: Store, changed: readonly Pick<VerdictRow, "obligationKey" | "item">[], now: number): Promise<(w: Writer) => Statement[]> {
  const seen = new Set<string>();
  let refs = [...new Set(changed.map(refOf))];
  for (let step = 0; step < MOST_STEPS && refs.length > 0; step++) {
    const next = [...new Set((await loadWaiting(store, refs)).map((row) => row.taskId))].filter((id) => !seen.has(id));
    for (const id of next) seen.add(id);
    refs = next.map(taskRef);
  }
  if (seen.size === 0) return () => [];
  // Asked again while it is being judged, another mark makes the judging stale.
  const mark = -(now * 1000 + randomInt(1000));
  return (w) => askWaitingToJudge(store, w, [...seen], mark);
}
