import { z } from "zod";
import type { DisputeDecision } from "#app/domain/dispute/decide-dispute.ts";
import { EXCUSE_REASONS } from "#app/domain/dispute/decide-dispute.ts";
import { refused, ok, type Result } from "#app/domain/refusal.ts";
import { instantFrom } from "#app/domain/time/wall-clock.ts";

const text = z.string().max(20_000).default("");

export const decisionSchema = z.strictObject({
  act: z.enum(["excuse", "correct", "void_answer", "uphold", "refuse", "withdraw"]),
  rowVersion: z.coerce.number().int(),
  text,
  reason: z.enum(EXCUSE_REASONS).default("other"),
  eventId: z.string().max(200).default(""),
  how: z.enum(["at", "never"]).default("at"),
  date: z.string().max(20).default(""),
  time: z.string().max(10).default(""),
});
export type DecisionForm = z.output<typeof decisionSchema>;

/** The decision that a form asks for; wall-clock times are of the reader's zone. */
export function decisionOf(form: DecisionForm, zone: string): Result<DisputeDecision> {
  switch (form.act) {
    case "withdraw":
      return ok({ type: "withdraw" });
    case "excuse":
      return ok({ type: "excuse", reason: form.reason, text: form.text });
    case "correct": {
      if (form.how === "never") return ok({ type: "correct", eventId: form.eventId, occurredAt: null, text: form.text });
      const occurredAt = instantFrom(form.date, form.time, zone);
      return occurredAt === null ? refused("not_a_time", undefined, "occurredAt") : ok({ type: "correct", eventId: form.eventId, occurredAt, text: form.text });
    }
    default:
      return ok({ type: form.act, text: form.text });
  }
}
