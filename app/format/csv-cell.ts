import { csvText } from "#app/domain/formula-text.ts";

/**
 * A cell per RFC 4180. Text that a spreadsheet would run as a formula gets an apostrophe before it, also in the
 * middle where another separator would cut it; a number is written as it is.
 */
export function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const safe = csvText(value);
  return /["\n\r,;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
