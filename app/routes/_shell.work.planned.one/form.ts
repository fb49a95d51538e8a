import { z } from "zod";
import { PLANNED_ACTS } from "#app/domain/occurrence/act-on-occurrence.ts";
import { readDay } from "#app/domain/time/local-date.ts";
import type { ChangeAnswer } from "#app/domain/occurrence/decide-occurrence-change.ts";
import { ok, refused, type Result } from "#app/domain/refusal.ts";
import type { OccurrenceWish } from "#app/operations/change-occurrence.server.ts";

const text = z.string().max(20_000).default("");

export const changeSchema = z.strictObject({
  act: z.enum(["moved", "waived", "confirm", "decline", "withdraw", ...PLANNED_ACTS]),
  number: z.coerce.number().int().default(0),
  date: z.string().max(20).default(""),
  time: z.string().max(10).default(""),
  reason: text,
  text,
});
/** What a refused form sends back: also an objection, which has no other field. */
export type ReturnedForm = Partial<Omit<ChangeForm, "act">> & { readonly act: ChangeForm["act"] | "dispute" };

export const objectionSchema = z.strictObject({ act: z.literal("dispute"), reason: text });

export type ChangeForm = z.output<typeof changeSchema>;

/** What the asking side wishes; the time is of the working calendar's zone. */
export function wishOf(form: ChangeForm): Result<OccurrenceWish> {
  if (form.act !== "moved") return ok({ type: "waived" });
  if (readDay(form.date) === null) return refused("not_a_date", undefined, "date");
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(form.time) ? ok({ type: "moved", date: form.date, time: form.time }) : refused("not_a_time", undefined, "time");
}

export function answerOf(form: ChangeForm): ChangeAnswer {
  if (form.act === "decline") return { type: "decline", text: form.text };
  return { type: form.act === "withdraw" ? "withdraw" : "confirm" };
}
