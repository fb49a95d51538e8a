import { z } from "zod";

/** What the buttons of a period's page send. */
export const periodStepSchema = z.discriminatedUnion("step", [
  z.strictObject({ step: z.literal("request") }),
  z.strictObject({ step: z.literal("confirm"), draftHash: z.string().regex(/^[0-9a-f]{64}$/) }),
  z.strictObject({ step: z.literal("refuse"), reason: z.string().trim().max(4000).default("") }),
]);
