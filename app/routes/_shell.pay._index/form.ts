import { z } from "zod";

/** What an objection to a statement sends. */
export const objectionSchema = z.strictObject({ runId: z.string().regex(/^[0-9a-f]{32}$/), reason: z.string().trim().max(4000).default("") });
