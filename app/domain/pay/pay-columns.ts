import { ok, refused, type Result } from "../refusal.ts";
import type { ExportProfile } from "./pay-file.ts";

/** What a column of a payroll file can hold. */
export const PAY_FIELDS = [
  "personnel_number",
  "name",
  "department",
  "plan",
  "period",
  "first_day",
  "last_day",
  "currency",
  "target",
  "prorated",
  "payout_percent",
  "amount",
  "line_key",
] as const;
export type PayField = (typeof PAY_FIELDS)[number];

export interface PayColumn {
  readonly field: PayField;
  readonly header: string;
}

const plain = (field: PayField): PayColumn => ({ field, header: field });
const ONE_C: readonly PayColumn[] = [
  { field: "personnel_number", header: "Табельный номер" },
  { field: "name", header: "Сотрудник" },
  { field: "department", header: "Подразделение" },
  { field: "first_day", header: "Дата начала" },
  { field: "last_day", header: "Дата окончания" },
];
const ONE_C_KEY: PayColumn = { field: "line_key", header: "Ключ строки" };

/** The columns that come with the product; a company may change them (no public layout of 1C is fixed). */
export const DEFAULT_COLUMNS: Readonly<Record<ExportProfile, readonly PayColumn[]>> = {
  generic: PAY_FIELDS.map(plain),
  "1c-amount": [...ONE_C, { field: "amount", header: "Сумма" }, ONE_C_KEY],
  "1c-percent": [...ONE_C, { field: "payout_percent", header: "Процент" }, ONE_C_KEY],
};

/** Columns that payroll cannot do without: who, what, and the key by which a line is taken once. */
export const NEEDED_FIELDS: Readonly<Record<ExportProfile, readonly PayField[]>> = {
  generic: ["personnel_number", "amount", "line_key"],
  "1c-amount": ["personnel_number", "amount", "line_key"],
  "1c-percent": ["personnel_number", "payout_percent", "line_key"],
};

export const LONGEST_HEADER = 60;
export const MOST_COLUMNS = 20;

export type ColumnsRefusal = "column_missing" | "header_missing" | "header_twice" | "header_too_long" | "too_many_columns";

/** Whether payroll can be given a file with these columns. The refusal names the field or the heading. */
export function checkPayColumns(profile: ExportProfile, columns: readonly PayColumn[]): Result<null, ColumnsRefusal> {
  if (columns.length > MOST_COLUMNS) return refused("too_many_columns", { most: MOST_COLUMNS });
  for (const [place, { header, field }] of columns.entries()) {
    if (header.trim() === "") return refused("header_missing", { field }, `columns.${place}`);
    if (header.length > LONGEST_HEADER) return refused("header_too_long", { longest: LONGEST_HEADER }, `columns.${place}`);
    if (columns.findIndex((one) => one.header === header) !== place) return refused("header_twice", { header }, `columns.${place}`);
  }
  const missing = NEEDED_FIELDS[profile].find((field) => columns.every((column) => column.field !== field));
  return missing === undefined ? ok(null) : refused("column_missing", { field: missing });
}
