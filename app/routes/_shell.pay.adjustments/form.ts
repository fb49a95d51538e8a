import { z } from "zod";
import { parseScaled } from "#app/format/parse-scaled.ts";

const id = z.string().regex(/^[0-9a-f]{32}$/);

/** What HR sends to release a department's held targets; the percent as typed. */
export const releaseSchema = z.strictObject({ runId: id, departmentId: id, percent: z.string().max(20).default(""), reason: z.string().trim().max(2000).default("") });

/** 80 or 80,5 as 0.01 %; -1 where it is no number, which the operation refuses at its field. */
export const percentBp = (text: string): number => parseScaled(text, 2) ?? -1;
