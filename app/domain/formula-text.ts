/** What a spreadsheet skips before a formula: blanks, control, format and zero-width characters, combining marks, and letters that show nothing. */
const SKIPPED = "\\s\\p{C}\\p{Z}\\p{M}\\u115f\\u1160\\u3164\\uffa0";
const SIGN = "[=+\\-@＝＋－＠﹦﹢﹣﹫\\u2212]";
const LEADING_SKIPPED = new RegExp(`^[${SKIPPED}]*`, "u");
const LEADING_SIGN = new RegExp(`^${SIGN}`, "u");
/** Where a cell may begin for a spreadsheet that splits at another sign than the file does: behind any separator or line end. */
const SEPARATOR = /[,;\t\r\n]/;
// A whole run with what follows it, so that no character is looked at twice.
const RUNS = new RegExp(`([,;"${SKIPPED}]+)(${SIGN})?`, "gu");
const GUARDED_RUNS = new RegExp(`([,;"${SKIPPED}]+)(?:'(${SIGN}))?`, "gu");

/**
 * Whether a spreadsheet may take a text for a formula: it begins, behind what is skipped, with = + - @ in any width, or with a tab, a
 * carriage return or NUL (ASVS 1.2.10). Such a text gets an apostrophe before it in every file that the portal writes.
 */
export const startsFormula = (text: string): boolean => /^[\t\r\u0000]/.test(text) || LEADING_SIGN.test(text.replace(LEADING_SKIPPED, ""));

/** A text that stays text in a cell of a workbook. */
export const cellText = (text: string): string => (startsFormula(text) ? `'${text}` : text);

/**
 * A text that stays text in a CSV, also where it is opened with another separator than the file's: a spreadsheet then reads no quotes,
 * and cuts the text at every comma, semicolon, tab and line end.
 */
export const csvText = (text: string): string => cellText(text.replace(RUNS, (whole: string, run: string, sign?: string) => (sign !== undefined && SEPARATOR.test(run) ? `${run}'${sign}` : whole)));

/** The text that `csvText` or `cellText` was given, from what stands in the file. */
export function textOfCell(cell: string): string {
  const bare = cell.replace(GUARDED_RUNS, (whole: string, run: string, sign?: string) => (sign !== undefined && SEPARATOR.test(run) ? `${run}${sign}` : whole));
  return bare.startsWith("'") && startsFormula(bare.slice(1)) ? bare.slice(1) : bare;
}
