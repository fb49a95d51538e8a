/** A column of a CSV: its heading and a row's value as text or number; null is an empty cell. */
export interface CsvColumn<Row> {
  readonly header: string;
  readonly value: (row: Row) => string | number | null;
}

const BOM = "\ufeff";

/**
 * A cell per RFC 4180. Text that a spreadsheet would run as a formula (it begins with = + - @, a tab or a control character) gets an
 * apostrophe before it (ASVS 1.2.10); a number is written as it is.
 */
export function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  const safe = /^[\s\u0000-\u001f]*[=+\-@\t\r\u0000]/.test(value) ? `'${value}` : value;
  return /["\n\r,;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

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
