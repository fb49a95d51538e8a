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
