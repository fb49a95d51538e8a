import { createRequire } from "node:module";
import PDFDocument from "pdfkit";
import type { Locale } from "#app/domain/names.ts";

/** One language of a printed statement: what the page shows, as text. */
export interface PrintedStatement {
  readonly locale: Locale;
  readonly title: string;
  readonly sentence: string;
  /** Said under the sentence: for information and not paid, the deadline of an objection. */
  readonly notes: readonly string[];
  /** Name and value of what it stands on: person, plan and version, department, score. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly heading: { readonly line: string; readonly amount: string };
  /** The lines of the waterfall with their sum last. */
  readonly lines: readonly { readonly name: string; readonly detail: string; readonly amount: string; readonly isSum: boolean }[];
  readonly otherwise: { readonly title: string; readonly sentences: readonly string[] };
  readonly hashName: string;
}

const MARGIN = 56;
const GREY = "#5b6272";
const INK = "#1f2430";
const LINE = "#d7dae1";

/** A statement as PDF, one language after the other; the fingerprint that the run keeps of it stands on every page. */
export async function printStatement(parts: readonly PrintedStatement[], statementHash: string): Promise<Buffer> {
  const [first] = parts;
  const doc = new PDFDocument({ size: "A4", margins: { top: MARGIN, bottom: MARGIN + 20, left: MARGIN, right: MARGIN }, bufferPages: true, info: { Title: first?.title ?? "", Producer: "Concord", Creator: "Concord" } });
  const chunks: Buffer[] = [];
  doc.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    doc.on("end", resolve);
    doc.on("error", reject);
  });
  // One static file holds Latin and Cyrillic (docs/decisions/0006).
  const { resolve } = createRequire(import.meta.url);
  doc.registerFont("body", resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf"));
  doc.registerFont("strong", resolve("@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf"));
  parts.forEach((part, index) => {
    if (index > 0) doc.addPage();
    writePart(doc, part);
  });
  const pages = doc.bufferedPageRange();
  for (let page = 0; page < pages.count; page += 1) {
    doc.switchToPage(page);
    // The footer stands in the margin; without this a page would break before it.
    doc.page.margins.bottom = 0;
    doc.font("body").fontSize(7).fillColor(GREY).text(`${first?.hashName ?? ""} ${statementHash} · ${page + 1} / ${pages.count}`, MARGIN, doc.page.height - 40, { width: doc.page.width - 2 * MARGIN, align: "center", lineBreak: false });
  }
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}

type Doc = InstanceType<typeof PDFDocument>;

function writePart(doc: Doc, part: PrintedStatement): void {
  doc.font("strong").fontSize(16).fillColor(INK).text(part.title);
  doc.moveDown(0.4).font("body").fontSize(11).text(part.sentence);
  for (const note of part.notes) doc.moveDown(0.2).fontSize(9).fillColor(GREY).text(note);
  doc.moveDown(0.8);
  for (const [name, value] of part.facts) doc.font("body").fontSize(9.5).fillColor(GREY).text(`${name}: `, { continued: true }).fillColor(INK).text(value);
  doc.moveDown(0.8);
  writeRow(doc, "strong", part.heading.line, "", part.heading.amount);
  for (const line of part.lines) writeRow(doc, line.isSum ? "strong" : "body", line.name, line.detail, line.amount);
  if (part.otherwise.sentences.length === 0) return;
  doc.moveDown(1).font("strong").fontSize(12).fillColor(INK).text(part.otherwise.title, MARGIN).moveDown(0.3);
  for (const sentence of part.otherwise.sentences) doc.font("body").fontSize(9.5).text(sentence);
}

/** A line with its amount at the right edge, and a hairline below. A row is never cut by the end of a page. */
function writeRow(doc: Doc, font: "body" | "strong", name: string, detail: string, amount: string): void {
  const width = doc.page.width - 2 * MARGIN;
  const nameWidth = width * 0.72;
  const text = detail === "" ? name : `${name} · ${detail}`;
  const height = doc.font(font).fontSize(9.5).heightOfString(text, { width: nameWidth });
  if (doc.y + height + 8 > doc.page.height - doc.page.margins.bottom) doc.addPage();
  const top = doc.y + 3;
  doc.fillColor(INK).text(text, MARGIN, top, { width: nameWidth });
  doc.text(amount, MARGIN + nameWidth, top, { width: width - nameWidth, align: "right" });
  doc.y = top + height + 3;
  doc.moveTo(MARGIN, doc.y).lineTo(MARGIN + width, doc.y).lineWidth(0.5).strokeColor(LINE).stroke();
  doc.x = MARGIN;
}
