import { mapTaskRows } from "#app/domain/intake/map-rows.ts";
import type { IncomingTask, SourceRow } from "#app/domain/intake/map-rows.ts";
import type { Defect, Mapping } from "#app/domain/intake/mapping.ts";
import type { ReadDate } from "#app/domain/intake/source-date.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import type { TaskEvent } from "#app/domain/evaluation/task-event.ts";
import { loadEvents, loadTasksByExternalId } from "#db/queries/tasks.server.ts";
import { tasksTouchedBy } from "#db/queries/import-work.server.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "../context.ts";
import { ingestTasks, openDirectory } from "../ingest-tasks.server.ts";
import type { Directory, Ingested } from "../ingest-tasks.server.ts";
import type { Portion } from "./task-rows.server.ts";

/** Clocks of task systems may go ahead by a little; what is later than tomorrow is a slip of the pen. */
export const MOST_AHEAD_MS = DAY_MS;

/** What became of some rows: `rows` is the sum of used, skipped and quarantined. Tasks are accepted, corrected or unchanged. */
export interface RowCounts {
  readonly rows: number;
  readonly used: number;
  readonly skipped: number;
  readonly quarantined: number;
  readonly accepted: number;
  readonly corrected: number;
  readonly unchanged: number;
}

export const NO_ROWS: RowCounts = { rows: 0, used: 0, skipped: 0, quarantined: 0, accepted: 0, corrected: 0, unchanged: 0 };

export function addCounts(a: RowCounts, b: RowCounts): RowCounts {
  return {
    rows: a.rows + b.rows, used: a.used + b.used, skipped: a.skipped + b.skipped, quarantined: a.quarantined + b.quarantined,
    accepted: a.accepted + b.accepted, corrected: a.corrected + b.corrected, unchanged: a.unchanged + b.unchanged,
  };
}

export interface Feed {
  readonly mapping: Mapping;
  readonly readDate: ReadDate;
  /** Departments whose work may be written; default all. */
  readonly providers?: ReadonlySet<string>;
}

export interface MappedPortions {
  readonly tasks: readonly IncomingTask[];
  readonly defects: readonly Defect[];
  readonly rows: ReadonlyMap<number, SourceRow>;
  readonly portionOfLine: ReadonlyMap<number, Portion>;
  readonly rowCount: number;
  readonly skipped: number;
}

/** Portions as tasks and defects, before anything is looked up. */
export function mapPortions(feed: Feed, portions: readonly Portion[], known: ReadonlyMap<string, readonly TaskEvent[]>, now: number): MappedPortions {
  const tasks: IncomingTask[] = [];
  const defects: Defect[] = [];
  const rows = new Map<number, SourceRow>();
  const portionOfLine = new Map<number, Portion>();
  let skipped = 0;
  let rowCount = 0;
  for (const portion of portions) {
    rowCount += portion.rows.length + portion.dropped;
    for (const row of portion.rows) {
      rows.set(row.line, row);
      portionOfLine.set(row.line, portion);
    }
    if (portion.refused) {
      defects.push(portion.refused);
      continue;
    }
    const mapped = mapTaskRows(feed.mapping, portion.rows, feed.readDate, known.get(portion.id!), { latest: now + MOST_AHEAD_MS });
    if (mapped.task) tasks.push(mapped.task);
    defects.push(...mapped.defects, ...withTask(mapped.withTask, mapped.defects[0]));
    skipped += mapped.skipped + portion.dropped;
  }
  return { tasks, defects, rows, portionOfLine, rowCount, skipped };
}

/** Rows that are put aside because the task that they belong to is: sent again together, they come in together. */
export function withTask(lines: readonly number[], because: Defect | undefined): Defect[] {
  return because ? lines.map((line) => ({ line, column: "", code: "with_task" as const, value: String(because.line) })) : [];
}

/** Lines that go with tasks which were refused when they were looked up (an unknown product, another department's work). */
export function linesOfRefusedTasks(mapped: MappedPortions, refused: readonly Defect[]): Defect[] {
  const taken = new Set([...mapped.defects, ...refused].map((defect) => defect.line));
  const done = new Set<Portion>();
  return refused.flatMap((defect) => {
    const portion = mapped.portionOfLine.get(defect.line);
    if (!portion || done.has(portion)) return [];
    done.add(portion);
    return withTask(portion.rows.flatMap((row) => (taken.has(row.line) ? [] : [row.line])), defect);
  });
}

export interface BroughtIn {
  readonly counts: RowCounts;
  readonly defects: readonly Defect[];
  readonly rows: ReadonlyMap<number, SourceRow>;
}

/** How often a batch is tried again when another import writes the same tasks at the same moment. */
const MOST_TRIES = 6;

/**
 * Writes the tasks of some portions and says what became of each row; the caller keeps the defects. The same
 * portions again change nothing. `again`: a run before this one may have written them and died before it
 * could say so; then what this batch itself wrote counts as it would have counted then.
 */
export async function bringIn(ctx: OperationContext, feed: Feed, input: { readonly batchId: string; readonly portions: readonly Portion[]; readonly directory: Directory; readonly again?: boolean }): Promise<BroughtIn & { readonly directory: Directory }> {
  const { mapping } = feed;
  let { directory } = input;
  for (let attempt = 1; ; attempt += 1) {
    const known = mapping.shape === "event_log" ? await knownEvents(ctx, mapping.source, input.portions) : new Map<string, TaskEvent[]>();
    const mapped = mapPortions(feed, input.portions, known, ctx.now);
    const before = input.again ? await tasksTouchedBy(ctx.store, input.batchId, mapping.source, mapped.tasks.map((task) => task.externalId)) : new Map();
    let done: Ingested;
    try {
      done = await ingestTasks(ctx, { batchId: input.batchId, mapping, tasks: mapped.tasks, directory, providers: feed.providers });
    } catch (error) {
      const isRace = error instanceof DuplicateError || error instanceof StaleWriteError;
      if (!isRace || attempt >= MOST_TRIES) throw error;
      // Who lost its claim meanwhile fails here again, and for good, at its next write.
      directory = await openDirectory(ctx);
      continue;
    }
    const defects = [...mapped.defects, ...done.defects, ...linesOfRefusedTasks(mapped, done.defects)];
    const quarantined = new Set(defects.map((defect) => defect.line)).size;
    const correctedBefore = [...before.values()].filter((row) => row.corrected).length;
    return {
      directory,
      defects,
      rows: mapped.rows,
      counts: {
        rows: mapped.rowCount, quarantined, skipped: mapped.skipped, used: mapped.rowCount - quarantined - mapped.skipped,
        accepted: done.accepted + before.size - correctedBefore, corrected: done.corrected + correctedBefore, unchanged: done.unchanged - before.size,
      },
    };
  }
}

/** What is known of the tasks of these portions: a log may tell a case in several files. */
export async function knownEvents(ctx: OperationContext, source: string, portions: readonly Portion[]): Promise<Map<string, TaskEvent[]>> {
  const tasks = await loadTasksByExternalId(ctx.store, source, portions.flatMap((portion) => (portion.id === null ? [] : [portion.id])));
  const events = await loadEvents(ctx.store, tasks.map((task) => task.id));
  return new Map(tasks.map((task) => [task.externalId, events.get(task.id) ?? []]));
}
