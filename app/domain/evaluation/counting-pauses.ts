import { mergeFlat, type Interval } from "../time/intervals.ts";
import { because, type Log } from "./reasons.ts";
import type { TaskHistory } from "./task-history.ts";

/**
 * Stretches during which the clock of an obligation stands: pauses for a reason that the terms list and
 * the client did not reject, and incidents that the arbiter declared. Not merged, in order of time, cut
 * to [from, until). `until` is the delivery; what still lasts ends at `asOf`, and the next look moves it on.
 */
export function countingPauses(
  history: TaskHistory,
  pauseReasons: readonly string[],
  incidents: readonly Interval[],
  from: number,
  until: number | null,
  log: Log,
): Interval[] {
  const list: Interval[] = [];
  const last = until ?? history.asOf;
  for (const pause of history.pauses) {
    if ((pause.to !== null && pause.to <= from) || pause.from >= last) continue;
    const begin = Math.max(pause.from, from);
    const end = Math.min(pause.to ?? last, last);
    const facts = { from: pause.from, to: pause.to, reason: pause.reason };
    if (pause.rejected) log?.push(because("pause_rejected", facts));
    else if (!pauseReasons.includes(pause.reason)) log?.push(because("pause_not_counted", facts));
    else {
      log?.push(because("pause_counted", facts));
      if (begin < end) list.push([begin, end]);
    }
  }
  for (const [begins, ends] of incidents) {
    if (ends <= from || begins >= last) continue;
    log?.push(because("incident", { from: begins, to: ends }));
    list.push([Math.max(begins, from), Math.min(ends, last)]);
  }
  return list.length > 1 ? list.sort((a, b) => a[0] - b[0] || a[1] - b[1]) : list;
}

/** Does the clock stand at this instant? A pause that still lasts holds up to and beyond `asOf`. */
export function standsStill(
  history: TaskHistory,
  pauseReasons: readonly string[],
  incidents: readonly Interval[],
  instant: number,
): boolean {
  return (
    history.pauses.some(
      (pause) =>
        !pause.rejected &&
        pauseReasons.includes(pause.reason) &&
        pause.from <= instant &&
        (pause.to === null || instant < pause.to),
    ) || incidents.some(([from, to]) => from <= instant && instant < to)
  );
}

/** The next instant after `asOf` at which a declared incident begins or ends; null when none is ahead. */
export function nextIncidentEdge(incidents: readonly Interval[], asOf: number): number | null {
  let next: number | null = null;
  for (const incident of incidents) {
    for (const edge of incident) if (edge > asOf && (next === null || edge < next)) next = edge;
  }
  return next;
}

/** The pauses that begin in a stretch, joined where they overlap: they count once. */
export function joinedFrom(pauses: readonly Interval[], from: number, cutAt: number): number[] {
  const flat: number[] = [];
  for (const [begin, end] of pauses) {
    if (begin >= from && begin < cutAt) flat.push(begin, Math.min(end, cutAt));
  }
  return mergeFlat(flat);
}
