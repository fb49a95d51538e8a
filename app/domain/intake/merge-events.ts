import type { TaskEvent, TaskEventPayload } from "../evaluation/task-event.ts";
import type { IncomingEvent } from "./map-rows.ts";

export interface MergedEvents {
  /** Events to append: new facts, and corrections of known ones. */
  readonly add: readonly TaskEvent[];
  readonly added: number;
  readonly corrected: number;
  readonly unchanged: number;
}

/**
 * What a source's events add to a task's history. The same events again add nothing; a value that
 * differs from the current one becomes a correction; what is missing means nothing.
 *
 * @param receivedAt instant of receipt, epoch ms
 */
export function mergeEvents(known: readonly TaskEvent[], incoming: readonly IncomingEvent[], receivedAt: number): MergedEvents {
  const current = new Map<string, Pick<TaskEvent, "occurredAt" | "payload">>();
  const corrections = new Map<string, number>();
  for (const event of known) {
    if (event.type !== "corrected") current.set(event.id, event);
    else if (event.payload.eventId) {
      const target = event.payload.eventId;
      const before = current.get(target);
      corrections.set(target, (corrections.get(target) ?? 0) + 1);
      if (before) current.set(target, { occurredAt: event.payload.occurredAt ?? before.occurredAt, payload: event.payload.payload ?? before.payload });
    }
  }
  const add: TaskEvent[] = [];
  let added = 0;
  let corrected = 0;
  let unchanged = 0;
  for (const event of incoming) {
    const before = current.get(event.key);
    if (!before) {
      added += 1;
      add.push({ id: event.key, type: event.type, occurredAt: event.occurredAt, receivedAt, sourceOrder: event.sourceOrder, payload: event.payload });
      current.set(event.key, event);
    } else if (before.occurredAt === event.occurredAt && samePayload(before.payload, event.payload)) {
      unchanged += 1;
    } else {
      corrected += 1;
      const number = (corrections.get(event.key) ?? 0) + 1;
      corrections.set(event.key, number);
      const payload: TaskEventPayload = { eventId: event.key, occurredAt: event.occurredAt, payload: event.payload, reason: "source_changed" };
      add.push({ id: `${event.key}~${number}`, type: "corrected", occurredAt: event.occurredAt, receivedAt, sourceOrder: event.sourceOrder, payload });
      current.set(event.key, event);
    }
  }
  return { add, added, corrected, unchanged };
}

/** Payloads are small flat records of JSON values. */
function samePayload(a: TaskEventPayload, b: TaskEventPayload): boolean {
  const entries = (payload: TaskEventPayload) =>
    JSON.stringify(Object.entries(payload).sort(([x], [y]) => (x < y ? -1 : x > y ? 1 : 0)));
  return entries(a) === entries(b);
}
