import type { Locale } from "#app/domain/names.ts";

export type CsvCell = string | number | null;

/** A spreadsheet takes a text that begins so for a formula, also behind blanks and control characters. */
const FORMULA = /^[\s\u0000-\u001f\u007f-\u00a0\u200b-\u200f\u2028-\u202f\u2060\ufeff]*[=+\-@|%＝＋－＠\t\r]/u;

/**
 * Rows as CSV text (RFC 4180, CRLF). Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers are written
 * as they are. Spreadsheets of a Russian locale expect `;` between cells.
 */
export function csvText(rows: readonly (readonly CsvCell[])[], locale: Locale): string {
  const separator = locale === "ru" ? ";" : ",";
  return rows.map((row) => row.map((cell) => csvCell(cell, separator)).join(separator) + "\r\n").join("");
}

function csvCell(cell: CsvCell, separator: string): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /["\r\n]/.test(safe) || safe.includes(separator) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Before the first row: spreadsheets read UTF-8 only with it. */
export const CSV_BOM = "\ufeff";
