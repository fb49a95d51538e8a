import { can } from "#app/domain/access/can.ts";
import { firstBreach, occurrenceRef, readRef, taskRef, type ItemRef } from "#app/domain/evaluation/chain.ts";
import { nameIn, type Locale } from "#app/domain/names.ts";
import type { AgreementBook } from "#app/operations/agreement-book.server.ts";
import { loadUpstream } from "#app/operations/chain-excuses.server.ts";
import { frequencyLines } from "#app/operations/evaluate-schedules.server.ts";
import { formatDay } from "#app/format/date.ts";
import { loadRecipients, type TaskRow } from "#db/queries/tasks.server.ts";
import { loadTasksById, type VerdictRow } from "#db/queries/verdicts.server.ts";
import { loadVerdictsOfDates, loadWaiting, loadWaits, type WaitRow } from "#db/queries/waits.server.ts";
import type { Store } from "#db/store.ts";
import type { Viewer } from "./session.server.ts";
import { taskSubject } from "./work-scope.server.ts";

/** One item of a chain as a page shows it. What the viewer may not see has no name and no door. */
export interface ChainLine {
  readonly ref: ItemRef;
  /** Steps from the task: 1 = what it waits for itself. */
  readonly depth: number;
  readonly name: string | null;
  readonly to: string | null;
  readonly provider: string;
  readonly outcome: string | null;
  readonly dueAt: number | null;
}

export interface ShownWait extends ChainLine {
  readonly number: number;
  readonly note: string;
  readonly warnedAt: number | null;
}

/** The page of what excuses a verdict: the incident, or the first breach upstream. Null where somebody decided it. */
export function evidencePath(evidence: string | null): string | null {
  if (evidence === null) return null;
  if (evidence.startsWith("i:")) return `/work/incidents/${evidence.slice(2)}`;
  const read = readRef(evidence);
  if (!read) return null;
  return read.type === "task" ? `/work/${read.taskId}` : plannedPath(read.obligationKey, read.date);
}

const plannedPath = (obligationKey: string, date: string): string => `/work/planned/one?obligation=${encodeURIComponent(obligationKey)}&date=${date}`;

/** The tasks that wait for a planned delivery. */
export async function waitingForDate(store: Store, book: AgreementBook, viewer: Viewer, obligationKey: string, date: string, locale: Locale): Promise<TaskWaits> {
  const waiting = await loadWaiting(store, [occurrenceRef(obligationKey, date)]);
  if (waiting.length === 0) return { waits: [], behind: [], waiting: [], first: null };
  const lineOf = await describe(store, book, viewer, waiting.map((row) => taskRef(row.taskId)), locale);
  return { waits: [], behind: [], waiting: waiting.map((row) => lineOf(taskRef(row.taskId), 1)), first: null };
}

/** Chains longer than this are cut on a page. */
const MOST_LINES = 40;

/** What a task waits for with everything behind it, who waits for the task, and the first cause where something broke its promise. */
export async function waitsOfTask(store: Store, book: AgreementBook, viewer: Viewer, task: Pick<TaskRow, "id">, locale: Locale) {
  const [own, waiting] = await Promise.all([loadWaits(store, [task.id]), loadWaiting(store, [taskRef(task.id)])]);
  if (own.length === 0 && waiting.length === 0) return { waits: [], behind: [], waiting: [], first: null };
  const upstream = await loadUpstream(store, book, own);
  const refs = [...new Set([...upstream.waits.map((row) => row.upstream), ...waiting.map((row) => taskRef(row.taskId))])];
  const lineOf = await describe(store, book, viewer, refs, locale);
  const behind: ChainLine[] = [];
  const seen = new Set<ItemRef>([taskRef(task.id)]);
  const walk = (waits: readonly Pick<WaitRow, "upstream">[], depth: number): void => {
    for (const { upstream: ref } of waits) {
      if (seen.has(ref) || behind.length >= MOST_LINES) continue;
      seen.add(ref);
      if (depth > 1) behind.push(lineOf(ref, depth));
      walk(upstream.waitsOf(ref), depth + 1);
    }
  };
  walk(own, 1);
  const first = firstBreach(own, upstream.waitsOf, upstream.breachOf);
  return {
    waits: own.map((row): ShownWait => ({ ...lineOf(row.upstream, 1), number: row.number, note: row.note, warnedAt: row.warnedAt })),
    behind,
    waiting: waiting.map((row) => lineOf(taskRef(row.taskId), 1)),
    first: first && { ...lineOf(first.ref, 0), dueAt: first.dueAt },
  };
}
export type TaskWaits = Awaited<ReturnType<typeof waitsOfTask>>;

async function describe(store: Store, book: AgreementBook, viewer: Viewer, refs: readonly ItemRef[], locale: Locale): Promise<(ref: ItemRef, depth: number) => ChainLine> {
  const read = refs.flatMap((ref) => readRef(ref) ?? []);
  const taskIds = read.flatMap((one) => (one.type === "task" ? [one.taskId] : []));
  const dates = read.flatMap((one) => (one.type === "occurrence" ? [one] : []));
  const [tasks, recipients, verdicts] = await Promise.all([taskIds.length > 0 ? loadTasksById(store, taskIds) : [], loadRecipients(store, taskIds), loadVerdictsOfDates(store, dates)]);
  const lines = dates.length > 0 ? frequencyLines(book) : new Map<string, never>();
  const departmentName = (id: string) => nameIn(book.departments.get(id)?.name ?? {}, locale) || "–";
  const found = new Map<ItemRef, Omit<ChainLine, "depth">>();
  for (const task of tasks) {
    const mayRead = can(viewer.actor, "task.read", taskSubject(task, recipients.get(task.id) ?? [task.clientId]));
    found.set(taskRef(task.id), {
      ref: taskRef(task.id), name: mayRead ? task.title || task.externalId : null, to: mayRead ? `/work/${task.id}` : null, provider: departmentName(task.providerId), outcome: task.outcome, dueAt: task.dueAt,
    });
  }
  for (const { obligationKey, date } of dates) {
    const obligation = lines.get(obligationKey)?.at(-1)?.obligation;
    const agreement = obligation && book.agreements.get(obligation.agreementId);
    const verdict: VerdictRow | undefined = verdicts.find((row) => row.obligationKey === obligationKey && row.item === `o:${date}`);
    found.set(occurrenceRef(obligationKey, date), {
      ref: occurrenceRef(obligationKey, date), name: obligation ? `${nameIn(obligation.name, locale)}, ${formatDay(date, locale)}` : null,
      to: obligation ? plannedPath(obligationKey, date) : null,
      provider: agreement ? departmentName(agreement.providerId) : "–", outcome: verdict?.outcome ?? null, dueAt: verdict?.dueAt ?? null,
    });
  }
  return (ref, depth) => ({ ...(found.get(ref) ?? { ref, name: null, to: null, provider: "–", outcome: null, dueAt: null }), depth });
}
