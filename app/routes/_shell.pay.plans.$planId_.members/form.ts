import { z } from "zod";
import { parseScaled } from "#app/format/parse-scaled.ts";

/** Longest text of the field: some 20,000 people. */
const LONGEST = 600_000;

export const membersSchema = z.strictObject({
  from: z.iso.date({ error: "field.missing" }),
  lines: z.string({ error: "field.missing" }).trim().min(1, "field.missing").max(LONGEST),
});

export interface MemberLine {
  readonly personnelNumber: string;
  /** null = leaves the plan. */
  readonly minor: number | null;
}

/**
 * Reads `personnel number; target` lines as they come from a spreadsheet (tab or semicolon between). A dash in
 * place of the amount takes the person out. Answers with the number of the first line that is none.
 */
export function readMemberLines(text: string, minorDigits: number): readonly MemberLine[] | { readonly badLine: number } {
  const found: MemberLine[] = [];
  for (const [place, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (line.trim() === "") continue;
    const [number = "", amount = "", ...rest] = line.split(/[;\t]/).map((part) => part.trim());
    const leaves = /^[-–—]$/.test(amount);
    const minor = leaves ? null : parseScaled(amount, minorDigits);
    if (number === "" || rest.some((part) => part !== "") || (!leaves && minor === null)) return { badLine: place + 1 };
    found.push({ personnelNumber: number, minor });
  }
  return found;
}
