import { readRef } from "#app/domain/evaluation/chain.ts";
import type { WaitFact } from "#app/domain/map/delay-links.ts";
import { loadNewestWaits, loadPromiseOwners, loadTimeVerdicts, type TimeVerdict } from "#db/queries/delays.server.ts";
import type { TaskRow } from "#db/queries/tasks.server.ts";
import { loadTasksById } from "#db/queries/verdicts.server.ts";
import { loadVerdictsOfDates } from "#db/queries/waits.server.ts";
import type { Store } from "#db/store.ts";

/** So many of the newest waits are looked at: a page stays a page however much was linked. */
const MOST_WAITS = 2_000;

/** A wait with what the two items are. */
export interface WaitCase extends WaitFact {
  readonly task: TaskRow;
  /** Null: it waited for a planned delivery. */
  readonly upstreamTask: TaskRow | null;
  readonly upstream: string;
  readonly dueAt: number | null;
  readonly upstreamDueAt: number | null;
}

/** Tasks that were said to wait since an instant, with who was late; reads waits and the few tasks in them, never the others. */
export async function readDelays(store: Store, since: number): Promise<{ readonly cases: readonly WaitCase[]; readonly isPartial: boolean }> {
  const waits = await loadNewestWaits(store, since, MOST_WAITS);
  const planned = waits.flatMap((row) => {
    const read = readRef(row.upstream);
    return read?.type === "occurrence" ? [read] : [];
  });
  const taskIds = [...new Set(waits.flatMap((row) => [row.taskId, ...(row.upstreamTaskId ? [row.upstreamTaskId] : [])]))];
  const [tasks, verdicts, owners, ofDates] = await Promise.all([loadTasksById(store, taskIds), loadTimeVerdicts(store, taskIds), loadPromiseOwners(store, [...new Set(planned.map((one) => one.obligationKey))]), loadVerdictsOfDates(store, planned)]);
  const taskOf = new Map(tasks.map((row) => [row.id, row]));
  const ofTask = new Map<string, TimeVerdict[]>();
  for (const row of verdicts) if (row.taskId) ofTask.set(row.taskId, [...(ofTask.get(row.taskId) ?? []), row]);
  const cases = waits.flatMap((row): WaitCase[] => {
    const task = taskOf.get(row.taskId);
    const read = readRef(row.upstream);
    if (!task || !read) return [];
    const down = { down: { departmentId: task.providerId, productId: task.productId, clientId: task.clientId }, task, upstream: row.upstream, ...judged(ofTask.get(task.id) ?? [], "downLate", "dueAt") };
    if (read.type === "task") {
      const other = taskOf.get(read.taskId);
      return other ? [{ ...down, up: { departmentId: other.providerId, productId: other.productId }, upstreamTask: other, ...judged(ofTask.get(other.id) ?? [], "upLate", "upstreamDueAt") }] : [];
    }
    const owner = owners.get(read.obligationKey);
    const first = ofDates.filter((one) => one.obligationKey === read.obligationKey && one.item === `o:${read.date}` && one.cycle === 0 && one.carry === 0);
    return owner ? [{ ...down, up: { departmentId: owner.providerId, productId: owner.productId }, upstreamTask: null, ...judged(first, "upLate", "upstreamDueAt") }] : [];
  });
  return { cases, isPartial: waits.length === MOST_WAITS };
}

/** Late if any promise of time was broken, in time if one was kept, else not known; with the earliest date of the deciding ones. */
function judged<L extends string, D extends string>(verdicts: readonly Pick<TimeVerdict, "outcome" | "dueAt">[], late: L, due: D): Record<L, boolean | null> & Record<D, number | null> {
  const broken = verdicts.filter((row) => row.outcome === "breached");
  const isLate = broken.length > 0 ? true : verdicts.some((row) => row.outcome === "met") ? false : null;
  const dues = (broken.length > 0 ? broken : verdicts).flatMap((row) => row.dueAt ?? []);
  return { [late]: isLate, [due]: dues.length > 0 ? Math.min(...dues) : null } as Record<L, boolean | null> & Record<D, number | null>;
}
