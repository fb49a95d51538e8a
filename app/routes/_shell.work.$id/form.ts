import { z } from "zod";
import type { TaskCommand } from "#app/domain/task/decide-task.ts";

const text = z.string().max(5_000).default("");
const count = z
  .string()
  .max(20)
  .default("")
  .transform((value) => (value.trim() === "" ? undefined : Number(value.trim().replace(/\s/g, ""))));

/** What the buttons of the task page send: one act, and the history that the person saw. */
export const actSchema = z
  .object({
    act: z.enum(["take", "assign", "agree_date", "pause", "resume", "deliver", "accept", "return", "cancel"]),
    seq: z.coerce.number().int().nonnegative(),
    personId: text,
    reason: text,
    criterion: text,
    partial: z.literal("on").optional(),
    items: count,
    itemsRequested: count,
    files: text,
  })
  .strict();

/** The command of a parsed form. Fields that do not belong to the act are not read. */
export function commandOf(form: z.output<typeof actSchema>): TaskCommand {
  switch (form.act) {
    case "assign":
      return { type: "assign", personId: form.personId };
    case "pause":
      return { type: "pause", reason: form.reason };
    case "deliver":
      return {
        type: "deliver",
        ...(form.partial ? { partial: true } : {}),
        ...(form.items === undefined ? {} : { items: form.items }),
        ...(form.itemsRequested === undefined ? {} : { itemsRequested: form.itemsRequested }),
        files: form.files
          .split(/\r?\n/)
          .map((line) => line.trim().slice(0, 200))
          .filter((name) => name !== "")
          .map((name) => ({ name })),
      };
    case "return":
      return { type: "return", criterion: form.criterion, reason: form.reason };
    case "cancel":
      return { type: "cancel", reason: form.reason };
    case "take":
    case "agree_date":
    case "resume":
    case "accept":
      return { type: form.act };
  }
}

export const disputeSchema = z.object({ act: z.literal("dispute"), verdict: z.string().max(400), reason: text }).strict();
