import { makePdf } from "./pdf-document.server.ts";
import type { PdfWriter } from "./pdf-document.server.ts";

/** One language of a printed statement: what the page shows, as text. */
export interface PrintedStatement {
  readonly title: string;
  readonly sentence: string;
  /** Said under the sentence: for information and not paid, the deadline of an objection. */
  readonly notes: readonly string[];
  /** Name and value of what it stands on: person, plan and version, department, score. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly heading: { readonly line: string; readonly amount: string };
  /** The lines of the waterfall with their sum last. */
  readonly lines: readonly { readonly name: string; readonly detail: string; readonly amount: string }[];
  readonly otherwise: { readonly title: string; readonly sentences: readonly string[] };
  readonly hashName: string;
}

/** A statement as PDF, one language after the other; the fingerprint that the run keeps of it stands on every page. */
export function printStatement(parts: readonly PrintedStatement[], statementHash: string): Promise<Buffer> {
  const [first] = parts;
  return makePdf({ title: first?.title ?? "", footer: `${first?.hashName ?? ""} ${statementHash}` }, parts.map((part) => (w) => writePart(w, part)));
}

function writePart(w: PdfWriter, part: PrintedStatement): void {
  w.title(part.title);
  w.space();
  w.line(part.sentence);
  for (const note of part.notes) w.small(note);
  w.space();
  w.facts(part.facts);
  w.space();
  w.table(
    [
      { header: part.heading.line, share: 0.5 },
      { header: "", share: 0.25 },
      { header: part.heading.amount, share: 0.25, align: "right" },
    ],
    part.lines.map((line) => [line.name, line.detail, line.amount])
  );
  if (part.otherwise.sentences.length === 0) return;
  w.heading(part.otherwise.title);
  for (const sentence of part.otherwise.sentences) w.line(sentence);
}
