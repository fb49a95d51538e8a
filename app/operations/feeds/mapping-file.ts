import { z } from "zod";
import { TASK_EVENT_TYPES, SIDES } from "#app/domain/evaluation/task-event.ts";
import { TABLE_EVENT_TYPES } from "#app/domain/intake/mapping.ts";
import type { Mapping } from "#app/domain/intake/mapping.ts";

const field = z.union([z.strictObject({ column: z.string().min(1) }), z.strictObject({ value: z.string().min(1) })]);
const rest = {
  map: z.record(z.string(), z.string()).optional(),
  prefix: z.string().optional(),
  otherwise: z.string().min(1).optional(),
  create: z.strictObject({ parent: z.string().optional() }).optional(),
};
const reference = z.union([z.strictObject({ column: z.string().min(1), ...rest }), z.strictObject({ value: z.string().min(1), ...rest })]);

/** A mapping file (YAML or JSON) as people write it. The format of the CSV itself stands beside it. */
export const mappingFileSchema = z.strictObject({
  source: z.string().min(1).optional(),
  shape: z.enum(["table", "event_log"]),
  rowsPerTask: z.enum(["one", "several"]).default("one"),
  csv: z.strictObject({ delimiter: z.string().length(1).optional(), encoding: z.enum(["utf-8", "utf-16le", "windows-1251"]).default("utf-8") }).prefault({}),
  dates: z.strictObject({ format: z.string().min(1), zone: z.string().min(1) }),
  missing: z.array(z.string()).default([]),
  split: z.array(z.strictObject({ column: z.string(), separator: z.string().min(1), into: z.array(z.string()).min(1) })).optional(),
  task: z.strictObject({
    id: field,
    product: reference,
    provider: reference.optional(),
    client: reference,
    title: field.optional(),
    requester: field.optional(),
    assignee: field.optional(),
    attributes: z.record(z.string(), z.string()).optional(),
    measures: z.record(z.string(), z.string()).optional(),
  }),
  events: z.partialRecord(z.enum(TABLE_EVENT_TYPES), z.string()).optional(),
  log: z
    .strictObject({
      activity: z.string(),
      at: z.string(),
      id: z.string().optional(),
      order: z.string().optional(),
      other: z.enum(["ignore", "quarantine"]).default("quarantine"),
      rules: z
        .array(
          z.strictObject({
            activity: z.string(),
            is: z.enum([...TASK_EVENT_TYPES, "ignore", "draft"]),
            again: z.enum([...TASK_EVENT_TYPES, "ignore"]).optional(),
            reason: z.string().optional(),
            by: z.enum(SIDES).optional(),
          }),
        )
        .min(1),
    })
    .optional(),
});

export type MappingFile = z.output<typeof mappingFileSchema>;

export function mappingOf(file: MappingFile, source: string): Mapping {
  const { rowsPerTask: _rows, csv: _csv, ...mapping } = file;
  return { ...mapping, source: source as string } as Mapping;
}
