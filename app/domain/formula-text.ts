/** What a spreadsheet skips before a formula: blanks, control, format and zero-width characters, combining marks, and letters that show nothing. */
const SKIPPED = /^[\s\p{C}\p{Z}\p{M}\u115f\u1160\u3164\uffa0]*/u;
const SIGN = /^[=+\-@＝＋－＠﹦﹢﹣﹫\u2212]/u;

/**
 * Whether a spreadsheet may take a text for a formula: it begins, behind what is skipped, with = + - @ in any width, or with a tab, a
 * carriage return or NUL (ASVS 1.2.10). Such a text gets an apostrophe before it in every file that the portal writes.
 */
export const startsFormula = (text: string): boolean => /^[\t\r\u0000]/.test(text) || SIGN.test(text.replace(SKIPPED, ""));
