import { z } from "zod";

/** Plan and pay period in one choice: `PLAN/2026-Q3`. */
export const prepareSchema = z.strictObject({
  what: z
    .string()
    .regex(/^[0-9a-f]{32}\/\d{4}-(Q[1-4]|0[1-9]|1[0-2])$/)
    .transform((text) => ({ planId: text.slice(0, 32), period: text.slice(33) })),
});
