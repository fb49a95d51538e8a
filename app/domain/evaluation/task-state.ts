import { compareEvents } from "./task-event.ts";
import type { TaskEvent } from "./task-event.ts";

export interface TaskSummary {
  readonly state: "requested" | "in_progress" | "paused" | "delivered" | "returned" | "accepted" | "cancelled";
  readonly requestedAt: number | null;
  /** First complete delivery. */
  readonly deliveredAt: number | null;
}

/** Events as they stand now: corrected values applied, retracted ones gone, in time order. */
export function currentEvents(events: readonly TaskEvent[]): TaskEvent[] {
  const current = new Map<string, TaskEvent>();
  for (const event of events) if (event.type !== "corrected") current.set(event.id, event);
  for (const event of events) {
    const target = event.type === "corrected" && event.payload.eventId ? current.get(event.payload.eventId) : undefined;
    if (!target) continue;
    if (event.payload.retracted) current.delete(target.id);
    else current.set(target.id, { ...target, occurredAt: event.payload.occurredAt ?? target.occurredAt, payload: event.payload.payload ?? target.payload });
  }
  return [...current.values()].sort(compareEvents);
}

/** Where a task stands after its last event, for lists and boards. */
export function summariseTask(events: readonly TaskEvent[]): TaskSummary {
  let state: TaskSummary["state"] = "requested";
  let requestedAt: number | null = null;
  let deliveredAt: number | null = null;
  for (const event of currentEvents(events)) {
    switch (event.type) {
      case "requested":
        requestedAt ??= event.occurredAt;
        break;
      case "acknowledged":
      case "assigned":
        // A pause ends by *resumed* alone, as it does for the clock.
        if (state === "requested") state = "in_progress";
        break;
      case "resumed":
        if (state === "requested" || state === "paused") state = "in_progress";
        break;
      case "paused":
        if (state !== "delivered" && state !== "accepted" && state !== "cancelled") state = "paused";
        break;
      case "delivered":
        if (event.payload.partial) break;
        deliveredAt ??= event.occurredAt;
        if (state !== "cancelled") state = "delivered";
        break;
      case "returned":
        if (state === "delivered") state = "returned";
        break;
      case "accepted":
        if (state !== "cancelled") state = "accepted";
        break;
      case "cancelled":
        if ((event.payload.by !== "provider" || event.payload.declined) && deliveredAt === null) state = "cancelled";
        break;
      default:
        break;
    }
  }
  return { state, requestedAt, deliveredAt };
}
