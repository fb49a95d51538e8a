import { startsFormula } from "#app/domain/formula-text.ts";

/**
 * A cell per RFC 4180. Text that a spreadsheet would run as a formula gets an apostrophe before it; a number is
 * written as it is.
 */
export function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const safe = startsFormula(value) ? `'${value}` : value;
  return /["\n\r,;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
