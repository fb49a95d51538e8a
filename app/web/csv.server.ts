/** A column of a CSV: its heading and a row's value as text or number; null is an empty cell. */
export interface CsvColumn<Row> {
  readonly header: string;
  readonly value: (row: Row) => string | number | null;
}

/** Before the first row: spreadsheets read UTF-8 only with it. */
export const BOM = "\ufeff";

/** A spreadsheet takes a text that begins so for a formula, also behind blanks, control characters and zero-width ones. */
const FORMULA = /^[\s\u0000-\u001f\u007f-\u00a0\u200b-\u200f\u2060\ufeff]*[=+\-@\t\r\u0000＝＋－＠]/u;

/**
 * A cell per RFC 4180. Text that a spreadsheet would run as a formula (it begins with = + - @, a tab or a control character) gets an
 * apostrophe before it (ASVS 1.2.10); a number is written as it is.
 */
export function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /["\n\r,;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A line of a file that is sent piece by piece. */
export const csvLine = (cells: readonly (string | number | null)[]): string => cells.map(csvCell).join(",") + "\r\n";

/** Rows as a file to download: UTF-8 with a byte order mark, CRLF, dates as YYYY-MM-DD, decimals with a point. */
export function csvResponse<Row>(fileName: string, columns: readonly CsvColumn<Row>[], rows: readonly Row[]): Response {
  const lines = [columns.map((column) => csvCell(column.header)), ...rows.map((row) => columns.map((column) => csvCell(column.value(row))))];
  return new Response(BOM + lines.map((line) => line.join(",")).join("\r\n") + "\r\n", {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${fileName.replace(/[^\w.-]/g, "-")}"`,
    },
  });
}
