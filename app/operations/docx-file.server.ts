import type { PrintedBlock, PrintedDocument } from "./printed-document.ts";
import { xmlText } from "./xml-text.ts";
import { zipFile } from "./zip-file.server.ts";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/** Width of the text of an A4 page in twentieths of a point. */
const TEXT_WIDTH = 9638;

/** A document as Office Open XML, for people who go on working in it. Text is never a field or a formula; the same document gives the same bytes. */
export function docxFile(document: PrintedDocument): Buffer {
  const relation = (id: number, type: string, target: string) => `<Relationship Id="rId${id}" Type="${R}/${type}" Target="${target}"/>`;
  const relations = (list: string) => `${XML}<Relationships xmlns="${PACKAGE}/relationships">${list}</Relationships>`;
  const body = [paragraph(document.title, { size: 32, isStrong: true }), ...document.blocks.map(blockXml)].join("");
  const page = `<w:sectPr><w:footerReference w:type="default" r:id="rId1"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>`;
  return zipFile([
    ["[Content_Types].xml", `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/><Override PartName="/word/footer1.xml" ContentType="${TYPE}.footer+xml"/></Types>`],
    ["_rels/.rels", relations(relation(1, "officeDocument", "word/document.xml"))],
    ["word/_rels/document.xml.rels", relations(relation(1, "footer", "footer1.xml"))],
    ["word/footer1.xml", `${XML}<w:ftr ${W}>${paragraph(document.footer, { size: 14 })}</w:ftr>`],
    ["word/document.xml", `${XML}<w:document ${W} xmlns:r="${R}"><w:body>${body}${page}</w:body></w:document>`],
  ]);
}

function blockXml(block: PrintedBlock): string {
  switch (block.kind) {
    case "heading":
      return paragraph(block.text, { size: 24, isStrong: true, before: 240 });
    case "text":
      return paragraph(block.text, { size: 20 });
    case "small":
      return paragraph(block.text, { size: 16 });
    case "page":
      return `<w:p><w:r><w:br w:type="page"/></w:r></w:p>`;
    case "table":
      return tableXml(block);
  }
}

function tableXml({ headings, rows, widths, figures = [] }: Extract<PrintedBlock, { kind: "table" }>): string {
  const sum = widths.reduce((total, width) => total + width, 0);
  const columns = widths.map((width) => Math.round((TEXT_WIDTH * width) / sum));
  const line = ["top", "left", "bottom", "right", "insideH", "insideV"].map((side) => `<w:${side} w:val="single" w:sz="4" w:color="B0B5C0"/>`).join("");
  const row = (cells: readonly string[], isStrong: boolean) =>
    `<w:tr>${cells.map((cell, place) => `<w:tc><w:tcPr><w:tcW w:w="${columns[place] ?? 0}" w:type="dxa"/></w:tcPr>${paragraph(cell, { size: 18, isStrong, isAtEnd: figures.includes(place) })}</w:tc>`).join("")}</w:tr>`;
  const table = `<w:tbl><w:tblPr><w:tblW w:w="${TEXT_WIDTH}" w:type="dxa"/><w:tblBorders>${line}</w:tblBorders></w:tblPr><w:tblGrid>${columns.map((width) => `<w:gridCol w:w="${width}"/>`).join("")}</w:tblGrid>${row(headings, true)}${rows.map((cells) => row(cells, false)).join("")}</w:tbl>`;
  // Word joins tables that touch.
  return table + paragraph("", { size: 12 });
}

/** `size` in half points, `before` in twentieths of a point. */
function paragraph(text: string, { size, isStrong = false, before = 0, isAtEnd = false }: { readonly size: number; readonly isStrong?: boolean; readonly before?: number; readonly isAtEnd?: boolean }): string {
  return `<w:p><w:pPr><w:spacing w:before="${before}" w:after="80"/>${isAtEnd ? '<w:jc w:val="right"/>' : ""}</w:pPr><w:r><w:rPr>${isStrong ? "<w:b/>" : ""}<w:sz w:val="${size}"/></w:rPr><w:t xml:space="preserve">${xmlText(text)}</w:t></w:r></w:p>`;
}
