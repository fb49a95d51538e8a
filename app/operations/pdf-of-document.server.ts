import { makePdf, type PdfWriter } from "./pdf-document.server.ts";
import type { PrintedBlock, PrintedDocument } from "./printed-document.ts";

/** A document as PDF, with its footer and the page's number on every page. */
export const pdfOfDocument = (document: PrintedDocument): Promise<Buffer> =>
  makePdf({ title: document.title, footer: document.footer }, [
    (writer) => {
      writer.title(document.title);
      for (const block of document.blocks) {
        writer.space(0.3);
        writeBlock(writer, block);
      }
    },
  ]);

/** One block where the writer stands. */
export function writeBlock(writer: PdfWriter, block: PrintedBlock): void {
  switch (block.kind) {
    case "heading":
      return writer.heading(block.text);
    case "page":
      return writer.page();
    case "text":
      return block.text === "" ? writer.space() : writer.line(block.text);
    case "small":
      return writer.small(block.text);
    case "table": {
      const sum = block.widths.reduce((total, width) => total + width, 0);
      return writer.table(block.headings.map((header, place) => ({ header, share: (block.widths[place] ?? 0) / sum, align: block.figures?.includes(place) ? "right" : "left" })), block.rows);
    }
  }
}
