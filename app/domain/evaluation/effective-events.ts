import { compareEvents, type TaskEvent, type TaskEventPayload } from "./task-event.ts";

/**
 * The facts of a task after all corrections, in order. A correction names its event and gives a new
 * instant, a new payload, or that it never was; the newest one says how the event stands. A correction
 * may itself be corrected. Corrections are knowledge: they hold whatever instant is looked at, while
 * facts after `asOf` have not happened yet.
 */
export function effectiveEvents(events: readonly TaskEvent[], asOf: number): TaskEvent[] {
  if (!events.some((event) => event.type === "corrected")) {
    return events.filter((event) => event.occurredAt <= asOf).sort(compareEvents);
  }
  const byTarget = new Map<string, TaskEvent[]>();
  for (const event of events.filter((e) => e.type === "corrected").sort(byKnowledge)) {
    const target = event.payload.eventId;
    if (target === undefined) continue;
    const list = byTarget.get(target);
    if (list) list.push(event);
    else byTarget.set(target, [event]);
  }
  return events
    .filter((event) => event.type !== "corrected")
    .flatMap((event) => corrected(event, byTarget, new Set()) ?? [])
    .filter((event) => event.occurredAt <= asOf)
    .sort(compareEvents);
}

/** The newest correction is the one received last: its `occurredAt` is that of the fact, often an earlier one. */
const byKnowledge = (a: TaskEvent, b: TaskEvent): number => a.receivedAt - b.receivedAt || compareEvents(a, b);

/** The event as it stands after its corrections; null when it is taken back. */
function corrected(
  event: TaskEvent,
  byTarget: ReadonlyMap<string, readonly TaskEvent[]>,
  above: ReadonlySet<string>,
): TaskEvent | null {
  let { occurredAt, payload } = event;
  let retracted = false;
  // A correction of one of its own corrections is no statement about anything.
  if (above.has(event.id)) return event;
  const seen = new Set(above).add(event.id);
  for (const correction of byTarget.get(event.id) ?? []) {
    const stands = corrected(correction, byTarget, seen);
    if (!stands) continue;
    const change = stands.payload;
    retracted = change.retracted === true;
    occurredAt = change.occurredAt ?? occurredAt;
    payload = keepFirstDue(event, payload, change.payload ?? payload);
  }
  return retracted ? null : { ...event, occurredAt, payload };
}

/**
 * A source that rewrites an agreed due date does not move it: the first value stays and the other is
 * listed. Only the arbiter corrects a due date; the two sides agree on a new one instead.
 */
function keepFirstDue(
  event: TaskEvent,
  before: TaskEventPayload,
  after: TaskEventPayload,
): TaskEventPayload {
  if (event.type !== "due_agreed" || after.at === before.at || before.at === undefined) return after;
  if (after.by === "arbiter") return after;
  return { ...after, at: before.at, by: before.by, value: String(after.at ?? "") };
}
