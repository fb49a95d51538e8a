import { z } from "zod";
import { MOST_COLUMNS, PAY_FIELDS } from "#app/domain/pay/pay-columns.ts";
import type { PayColumn } from "#app/domain/pay/pay-columns.ts";
import { EXPORT_PROFILES } from "#app/domain/pay/pay-file.ts";

/** The columns as a form sends them: a field and a heading for each place; a place without a field is left out. */
export const formatSchema = z.strictObject({
  profile: z.enum(EXPORT_PROFILES),
  rowVersion: z.coerce.number().int().min(0),
  field: z.array(z.enum(["", ...PAY_FIELDS])).max(MOST_COLUMNS + 4),
  header: z.array(z.string().max(200).default("")).max(MOST_COLUMNS + 4),
});

export const columnsOf = ({ field, header }: Pick<z.infer<typeof formatSchema>, "field" | "header">): PayColumn[] =>
  field.flatMap((name, place) => (name === "" ? [] : [{ field: name, header: header[place] ?? "" }]));
