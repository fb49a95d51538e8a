import { createRequire } from "node:module";
import PDFDocument from "pdfkit";
import type { PrintedBlock, PrintedDocument } from "./printed-document.ts";

const MARGIN = 56;
const GREY = "#5b6272";
const INK = "#1f2430";
const CELL = 4;

type Doc = InstanceType<typeof PDFDocument>;

/** A document as PDF, with its footer and the page's number on every page. */
export async function pdfOfDocument(document: PrintedDocument): Promise<Buffer> {
  const doc = new PDFDocument({ size: "A4", margins: { top: MARGIN, bottom: MARGIN + 20, left: MARGIN, right: MARGIN }, bufferPages: true, info: { Title: document.title, Producer: "Concord", Creator: "Concord" } });
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
  doc.font("strong").fontSize(15).fillColor(INK).text(document.title).moveDown(0.5);
  for (const block of document.blocks) writeBlock(doc, block);
  const pages = doc.bufferedPageRange();
  for (let page = 0; page < pages.count; page += 1) {
    doc.switchToPage(page);
    // The footer stands in the margin; without this a page would break before it.
    doc.page.margins.bottom = 0;
    doc.font("body").fontSize(7).fillColor(GREY).text(`${document.footer} · ${page + 1} / ${pages.count}`, MARGIN, doc.page.height - 40, { width: doc.page.width - 2 * MARGIN, align: "center", lineBreak: false });
  }
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}

function writeBlock(doc: Doc, block: PrintedBlock): void {
  switch (block.kind) {
    case "heading":
      doc.moveDown(0.8).font("strong").fontSize(11.5).fillColor(INK).text(block.text, MARGIN).moveDown(0.3);
      return;
    case "text":
      doc.font("body").fontSize(9.5).fillColor(INK).text(block.text, MARGIN).moveDown(0.3);
      return;
    case "small":
      doc.font("body").fontSize(8).fillColor(GREY).text(block.text, MARGIN).moveDown(0.3);
      return;
    case "table":
      writeRow(doc, block.headings, block.widths, "strong");
      for (const row of block.rows) writeRow(doc, row, block.widths, "body");
      doc.moveDown(0.5);
      return;
  }
}

/** One row, as high as its highest cell; a row that does not fit begins the next page. */
function writeRow(doc: Doc, cells: readonly string[], widths: readonly number[], font: "body" | "strong"): void {
  const width = doc.page.width - 2 * MARGIN;
  const sum = widths.reduce((total, one) => total + one, 0);
  const columns = widths.map((one) => (width * one) / sum);
  doc.font(font).fontSize(8.5);
  const height = Math.max(...cells.map((cell, place) => doc.heightOfString(cell || " ", { width: (columns[place] ?? 0) - 2 * CELL }))) + 2 * CELL;
  if (doc.y + height > doc.page.height - doc.page.margins.bottom) doc.addPage();
  const top = doc.y;
  let left = MARGIN;
  cells.forEach((cell, place) => {
    doc.fillColor(INK).text(cell, left + CELL, top + CELL, { width: (columns[place] ?? 0) - 2 * CELL });
    left += columns[place] ?? 0;
  });
  doc.moveTo(MARGIN, top + height).lineTo(MARGIN + width, top + height).lineWidth(0.5).strokeColor("#d5d8df").stroke();
  doc.x = MARGIN;
  doc.y = top + height;
}
