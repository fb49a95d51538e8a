/**
 * What a task may wait for: `t:` + task id, or `o:` + the occurrence's own date + `:` + its obligation key. Only tasks wait.
 */
export type ItemRef = string;

export const taskRef = (taskId: string): ItemRef => `t:${taskId}`;
export const occurrenceRef = (obligationKey: string, date: string): ItemRef => `o:${date}:${obligationKey}`;

export type ReadRef = { readonly type: "task"; readonly taskId: string } | { readonly type: "occurrence"; readonly obligationKey: string; readonly date: string };

/** Null for what is no reference. */
export function readRef(ref: ItemRef): ReadRef | null {
  if (/^t:.+/.test(ref)) return { type: "task", taskId: ref.slice(2) };
  const found = /^o:(\d{4}-\d{2}-\d{2}):(.+)$/.exec(ref);
  return found ? { type: "occurrence", date: found[1]!, obligationKey: found[2]! } : null;
}

/** A task waits for an item; `warnedAt` is when its client was told so, null when nobody was. */
export interface Wait {
  readonly upstream: ItemRef;
  readonly warnedAt: number | null;
}

export type WaitsOf = (ref: ItemRef) => readonly Wait[];

/** Would the task, waiting for the item, wait for itself in the end? */
export function closesLoop(task: ItemRef, upstream: ItemRef, waitsOf: WaitsOf): boolean {
  const seen = new Set<ItemRef>();
  const open = [upstream];
  for (let ref = open.pop(); ref !== undefined; ref = open.pop()) {
    if (ref === task) return true;
    if (seen.has(ref)) continue;
    seen.add(ref);
    for (const wait of waitsOf(ref)) open.push(wait.upstream);
  }
  return false;
}

/** An item that broke its own promise: its due instant, and when it was done after all. */
export interface Breach {
  readonly ref: ItemRef;
  readonly dueAt: number;
  /** Null while it is undelivered. */
  readonly doneAt: number | null;
}

export type BreachOf = (ref: ItemRef) => Breach | null;

/**
 * The first cause of a delay among what an item waited for: going upstream from breach to breach, the last one on the way, the earliest
 * due where ways part. An item that kept its promise, or is not judged, ends the way. Null when nothing upstream broke a promise.
 */
export function firstBreach(waits: readonly Wait[], waitsOf: WaitsOf, breachOf: BreachOf): Breach | null {
  // What each item leads to, once found; null while it is being looked at, so that a loop in old data ends the way.
  const leadsTo = new Map<ItemRef, Breach | null>();
  const firstOf = (list: readonly Wait[]): Breach | null => {
    let first: Breach | null = null;
    for (const { upstream } of list) {
      const found = leadsTo.has(upstream) ? leadsTo.get(upstream)! : follow(upstream);
      if (found && (first === null || found.dueAt < first.dueAt || (found.dueAt === first.dueAt && found.ref < first.ref))) first = found;
    }
    return first;
  };
  const follow = (ref: ItemRef): Breach | null => {
    leadsTo.set(ref, null);
    const own = breachOf(ref);
    const found = own && (firstOf(waitsOf(ref)) ?? own);
    leadsTo.set(ref, found);
    return found;
  };
  return firstOf(waits);
}

/** A timing verdict as a chain looks at it. */
export interface WaitingVerdict {
  readonly cycle: number;
  readonly carry: number;
  readonly outcome: string;
  readonly dueAt: number | null;
  readonly fallsDueAt: number | null;
}

/**
 * Whether the delay of what it waited for excuses a verdict, and by which breach (design.md section 5, Chains): the verdict is a breach of
 * the original promise; the item waited for broke its own; and the client had been warned before the due time. In a later month it is
 * excused only while the item waited for was itself undelivered at that month's end.
 */
export function excusingBreach(verdict: WaitingVerdict, waits: readonly Wait[], waitsOf: WaitsOf, breachOf: BreachOf): Breach | null {
  const { dueAt, fallsDueAt } = verdict;
  if (verdict.outcome !== "breached" || verdict.cycle > 0 || dueAt === null || fallsDueAt === null) return null;
  const telling = waits.filter((wait) => {
    const breach = wait.warnedAt !== null && wait.warnedAt < dueAt ? breachOf(wait.upstream) : null;
    return breach !== null && (verdict.carry === 0 || breach.doneAt === null || breach.doneAt > fallsDueAt);
  });
  return firstBreach(telling, waitsOf, breachOf);
}
