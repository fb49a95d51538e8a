/** Facts about a task (design.md section 5, Events). Append-only; the order is `compareEvents`. */
export const TASK_EVENT_TYPES = [
  "requested",
  "acknowledged",
  "assigned",
  "handed_over",
  "paused",
  "resumed",
  "input_complete",
  "due_proposed",
  "due_agreed",
  "delivered",
  "returned",
  "accepted",
  "cancelled",
  "measured",
  "corrected",
] as const;
export type TaskEventType = (typeof TASK_EVENT_TYPES)[number];

export const SIDES = ["provider", "client", "both", "arbiter", "no_answer"] as const;
export type Side = (typeof SIDES)[number];

export interface DeliveredFile {
  readonly name: string;
  readonly type?: string;
  readonly template?: string;
}

/** Payload by type; every field is optional because sources know more or less. */
export interface TaskEventPayload {
  /** paused, returned, cancelled */
  readonly reason?: string;
  /** requested, paused, resumed, input_complete: what was said with it */
  readonly note?: string;
  /** cancelled: a request outside any agreement that the provider declined */
  readonly declined?: boolean;
  /** acknowledged: done once, beyond any agreement */
  readonly beyond?: boolean;
  /** Told after the fact: how it came, and who of the other side said yes to it. */
  readonly channel?: string;
  readonly confirmedById?: string;
  /** returned: the agreed criterion */
  readonly criterion?: string;
  /** input_complete, due_agreed, cancelled: whose word it is */
  readonly by?: Side;
  /** due_proposed, due_agreed: the new due instant */
  readonly at?: number;
  /** delivered */
  readonly partial?: boolean;
  readonly items?: number;
  readonly itemsRequested?: number;
  readonly parts?: readonly string[];
  readonly files?: readonly DeliveredFile[];
  /** measured */
  readonly name?: string;
  readonly value?: string;
  /** assigned; handed_over: the department that takes it over */
  readonly teamId?: string;
  readonly personId?: string;
  /** The head in whose place a deputy acted in the portal. */
  readonly forPersonId?: string;
  /** corrected: the event it corrects, and its new instant and payload; retracted = as if it had not been */
  readonly eventId?: string;
  readonly occurredAt?: number;
  readonly payload?: TaskEventPayload;
  readonly retracted?: boolean;
  /** The recipient department it concerns; absent = all. */
  readonly recipientId?: string;
  /** A pause that the client rejected does not count unless the arbiter says so. */
  readonly rejected?: boolean;
}

export interface TaskEvent {
  readonly id: string;
  readonly type: TaskEventType;
  /** Epoch milliseconds. */
  readonly occurredAt: number;
  readonly receivedAt: number;
  /** Order within its source among equal instants. */
  readonly sourceOrder: number;
  readonly payload: TaskEventPayload;
}

/** Order of events: occurredAt, source order, receivedAt, id. */
export function compareEvents(a: TaskEvent, b: TaskEvent): number {
  return (
    a.occurredAt - b.occurredAt ||
    a.sourceOrder - b.sourceOrder ||
    a.receivedAt - b.receivedAt ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}
