import { z } from "zod";

const contentHash = z.string().regex(/^[0-9a-f]{64}$/);

/** What the buttons of a run send: the step, and the content that the person saw. */
export const runStepSchema = z.discriminatedUnion("step", [
  z.strictObject({ step: z.literal("prepare") }),
  z.strictObject({ step: z.literal("submit"), contentHash }),
  z.strictObject({ step: z.literal("approve"), contentHash }),
  z.strictObject({ step: z.literal("publish"), contentHash }),
  z.strictObject({ step: z.literal("return"), reason: z.string().trim().max(4000).default("") }),
]);
