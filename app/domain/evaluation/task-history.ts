import { NO_AGREED_DATES, readAgreedDates, type AgreedDates } from "./agreed-dates.ts";
import { effectiveEvents } from "./effective-events.ts";
import { because } from "./reasons.ts";
import type { Side, TaskEvent } from "./task-event.ts";
import type { Reason } from "./verdict.ts";

/** A pause as said; `to` is null while it lasts. Whether it counts is a matter of the terms. */
export interface Pause {
  readonly from: number;
  readonly to: number | null;
  readonly reason: string;
  readonly rejected: boolean;
}

/** The item as a whole was handed over, or taken back. */
export interface Handover {
  readonly type: "delivered" | "returned";
  readonly at: number;
  readonly criterion?: string;
}

/** What happened to one task, as one agreement's item: facts only, no terms. */
export interface TaskHistory {
  readonly asOf: number;
  readonly requestedAt: number;
  readonly requested: TaskEvent;
  /** Said by the client, or with the client's yes. */
  readonly inputCompleteAt: number | null;
  /** The provider's word alone. */
  readonly inputUnconfirmedAt: number | null;
  readonly acknowledgedAt: number | null;
  readonly acknowledgedByDelivery: boolean;
  readonly pauses: readonly Pause[];
  /** Alternating, beginning with the first complete delivery. */
  readonly handovers: readonly Handover[];
  /** Events that handed something over up to the first complete delivery, partial ones included. */
  readonly deliveries: readonly TaskEvent[];
  /** Recipients who had to have it at the first complete delivery. */
  readonly deliveredTo: readonly string[];
  readonly acceptedAt: number | null;
  readonly cancelledAt: number | null;
  readonly cancelledBy: Side | null;
  readonly providerCancelledAt: number | null;
  readonly measures: readonly TaskEvent[];
  readonly dates: AgreedDates;
  /** Events without effect, and partial deliveries. */
  readonly notes: readonly Reason[];
}

/** Stands for "whoever it is" where a task has one recipient or sources don't name them. */
const ANYONE = "";

/**
 * Reads the history of a task as it stands at `asOf`; null when it was never requested. With several
 * recipients under one agreement it is one item, delivered when all of them have it; an event without
 * a recipient concerns all, an event for somebody else concerns another item.
 */
export function readTaskHistory(
  allEvents: readonly TaskEvent[],
  asOf: number,
  recipients: readonly string[] = [],
): TaskHistory | null {
  const all = effectiveEvents(allEvents, asOf);
  const concerns = (event: TaskEvent): boolean =>
    recipients.length === 0 ||
    event.payload.recipientId === undefined ||
    recipients.includes(event.payload.recipientId);
  const events = recipients.length === 0 ? all : all.filter(concerns);
  const requested = events.find((event) => event.type === "requested");
  if (!requested) return null;

  const notes: Reason[] = [];
  const note = (code: "event_redundant" | "event_before_request", event: TaskEvent): void => {
    notes.push(because(code, { at: event.occurredAt, type: event.type }));
  };
  const required = new Set(recipients.length > 1 ? recipients : [ANYONE]);
  const whom = (event: TaskEvent): readonly string[] =>
    required.has(ANYONE) || event.payload.recipientId === undefined
      ? [...required]
      : [event.payload.recipientId];

  const lastHanded = new Map<string, number>();
  const openPauses: { from: number; reason: string; rejected: boolean }[] = [];
  const pauses: Pause[] = [];
  const handovers: Handover[] = [];
  const deliveries: TaskEvent[] = [];
  const measures: TaskEvent[] = [];
  let deliveredTo: readonly string[] = [];
  let delivered = false;
  let inputCompleteAt: number | null = null;
  let inputUnconfirmedAt: number | null = null;
  let acknowledgedAt: number | null = null;
  let acknowledgedByDelivery = false;
  let acceptedAt: number | null = null;
  let cancelledAt: number | null = null;
  let cancelledBy: Side | null = null;
  let providerCancelledAt: number | null = null;
  let hasDates = false;

  const endPauses = (at: number | null): void => {
    for (const { from, reason, rejected } of openPauses) pauses.push({ from, to: at, reason, rejected });
    openPauses.length = 0;
  };
  /** Everyone who must have it has it: it is handed over when the last of them got it. */
  const handOverIfComplete = (): void => {
    if (delivered || required.size === 0) return;
    let at = -Infinity;
    for (const recipient of required) {
      const handed = lastHanded.get(recipient);
      if (handed === undefined) return;
      at = Math.max(at, handed);
    }
    delivered = true;
    if (handovers.length === 0) deliveredTo = [...required];
    handovers.push({ type: "delivered", at });
    endPauses(at);
  };

  for (const event of events) {
    const { type, occurredAt: at, payload } = event;
    if (at < requested.occurredAt) {
      note("event_before_request", event);
      continue;
    }
    if (cancelledAt !== null) {
      if (type === "measured") measures.push(event);
      else note("event_redundant", event);
      continue;
    }
    switch (type) {
      case "requested":
        if (event !== requested) note("event_redundant", event);
        break;
      case "acknowledged":
        if (acknowledgedAt === null) acknowledgedAt = at;
        else note("event_redundant", event);
        break;
      case "paused":
        openPauses.push({
          from: at,
          reason: payload.reason ?? "",
          rejected: payload.rejected === true,
        });
        break;
      case "resumed":
        if (openPauses.length === 0) note("event_redundant", event);
        endPauses(at);
        break;
      case "input_complete":
        if (inputCompleteAt !== null || delivered) note("event_redundant", event);
        else if (payload.by === "client" || payload.by === "both" || payload.by === "arbiter") {
          inputCompleteAt = at;
        } else inputUnconfirmedAt ??= at;
        break;
      case "due_proposed":
      case "due_agreed":
        hasDates = true;
        break;
      case "delivered":
        if (delivered) {
          note("event_redundant", event);
          break;
        }
        if (handovers.length === 0) deliveries.push(event);
        if (payload.partial === true) {
          notes.push(because("delivered_partly", { at }));
          break;
        }
        if (acknowledgedAt === null) {
          acknowledgedAt = at;
          acknowledgedByDelivery = true;
        }
        for (const recipient of whom(event)) {
          if (!lastHanded.has(recipient)) lastHanded.set(recipient, at);
        }
        handOverIfComplete();
        break;
      case "returned": {
        const had = whom(event).filter((recipient) => lastHanded.delete(recipient));
        if (had.length === 0) note("event_redundant", event);
        else if (delivered) {
          delivered = false;
          handovers.push({ type: "returned", at, criterion: payload.criterion ?? payload.reason });
        }
        break;
      }
      case "accepted":
        if (!delivered || acceptedAt !== null) note("event_redundant", event);
        else acceptedAt = at;
        break;
      case "cancelled": {
        const { by } = payload;
        // Only the client's word ends a task; without it the promise stands.
        if (by !== "client" && by !== "both" && by !== "no_answer" && by !== "arbiter") {
          providerCancelledAt ??= at;
          break;
        }
        for (const recipient of whom(event)) required.delete(recipient);
        if (required.size === 0) {
          cancelledAt = at;
          cancelledBy = by;
          endPauses(at);
        } else handOverIfComplete();
        break;
      }
      case "measured":
        measures.push(event);
        break;
      case "assigned":
      case "handed_over":
      case "corrected":
        break;
    }
  }
  endPauses(null);

  return {
    asOf,
    requestedAt: requested.occurredAt,
    requested,
    inputCompleteAt,
    inputUnconfirmedAt,
    acknowledgedAt,
    acknowledgedByDelivery,
    pauses,
    handovers,
    deliveries,
    deliveredTo,
    acceptedAt,
    cancelledAt,
    cancelledBy,
    providerCancelledAt,
    measures,
    dates: hasDates ? readAgreedDates(events) : NO_AGREED_DATES,
    notes,
  };
}
