import { xmlText } from "./xml-text.ts";
import { zipFile } from "./zip-file.server.ts";

/** A text, a number as it is, or one shown with two decimals. Nothing is ever a formula. */
export type XlsxCell = string | number | { readonly value: number; readonly decimals: 2 } | null;

export interface XlsxSheet {
  readonly name: string;
  /** The first row is the heading. */
  readonly rows: readonly (readonly XlsxCell[])[];
  /** Widths of the columns in characters. */
  readonly widths?: readonly number[];
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/** Cell formats by their place in styles.xml. */
const STYLE = { plain: 0, twoDecimals: 1, heading: 2 } as const;

/** Sheets as an Office Open XML workbook. Texts stand in their cells as texts, so that none is read as a formula. */
export function xlsxFile(sheets: readonly XlsxSheet[]): Buffer {
  const sheetParts = sheets.map((sheet, index): [string, string] => [`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet)]);
  const overrides = sheets.map((_sheet, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join("");
  const relation = (id: number, type: string, target: string) => `<Relationship Id="rId${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const relations = (list: string) => `${DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list}</Relationships>`;
  return zipFile([
    ["[Content_Types].xml", `${DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${overrides}</Types>`],
    ["_rels/.rels", relations(relation(1, "officeDocument", "xl/workbook.xml"))],
    ["xl/workbook.xml", `${DECLARATION}<workbook ${MAIN} xmlns:r="${RELATIONS}"><sheets>${sheets.map((sheet, index) => `<sheet name="${xmlText(sheetName(sheet.name))}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join("")}</sheets></workbook>`],
    ["xl/_rels/workbook.xml.rels", relations(sheets.map((_sheet, index) => relation(index + 1, "worksheet", `worksheets/sheet${index + 1}.xml`)).join("") + relation(sheets.length + 1, "styles", "styles.xml"))],
    ["xl/styles.xml", `${DECLARATION}<styleSheet ${MAIN}><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0"/><xf numFmtId="2" fontId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>`],
    ...sheetParts,
  ]);
}

/** Excel takes 31 characters and none of `[]:*?/\`. */
const sheetName = (name: string): string => name.replace(/[[\]:*?/\\]/g, " ").slice(0, 31);

function sheetXml({ rows, widths }: XlsxSheet): string {
  const columns = widths ? `<cols>${widths.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`).join("")}</cols>` : "";
  const body = rows.map((cells, row) => `<row r="${row + 1}">${cells.map((cell, column) => cellXml(cell, row, column)).join("")}</row>`).join("");
  return `${DECLARATION}<worksheet ${MAIN}>${columns}<sheetData>${body}</sheetData></worksheet>`;
}

function cellXml(cell: XlsxCell, row: number, column: number): string {
  if (cell === null) return "";
  const at = `r="${columnName(column)}${row + 1}"`;
  if (typeof cell === "string") return `<c ${at} t="inlineStr" s="${row === 0 ? STYLE.heading : STYLE.plain}"><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`;
  const [value, style] = typeof cell === "number" ? [cell, STYLE.plain] : [cell.value, STYLE.twoDecimals];
  return `<c ${at} s="${style}"><v>${value}</v></c>`;
}

/** A, B … Z, AA … */
function columnName(column: number): string {
  const before = Math.floor(column / 26);
  return (before > 0 ? columnName(before - 1) : "") + String.fromCharCode(65 + (column % 26));
}
