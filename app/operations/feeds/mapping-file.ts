import { z } from "zod";
import { TASK_EVENT_TYPES, SIDES } from "#app/domain/evaluation/task-event.ts";
import { TABLE_EVENT_TYPES } from "#app/domain/intake/mapping.ts";
import type { Mapping } from "#app/domain/intake/mapping.ts";
import { TEXT_ENCODINGS } from "./detect-text.ts";

const field = z.union([z.strictObject({ column: z.string().min(1) }), z.strictObject({ value: z.string().min(1) })]);
const rest = {
  map: z.record(z.string(), z.string()).optional(),
  prefix: z.string().optional(),
  otherwise: z.string().min(1).optional(),
  create: z.strictObject({ parent: z.string().optional() }).optional(),
};
const reference = z.union([z.strictObject({ column: z.string().min(1), ...rest }), z.strictObject({ value: z.string().min(1), ...rest })]);

const rule = z.strictObject({
  activity: z.string(),
  is: z.enum([...TASK_EVENT_TYPES, "ignore", "draft"]),
  again: z.enum([...TASK_EVENT_TYPES, "ignore"]).optional(),
  reason: z.string().optional(),
  by: z.enum(SIDES).optional(),
});

/**
 * A mapping file (YAML or JSON) as people write it. How the table itself is read stands beside it (`csv`); what is left out there
 * is found out from the file.
 */
export const mappingFileSchema = z.strictObject({
  source: z.string().min(1).optional(),
  /** What somebody who looks for an example reads. */
  about: z.string().optional(),
  shape: z.enum(["table", "event_log"]),
  rowsPerTask: z.enum(["one", "several"]).default("one"),
  wins: z.enum(["last", "first"]).optional(),
  csv: z
    .strictObject({
      delimiter: z.string().length(1).optional(),
      encoding: z.enum(TEXT_ENCODINGS).optional(),
      heading: z.int().min(1).max(100).optional(),
      sheet: z.string().min(1).optional(),
      duplicates: z.enum(["refuse", "number"]).optional(),
    })
    .prefault({}),
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
  status: z.strictObject({ column: z.string().min(1), at: z.string().min(1).optional(), other: z.enum(["ignore", "quarantine"]).default("quarantine"), rules: z.array(rule) }).optional(),
  log: z
    .strictObject({
      activity: z.string(),
      at: z.string(),
      id: z.string().optional(),
      order: z.string().optional(),
      other: z.enum(["ignore", "quarantine"]).default("quarantine"),
      rules: z.array(rule).min(1),
    })
    .optional(),
});

export type MappingFile = z.output<typeof mappingFileSchema>;

export function mappingOf(file: MappingFile, source: string): Mapping {
  const { rowsPerTask: _rows, csv: _csv, about: _about, ...mapping } = file;
  return { ...mapping, source };
}

/** Columns of the file that a mapping needs; those that it makes by cutting are left out. */
export function columnsNamedBy(mapping: Mapping): string[] {
  const { task, log, status } = mapping;
  const made = new Set(mapping.split?.flatMap((split) => split.into) ?? []);
  const fields = [task.id, task.product, task.client, task.provider, task.title, task.requester, task.assignee];
  const named = [
    ...fields.flatMap((field) => (field && "column" in field ? [field.column] : [])),
    ...Object.values(task.attributes ?? {}),
    ...Object.values(task.measures ?? {}),
    ...Object.values(mapping.events ?? {}),
    ...(mapping.split?.map((split) => split.column) ?? []),
    ...[log?.activity, log?.at, log?.id, log?.order, status?.column, status?.at].flatMap((column) => (column === undefined ? [] : [column])),
  ];
  return [...new Set(named)].filter((column) => !made.has(column));
}
