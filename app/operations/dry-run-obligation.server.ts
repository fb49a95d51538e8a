import { setImmediate } from "node:timers/promises";
import type { Obligation } from "#app/domain/agreement/terms.ts";
import { countStandings, standingOf } from "#app/domain/evaluation/standing.ts";
import type { Standing } from "#app/domain/evaluation/verdict.ts";
import { backdateRecurrence } from "#app/domain/schedule/backdate-recurrence.ts";
import { keptOf, type Kept } from "#app/domain/score/kept-share.ts";
import { addMonths, daysInMonth } from "#app/domain/time/local-date.ts";
import { periodOf } from "#app/domain/time/instant.ts";
import { localDateOf, startOfDate, zoneOf } from "#app/domain/time/zone.ts";
import type { AgreementRow } from "#db/queries/agreements.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { loadPastTasks } from "#db/queries/dry-run.server.ts";
import { loadEvents, loadRecipients, type TaskRow } from "#db/queries/tasks.server.ts";
import { loadExcuses, loadTasksById, type VerdictRow } from "#db/queries/verdicts.server.ts";
import type { Store } from "#db/store.ts";
import { openAgreementBook } from "./agreement-book.server.ts";
import { findOrdinals } from "./request-ordinals.server.ts";
import { clientsOf, judgeSchedule } from "./evaluate-schedules.server.ts";
import { judgeTask, type EvaluationPass } from "./evaluate-tasks.server.ts";
import { openPeriodBook } from "./period-book.server.ts";

/** Local months that a dry run looks back on from today. */
export const DRY_RUN_MONTHS = 3;
/** How long before them a request may have been made that still falls due in them (long terms, and what stays undelivered). */
const LEAD_MONTHS = 24;
/** The newest requests that are judged: a fraction of a second of work. */
export const MOST_TASKS = 3000;
/** Tasks between two pauses in which the process answers others. */
const CHUNK = 200;

/** What one case would have been. */
export interface DryRunItem {
  /** `t:…` a task, `o:…` a planned delivery by its date. */
  readonly item: string;
  readonly cycle: number;
  readonly carry: number;
  readonly task: { readonly id: string; readonly title: string; readonly externalId: string; readonly providerId: string; readonly clientId: string; readonly requesterId: string | null; readonly assigneeId: string | null } | null;
  readonly recipientId: string;
  readonly standing: Standing;
  readonly dueAt: number | null;
  readonly fallsDueAt: number;
  readonly decidedAt: number | null;
  readonly lateByMs: number | null;
}

export interface DryRun {
  /** Local dates: what fell due from `from` until `to`, the day of the dry run. */
  readonly from: string;
  readonly to: string;
  readonly kept: Kept;
  readonly excused: number;
  readonly unmeasurable: number;
  /** Local months in which something counted. */
  readonly months: number;
  /** Newest first. */
  readonly items: readonly DryRunItem[];
  /** Set when there are more requests than `MOST_TASKS`: only those since this instant are judged. */
  readonly cutAt: number | null;
}

export interface DryRunQuestion {
  readonly agreement: AgreementRow;
  readonly obligation: Obligation;
  readonly now: number;
  readonly mostTasks?: number;
}

/**
 * How an obligation would have gone in the last three months, had it been in force: judged by the very functions that judge real
 * agreements, over the real tasks; nothing is written. The agreement's other obligations don't matter to it. A schedule that begins
 * later is taken as begun before.
 */
export async function dryRunObligation(store: Store, { agreement, obligation, now, mostTasks = MOST_TASKS }: DryRunQuestion): Promise<DryRun> {
  const zone = zoneOf((await loadOrganisation(store))?.zone ?? "UTC");
  const to = localDateOf(zone, now);
  const from = monthsBefore(to, DRY_RUN_MONTHS);
  const since = startOfDate(zone, monthsBefore(to, DRY_RUN_MONTHS + LEAD_MONTHS));
  const assumedFrom = localDateOf(zone, since);
  const book = await openAgreementBook(store, { text: { agreementId: agreement.id, from: assumedFrom, obligation: begunBefore(obligation, assumedFrom) } });
  const pass = { book, periods: await openPeriodBook(store, book.organisation) };
  const window = [startOfDate(zone, from), now] as const;
  const found = obligation.terms.kind === "frequency" ? await judgePlanned(store, now, pass, obligation.key, since) : await judgePast(store, now, pass, agreement, obligation, since, mostTasks);
  const items = (await withExcuses(store, obligation.key, found.items)).filter((one) => one.fallsDueAt >= window[0] && one.fallsDueAt <= window[1] && COUNTED.has(one.standing));
  items.sort((a, b) => b.fallsDueAt - a.fallsDueAt || (a.item < b.item ? 1 : -1));
  const tally: Partial<Record<Standing, number>> = {};
  for (const { standing } of items) tally[standing] = (tally[standing] ?? 0) + 1;
  const { missingMeasure } = obligation.terms;
  const counts = countStandings(tally, missingMeasure);
  return {
    from, to, items, kept: keptOf(tally, missingMeasure), excused: counts.excused, unmeasurable: counts.unmeasurable, cutAt: found.cutAt,
    months: new Set(items.map((one) => periodOf(one.fallsDueAt, zone))).size,
  };
}

const COUNTED: ReadonlySet<Standing> = new Set(["met", "breached", "excused", "unmeasurable"]);

interface Judged {
  readonly items: DryRunItem[];
  readonly cutAt: number | null;
}

async function judgePast(store: Store, now: number, pass: EvaluationPass, agreement: AgreementRow, obligation: Obligation, since: number, mostTasks: number): Promise<Judged> {
  const { book } = pass;
  const work = { productId: obligation.productId, providerIds: book.tree.withBelow(agreement.providerId), recipientIds: clientsOf(book, agreement), from: since, to: now };
  const tasks = await loadPastTasks(store, work, mostTasks + 1);
  const isCut = tasks.length > mostTasks;
  if (isCut) tasks.pop();
  const items: DryRunItem[] = [];
  for (let at = 0; at < tasks.length; at += CHUNK) {
    const chunk = tasks.slice(at, at + CHUNK);
    const ids = chunk.map((task) => task.id);
    const [events, recipients] = [await loadEvents(store, ids), await loadRecipients(store, ids)];
    pass.ordinals = await findOrdinals(store, pass.book, chunk, recipients);
    for (const task of chunk) {
      const { verdicts } = judgeTask(now, pass, task, events.get(task.id) ?? [], recipients.get(task.id) ?? [task.clientId]);
      // A task of several recipients may fall under other agreements too: those verdicts are not asked for.
      for (const row of verdicts) if (row.obligationKey === obligation.key) items.push(...itemOf(row, task));
    }
    await setImmediate();
  }
  return { items, cutAt: isCut ? (tasks.at(-1)?.requestedAt ?? null) : null };
}

async function judgePlanned(store: Store, now: number, pass: EvaluationPass, key: string, since: number): Promise<Judged> {
  const judged = await judgeSchedule({ store, now }, pass, key, since);
  const taken = [...new Set(judged.flatMap((row) => row.result.matchedDeliveryId ?? []))];
  const tasks = new Map<string, TaskRow>();
  for (let at = 0; at < taken.length; at += CHUNK) {
    for (const task of await loadTasksById(store, taken.slice(at, at + CHUNK))) tasks.set(task.id, task);
    await setImmediate();
  }
  const items = judged.flatMap(({ result, recipientId }) =>
    itemOf({ ...result.verdict, item: `o:${result.occurrence.date}`, recipientId, standing: standingOf(result.verdict, false) }, result.matchedDeliveryId ? tasks.get(result.matchedDeliveryId) : undefined),
  );
  return { items, cutAt: null };
}

type Row = Pick<VerdictRow, "item" | "cycle" | "carry" | "recipientId" | "standing" | "dueAt" | "fallsDueAt" | "decidedAt" | "lateByMs">;

function itemOf({ item, cycle, carry, recipientId, standing, dueAt, fallsDueAt, decidedAt, lateByMs }: Row, task: TaskRow | undefined): DryRunItem[] {
  if (fallsDueAt === null) return [];
  const named = task ? { id: task.id, title: task.title, externalId: task.externalId, providerId: task.providerId, clientId: task.clientId, requesterId: task.requesterId, assigneeId: task.assigneeId } : null;
  return [{ item, cycle, carry, recipientId, standing, dueAt, fallsDueAt, decidedAt, lateByMs, task: named }];
}

/** Excuses that stand over the line's verdicts go on standing over them. */
async function withExcuses(store: Store, key: string, items: readonly DryRunItem[]): Promise<DryRunItem[]> {
  const excuses = (await loadExcuses(store, items.map((one) => one.item))).filter((row) => row.obligationKey === key);
  const excused = new Set(excuses.map((row) => `${row.item}\n${row.cycle}\n${row.carry}`));
  return items.map((one) => {
    const isExcused = excused.has(`${one.item}\n${one.cycle}\n${one.carry}`);
    return isExcused && (one.standing === "breached" || one.standing === "unmeasurable") ? { ...one, standing: "excused" } : one;
  });
}

function begunBefore(obligation: Obligation, from: string): Obligation {
  const { terms } = obligation;
  return terms.kind === "frequency" ? { ...obligation, terms: { ...terms, ...backdateRecurrence(terms.rrule, terms.dtstart, from) } } : obligation;
}

/** The same day so many months earlier, or the last day of that month. */
function monthsBefore(date: string, months: number): string {
  const month = addMonths(date.slice(0, 7), -months);
  const last = daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7)));
  return `${month}-${String(Math.min(Number(date.slice(8, 10)), last)).padStart(2, "0")}`;
}
