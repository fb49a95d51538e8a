import { setImmediate as letOthersRun } from "node:timers/promises";
import { contextOf, evaluateHistory } from "#app/domain/evaluation/evaluate-task.ts";
import type { EvaluationContext } from "#app/domain/evaluation/evaluation-context.ts";
import { acceptanceWindow } from "#app/domain/evaluation/acceptance-window.ts";
import type { TaskEvent } from "#app/domain/evaluation/task-event.ts";
import { readTaskHistory } from "#app/domain/evaluation/task-history.ts";
import { appliesToTask } from "#app/domain/agreement/applies-to.ts";
import { isPlannedTask } from "#app/domain/occurrence/act-on-occurrence.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { countCalendarVersions } from "#db/queries/agreements.server.ts";
import { loadIncidentStamp } from "#db/queries/incidents.server.ts";
import type { ObligationRow } from "#db/queries/agreements.server.ts";
import { loadEvents, loadRecipients } from "#db/queries/tasks.server.ts";
import type { TaskRow } from "#db/queries/tasks.server.ts";
import { countTasks, loadExcuses, loadTasksAfter, loadTasksById, loadTasksDue, loadVerdictsOfTasks, markJudged } from "#db/queries/verdicts.server.ts";
import type { TaskJudged, VerdictRow } from "#db/queries/verdicts.server.ts";
import { StaleWriteError } from "#db/store.ts";
import { groupBy, openAgreementBook } from "./agreement-book.server.ts";
import type { AgreementBook, UsedCalendar } from "./agreement-book.server.ts";
import { chainExcuses } from "./chain-excuses.server.ts";
import type { OperationContext } from "./context.ts";
import { standingAfter } from "./excuse-changes.server.ts";
import { defectOf, habitKeeper, type FullPass, type Gathered, type HabitKeeper, type PassDefect } from "./full-pass.ts";
import { evaluateSchedules } from "./evaluate-schedules.server.ts";
import { judgeKeepingFrozen } from "./keep-frozen.server.ts";
import { openPeriodBook } from "./period-book.server.ts";
import type { PeriodBook } from "./period-book.server.ts";
import { findOrdinals } from "./request-ordinals.server.ts";
import type { RequestOrdinals } from "./request-ordinals.server.ts";
import { changesOf, verdictRow, writeVerdicts } from "./write-verdicts.server.ts";

export interface EvaluationCounts {
  readonly tasks: number;
  readonly changed: number;
  readonly corrections: number;
}

/** Tasks of one transaction: enough to write each touched page once, short enough that pages go on writing meanwhile. */
const BATCH = 1_000;

export interface EvaluationPass {
  /** Read again when a calendar was saved meanwhile. */
  book: AgreementBook;
  readonly periods: PeriodBook;
  /** Of the tasks that are judged next. */
  ordinals?: RequestOrdinals;
  /** The time of a long run: facts that come in meanwhile have happened by then. Default: that of the context. */
  readonly clock?: () => number;
  /** Counts pauses and moves on the way of a full pass. */
  readonly habits?: HabitKeeper;
  readonly defect?: (found: PassDefect) => void;
}

export async function openPass(ctx: OperationContext, along: Pick<EvaluationPass, "clock" | "habits" | "defect"> = {}): Promise<EvaluationPass> {
  const book = await openAgreementBook(ctx.store);
  return { book, periods: await openPeriodBook(ctx.store, book.organisation), ...along };
}

/** A calendar saved, or an incident declared, since the book was read marks its tasks as due: those are judged by it, never by what was before. */
async function useNewestBook(ctx: OperationContext, pass: EvaluationPass): Promise<void> {
  const [calendars, stamp] = await Promise.all([countCalendarVersions(ctx.store), loadIncidentStamp(ctx.store)]);
  if (calendars !== pass.book.calendarVersions || stamp !== pass.book.incidents.stamp) pass.book = await openAgreementBook(ctx.store);
}

/** Judges every task with news or whose time has come, in batches; what is done stays done when it stops. */
export async function evaluateDue(ctx: OperationContext, stopping: () => boolean = () => false, clock?: () => number): Promise<EvaluationCounts> {
  const pass = await openPass(ctx, clock ? { clock } : {});
  const total = { tasks: 0, changed: 0, corrections: 0 };
  await evaluateWaiting(ctx, pass, total, stopping);
  if (stopping()) return total;
  await useNewestBook(ctx, pass);
  const planned = await evaluateSchedules(ctx, pass);
  add(total, planned);
  // What waits for a planned delivery that broke its promise just now.
  if (planned.changed > 0) await evaluateWaiting(ctx, pass, total, stopping);
  return total;
}

/** Judges tasks until none has news or is due. */
async function evaluateWaiting(ctx: OperationContext, pass: EvaluationPass, total: Total, stopping: () => boolean): Promise<void> {
  let seen = "";
  for (let tasks = await loadTasksDue(ctx.store, ctx.now, BATCH); tasks.length > 0 && !stopping(); tasks = await loadTasksDue(ctx.store, ctx.now, BATCH)) {
    // A batch that comes back unchanged would be asked for for ever.
    const names = tasks.map((task) => `${task.id}:${task.seq}:${task.nextChangeAt}`).join();
    if (names === seen) break;
    seen = names;
    add(total, await evaluateBatch(ctx, pass, tasks));
    // The embedded database answers at once, so that without this no timer and no signal of the process gets its turn.
    await letOthersRun();
  }
}

/**
 * Judges all tasks anew, in the order of their ids; after incremental runs it must find nothing to change. Stops between batches and goes
 * on from the step it was given; a pass that was stopped leaves the planned deliveries to the one that ends.
 */
export async function evaluateAll(ctx: OperationContext, { from = null, progress, stopping = () => false, defect, clock }: FullPass = {}): Promise<EvaluationCounts & { readonly gathered: Gathered; readonly isWhole: boolean }> {
  const habits = habitKeeper(from?.gathered);
  const pass = await openPass(ctx, { habits, ...(defect ? { defect } : {}), ...(clock ? { clock } : {}) });
  const total = { tasks: 0, changed: 0, corrections: 0 };
  let cursor = from?.cursor ?? "";
  let done = from?.done ?? 0;
  const all = progress ? await countTasks(ctx.store) : 0;
  for (let tasks = await loadTasksAfter(ctx.store, cursor, BATCH); tasks.length > 0; tasks = await loadTasksAfter(ctx.store, cursor, BATCH)) {
    if (stopping()) return { ...total, gathered: habits.all(), isWhole: false };
    cursor = tasks[tasks.length - 1]!.id;
    add(total, await evaluateBatch(ctx, pass, tasks));
    done += tasks.length;
    await progress?.({ done, total: Math.max(all, done), cursor, gathered: habits.all() });
    await letOthersRun();
  }
  add(total, await evaluateSchedules(ctx, pass));
  // What waits for something that this pass changed.
  if (total.changed > 0) await evaluateWaiting(ctx, pass, total, stopping);
  return { ...total, gathered: habits.all(), isWhole: true };
}

type Total = { tasks: number; changed: number; corrections: number };

function add(total: Total, more: EvaluationCounts): void {
  total.tasks += more.tasks;
  total.changed += more.changed;
  total.corrections += more.corrections;
}

/**
 * Judges some tasks and writes what changed with its tallies in one transaction. When a task got an event
 * meanwhile the batch is loaded and judged again.
 */
export async function evaluateBatch(given: OperationContext, pass: EvaluationPass, tasks: readonly TaskRow[]): Promise<EvaluationCounts> {
  const ctx = pass.clock ? { ...given, now: pass.clock() } : given;
  let current = tasks;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await judgeAndWrite(ctx, pass, current);
    } catch (error) {
      if (!(error instanceof StaleWriteError) || attempt >= 3) throw error;
      current = await loadTasksById(ctx.store, tasks.map((task) => task.id));
      await pass.periods.reload();
    }
  }
}

async function judgeAndWrite(ctx: OperationContext, pass: EvaluationPass, tasks: readonly TaskRow[]): Promise<EvaluationCounts> {
  await useNewestBook(ctx, pass);
  const ids = tasks.map((task) => task.id);
  const [events, recipients, stored, excuses] = await Promise.all([
    loadEvents(ctx.store, ids), loadRecipients(ctx.store, ids), loadVerdictsOfTasks(ctx.store, ids), loadExcuses(ctx.store, ids.map((id) => `t:${id}`)),
  ]);
  pass.ordinals = await findOrdinals(ctx.store, pass.book, tasks, recipients);
  const storedOf = groupBy(stored, (row) => row.taskId ?? "");
  const found: VerdictRow[] = [];
  const news: (TaskJudged & { readonly loadedChangeAt: number | null })[] = [];
  for (const task of tasks) {
    const judged = judgeTask(ctx.now, pass, task, events.get(task.id) ?? [], recipients.get(task.id) ?? [task.clientId], storedOf.get(task.id) ?? []);
    found.push(...judged.verdicts);
    if (!sameJudgement(judged.task, task)) news.push({ ...judged.task, loadedChangeAt: task.nextChangeAt });
  }
  const laid = await chainExcuses(ctx, pass.book, ids, found, excuses);
  const changes = changesOf(stored, found, standingAfter(excuses, laid), pass.periods);
  if (pass.defect && changes.rows.length > 0) reportDefects(ctx.now, pass.defect, tasks, stored, changes.rows);
  return { tasks: tasks.length, ...(await writeVerdicts(ctx, changes, `${tasks[0]!.id}…`, { rows: news.length, build: (w) => markJudged(ctx.store, w, news), excuses: laid })) };
}

/** A change of a task with news, or whose time had come, is none: the minute's run had not come to it yet. */
function reportDefects(now: number, defect: (found: PassDefect) => void, tasks: readonly TaskRow[], stored: readonly VerdictRow[], changed: readonly VerdictRow[]): void {
  const settled = new Set(tasks.filter((task) => task.evaluatedSeq === task.seq && (task.nextChangeAt === null || task.nextChangeAt > now)).map((task) => task.id));
  for (const after of changed) {
    if (!settled.has(after.taskId ?? "")) continue;
    const { obligationKey, item, cycle, carry } = after;
    defect(defectOf(stored.find((row) => row.obligationKey === obligationKey && row.item === item && row.cycle === cycle && row.carry === carry), after));
  }
}

function sameJudgement(row: TaskJudged, task: TaskRow): boolean {
  return (
    task.evaluatedSeq === row.seq && task.agreementId === row.agreementId && task.versionId === row.versionId && task.dueAt === row.dueAt &&
    task.outcome === row.outcome && task.acceptUntil === row.acceptUntil && task.nextChangeAt === row.nextChangeAt
  );
}

/** The agreements that a task falls under, by recipient: one item an agreement. */
export function matchRecipients(book: AgreementBook, task: Pick<TaskRow, "productId" | "providerId" | "requestedAt"> & { readonly askedProviderId?: string | null }, recipients: readonly string[]) {
  const date = localDateOf(zoneOf(book.organisation.zone), task.requestedAt);
  const items = new Map<string, { agreementId: string; versionId: string; recipients: string[] }>();
  for (const recipientId of recipients) {
    const match = book.match({ productId: task.productId, providerId: task.askedProviderId ?? task.providerId, recipientId, date });
    if (!match) continue;
    const item = items.get(match.agreementId);
    if (item) item.recipients.push(recipientId);
    else items.set(match.agreementId, { ...match, recipients: [recipientId] });
  }
  return [...items.values()];
}

/** Obligations of a version that judge a task: of its product, for its attributes as first received. */
export function obligationsFor(book: AgreementBook, versionId: string, task: Pick<TaskRow, "productId" | "attributes">): ObligationRow[] {
  return book.obligationsOf(versionId).filter((row) => row.productId === task.productId && row.kind !== "frequency" && !(isPlannedTask(task.attributes) && (row.kind === "timing" || row.kind === "response")) && appliesToTask(row.terms, task.attributes));
}

const WORST_FIRST = ["breached", "at_risk", "unmeasurable", "pending", "met", "void"] as const;

/**
 * The verdicts of one task by the agreements of the pass, and what they say of it; writes nothing. `stored` are the verdicts it has:
 * what a frozen month counts of them keeps its calendar.
 */
export function judgeTask(now: number, { book, periods, ordinals, habits }: EvaluationPass, task: TaskRow, events: readonly TaskEvent[], recipients: readonly string[], stored: readonly VerdictRow[] = []) {
  const verdicts: VerdictRow[] = [];
  const items = matchRecipients(book, task, recipients);
  const incidents = book.incidents.windowsOf(task.providerId);
  let acceptUntil: number | null = null;
  for (const item of items) {
    const agreement = book.agreements.get(item.agreementId)!;
    const history = readTaskHistory(events, now, item.recipients);
    if (!history) continue;
    const obligations = obligationsFor(book, item.versionId, task);
    if (item === items[0]) habits?.add(task.providerId, periods.periodOf(task.requestedAt), history, obligations.some((row) => row.terms.kind === "timing" && row.terms.due.type === "agreed_date"));
    for (const obligation of obligations) {
      const recipientId = item.recipients[0]!;
      const side = obligation.terms.calendar;
      const used = book.calendarFor(agreement, side, recipientId);
      const judge = ({ calendar, versionId: calendarVersionId }: UsedCalendar): VerdictRow[] => {
        const context: EvaluationContext = contextOf({ calendar, zone: periods.zone, periodEndAfter: periods.endAfter, incidents, ordinal: ordinals?.of(task.id, obligation.key), explain: false });
        const key = { obligationKey: obligation.key, item: `t:${task.id}`, taskId: task.id, versionId: item.versionId, calendarVersionId, recipientId, taskSeq: task.seq };
        return evaluateHistory(history, obligation.terms, context).map((verdict) => verdictRow(verdict, key, periods));
      };
      verdicts.push(
        ...judgeKeepingFrozen(periods, {
          newest: used, judge, rowOf: (row) => row, stored: stored.filter((row) => row.obligationKey === obligation.key),
          calendarAt: (at, versionId) => book.calendarAt(agreement, side, recipientId, at, versionId),
        }),
      );
      acceptUntil ??= acceptanceWindow(history, used.calendar, obligation.terms.acceptance)?.to ?? null;
    }
  }
  const outcomes = new Set(verdicts.map((row) => row.outcome));
  const next = verdicts.flatMap((row) => (row.nextChangeAt === null ? [] : [row.nextChangeAt]));
  const due = verdicts.find((row) => row.dueAt !== null && row.cycle === 0 && row.carry === 0)?.dueAt ?? null;
  return {
    verdicts,
    task: {
      id: task.id, seq: task.seq, agreementId: items[0]?.agreementId ?? null, versionId: items[0]?.versionId ?? null, dueAt: due,
      outcome: WORST_FIRST.find((outcome) => outcomes.has(outcome)) ?? null, acceptUntil, nextChangeAt: next.length > 0 ? Math.min(...next) : null,
    } satisfies TaskJudged,
  };
}

