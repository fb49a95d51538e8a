import { z } from "zod";
import { ok, refused, type Result } from "#app/domain/refusal.ts";
import type { TaskCommand } from "#app/domain/task/decide-task.ts";
import { TASK_ACTS } from "#app/domain/task/task-acts.ts";
import { TOLD_CHANNELS } from "#app/domain/task/told-entry.ts";
import { instantFrom } from "#app/domain/time/wall-clock.ts";

const text = z.string().max(5_000).default("");
const short = z.string().max(200).default("");
const count = z
  .string()
  .max(20)
  .default("")
  .transform((value) => (value.trim() === "" ? undefined : Number(value.trim().replace(/\s/g, ""))));

/** What the buttons of the task page send: one act, and the history that the person saw. */
export const actSchema = z
  .object({
    act: z.enum(TASK_ACTS),
    seq: z.coerce.number().int().nonnegative(),
    personId: short,
    reason: text,
    note: text,
    criterion: short,
    pause: short,
    partial: z.literal("on").optional(),
    items: count,
    itemsRequested: count,
    part: text,
    checklist: z.literal("yes").optional(),
    files: text,
    template: short,
    measure: short,
    value: short,
    forClient: z.literal("on").optional(),
    /** The new due instant; without a time the end of the day. */
    dueDate: short,
    dueTime: short,
    /** When it happened; empty = now. */
    date: short,
    time: short,
    channel: z.enum(TOLD_CHANNELS).or(z.literal("")).default(""),
  })
  .strict();
export type ActForm = z.output<typeof actSchema>;

/** The command of a parsed form; clock times are of the reader's zone. Fields that do not belong to the act are not read. */
export function commandOf(form: ActForm, parts: readonly string[], zone: string): Result<TaskCommand> {
  switch (form.act) {
    case "assign":
      return ok({ type: "assign", personId: form.personId });
    case "ask_input":
    case "give_input":
      return ok({ type: form.act, note: form.note });
    case "propose_date":
    case "date_agreed": {
      const at = instantFrom(form.dueDate, form.dueTime === "" ? "23:59" : form.dueTime, zone);
      return at === null ? refused("not_a_time", undefined, "due") : ok({ type: form.act, at });
    }
    case "pause":
      return ok({ type: "pause", reason: form.reason, note: form.note });
    case "reject_pause":
      return ok({ type: "reject_pause", eventId: form.pause, reason: form.reason });
    case "deliver":
      return ok({
        type: "deliver",
        ...(form.partial ? { partial: true } : {}),
        ...(form.items === undefined ? {} : { items: form.items }),
        ...(form.itemsRequested === undefined ? {} : { itemsRequested: form.itemsRequested }),
        ...(form.checklist ? { parts } : {}),
        files: namedFiles(form),
      });
    case "return":
      return ok({ type: "return", criterion: form.criterion, reason: form.reason });
    case "measure":
      return ok({ type: "measure", name: form.measure, value: form.value.replace(",", ".") });
    case "decline":
    case "close_no_answer":
      return ok({ type: form.act, reason: form.reason });
    case "cancel":
      return ok({ type: "cancel", reason: form.reason, ...(form.forClient ? { forClient: true } : {}) });
    default:
      return ok({ type: form.act });
  }
}

/** Names that were typed, one a line; a template alone is passed on for the files that are attached. */
function namedFiles({ files, template }: ActForm) {
  const made = template.trim() === "" ? {} : { template: template.trim() };
  const named = files.split(/\r?\n/).map((line) => line.trim().slice(0, 200)).filter((name) => name !== "").map((name) => ({ name, ...made }));
  return named.length === 0 && template.trim() !== "" ? [{ name: "", ...made }] : named;
}

/** When it happened: nothing typed = now. */
export function whenOf({ date, time }: Pick<ActForm, "date" | "time">, zone: string): Result<number | undefined> {
  if (date === "" && time === "") return ok(undefined);
  const at = instantFrom(date, time, zone);
  return at === null ? refused("not_a_time", undefined, "when") : ok(at);
}

export const disputeSchema = z.object({ act: z.literal("dispute"), verdict: z.string().max(400), reason: text }).strict();

export const entrySchema = z.object({ act: z.enum(["entry_confirm", "entry_reject", "entry_withdraw"]), entry: z.string().max(64), text }).strict();
