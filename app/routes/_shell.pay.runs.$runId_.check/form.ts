import { z } from "zod";
import { FINDING_KINDS } from "#app/domain/pay/run-findings.ts";

/** A list that HR accepts, and the content that the person saw. */
export const acceptSchema = z.strictObject({
  kind: z.enum(FINDING_KINDS),
  contentHash: z.string().regex(/^[0-9a-f]{64}$/),
  reason: z.string().trim().max(2000).default(""),
});
