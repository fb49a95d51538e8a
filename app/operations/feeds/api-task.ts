import { z } from "zod";
import type { TaskEventPayload } from "#app/domain/evaluation/task-event.ts";
import type { IncomingEvent } from "#app/domain/intake/map-rows.ts";

/** Largest batch of one request; more go in the next. */
export const MOST_ITEMS = 1_000;
const MOST_EVENTS = 500;

/** Facts that a source may tell. Corrections come by the same event id with another value; nobody speaks for the arbiter. */
export const API_EVENT_TYPES = ["requested", "acknowledged", "paused", "resumed", "input_complete", "due_proposed", "due_agreed", "delivered", "returned", "accepted", "cancelled", "measured"] as const;

/** Text without NUL: one of the databases holds none. */
const NO_NUL = /^[^\u0000]*$/;
const text = z.string().trim().min(1).max(500).regex(NO_NUL);
const instant = z.iso.datetime({ offset: true, local: false }).transform((value) => Date.parse(value));

const payload = z.strictObject({
  reason: text.optional(),
  criterion: text.optional(),
  by: z.enum(["provider", "client", "both", "no_answer"]).optional(),
  at: instant.optional(),
  partial: z.boolean().optional(),
  items: z.int().min(0).optional(),
  itemsRequested: z.int().min(0).optional(),
  parts: z.array(text).max(100).optional(),
  files: z.array(z.strictObject({ name: text, type: text.optional(), template: text.optional() })).max(100).optional(),
  name: text.optional(),
  value: z.string().regex(/^-?\d{1,15}(\.\d{1,9})?$/).optional(),
});

export const apiEventSchema = z
  .strictObject({ id: z.string().min(1).max(200).regex(NO_NUL).optional(), type: z.enum(API_EVENT_TYPES), occurredAt: instant, payload: payload.default({}) })
  .superRefine((event, context) => {
    const need = (field: "at" | "name" | "value" | "reason") => {
      if (event.payload[field] === undefined) context.addIssue({ code: "custom", path: ["payload", field], message: "required" });
    };
    if (event.type === "due_agreed" || event.type === "due_proposed") need("at");
    if (event.type === "paused") need("reason");
    if (event.type === "measured") {
      need("name");
      need("value");
    }
  });

export const apiTaskSchema = z.strictObject({
  externalId: text,
  product: text,
  client: text,
  provider: text.optional(),
  title: text.optional(),
  requester: z.email().optional(),
  assignee: z.email().optional(),
  attributes: z.record(z.string().min(1).max(100).regex(NO_NUL).refine((key) => key !== "__proto__"), z.string().max(500).regex(NO_NUL)).default({}),
  events: z.array(apiEventSchema).min(1).max(MOST_EVENTS),
});
export type ApiTask = z.infer<typeof apiTaskSchema>;
export type ApiEvent = z.infer<typeof apiEventSchema>;

/** Only the frame: each item is read on its own, so that a bad one spoils nothing but itself. */
export const apiBatchSchema = z.strictObject({ items: z.array(z.unknown()).min(1).max(MOST_ITEMS) });
export const apiEventsSchema = z.strictObject({ events: z.array(apiEventSchema).min(1).max(MOST_EVENTS) });

/** Events as the intake knows them; one without an id is known by its type and instant, as a row of a log is. */
export function incomingEvents(events: readonly ApiEvent[]): IncomingEvent[] {
  const ordinals = new Map<string, number>();
  return events.map(({ id, type, occurredAt, payload: said }, sourceOrder) => {
    const base = id ?? `${type}@${occurredAt}`;
    const ordinal = ordinals.get(base) ?? 0;
    ordinals.set(base, ordinal + 1);
    return { key: id === undefined && ordinal > 0 ? `${base}#${ordinal}` : base, type, occurredAt, sourceOrder, payload: said as TaskEventPayload };
  });
}
