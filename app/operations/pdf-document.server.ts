import { createRequire } from "node:module";
import PDFDocument from "pdfkit";

export type PdfDocument = InstanceType<typeof PDFDocument>;

const MARGIN = 56;
const GREY = "#5b6272";
const INK = "#1f2430";
const RULE = "#d5d8df";

/** A document of A4 pages, each part on a page of its own; the footer and the page's number stand on every page. */
export async function makePdf({ title, footer }: { readonly title: string; readonly footer: string }, parts: readonly ((writer: PdfWriter) => void)[]): Promise<Buffer> {
  const doc = new PDFDocument({ size: "A4", margins: { top: MARGIN, bottom: MARGIN + 20, left: MARGIN, right: MARGIN }, bufferPages: true, info: { Title: title, Producer: "Concord", Creator: "Concord" } });
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
  parts.forEach((write, index) => {
    if (index > 0) doc.addPage();
    write(pdfWriter(doc));
  });
  const pages = doc.bufferedPageRange();
  for (let page = 0; page < pages.count; page += 1) {
    doc.switchToPage(page);
    // The footer stands in the margin; without this a page would break before it.
    doc.page.margins.bottom = 0;
    doc.font("body").fontSize(7).fillColor(GREY).text(`${footer} · ${page + 1} / ${pages.count}`, MARGIN, doc.page.height - 40, { width: doc.page.width - 2 * MARGIN, align: "center", lineBreak: false });
  }
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}

export interface PdfColumn {
  readonly header: string;
  /** Share of the page's width. */
  readonly share: number;
  readonly align?: "left" | "right";
}

/** Words, facts and tables of one part, from top to bottom. */
export type PdfWriter = ReturnType<typeof pdfWriter>;

interface Cell {
  readonly text: string;
  readonly share: number;
  readonly align?: "left" | "right" | undefined;
  readonly grey?: boolean;
}

function pdfWriter(doc: PdfDocument) {
  const width = doc.page.width - 2 * MARGIN;
  const write = (font: "body" | "strong", size: number, colour: string) => (words: string, options: PDFKit.Mixins.TextOptions = {}) => {
    doc.font(font).fontSize(size).fillColor(colour).text(words, MARGIN, doc.y, options);
  };
  /** Begins a new page where less than this height is left. */
  const keep = (height: number) => {
    if (doc.y + height > doc.page.height - doc.page.margins.bottom) doc.addPage();
  };
  const row = (cells: readonly Cell[]) => {
    const gap = 6;
    doc.font("body").fontSize(8.5);
    const height = Math.max(...cells.map(({ text, share }) => doc.heightOfString(text, { width: share * width - gap })));
    keep(height + 6);
    const top = doc.y + 3;
    let left = MARGIN;
    for (const { text, share, align, grey } of cells) {
      doc.fillColor(grey ? GREY : INK).text(text, left, top, { width: share * width - gap, align: align ?? "left" });
      left += share * width;
    }
    doc.y = top + height + 3;
  };
  return {
    title: write("strong", 16, INK),
    heading: (words: string) => {
      keep(60);
      doc.moveDown(1);
      write("strong", 12, INK)(words);
      doc.moveDown(0.3);
    },
    strong: write("strong", 9.5, INK),
    line: write("body", 9.5, INK),
    small: write("body", 8, GREY),
    page: () => void doc.addPage(),
    space: (lines = 0.5) => void doc.moveDown(lines),
    /** Names in grey beside their values. */
    facts: (rows: readonly (readonly [name: string, value: string])[]) => {
      for (const [name, value] of rows) row([{ text: name, share: 0.34, grey: true }, { text: value, share: 0.66 }]);
    },
    /** A table with a heading row; a page break falls between rows. */
    table: (columns: readonly PdfColumn[], rows: readonly (readonly string[])[]) => {
      const cells = (texts: readonly string[], grey: boolean): Cell[] => columns.map(({ share, align }, index) => ({ text: texts[index] ?? "", share, align, grey }));
      row(cells(columns.map((column) => column.header), true));
      for (const one of rows) {
        doc.moveTo(MARGIN, doc.y).lineTo(MARGIN + width, doc.y).lineWidth(0.5).strokeColor(RULE).stroke();
        row(cells(one, false));
      }
    },
  };
}
