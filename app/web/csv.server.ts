import { csvCell } from "#app/format/csv-cell.ts";

/** A column of a CSV: its heading and a row's value as text or number; null is an empty cell. */
export interface CsvColumn<Row> {
  readonly header: string;
  readonly value: (row: Row) => string | number | null;
}

/** Before the first row: spreadsheets read UTF-8 only with it. */
export const BOM = "\ufeff";

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
