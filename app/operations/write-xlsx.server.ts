import { crc32, deflateRawSync } from "node:zlib";
import type { PayCell } from "#app/domain/pay/pay-file.ts";
import { safeText } from "#app/domain/pay/pay-file.ts";

/** A sheet of a workbook. Numbers are plain decimals with a point. */
export interface Sheet {
  /** At most 31 characters, without any of `[]:*?/\`. */
  readonly name: string;
  readonly rows: readonly (readonly PayCell[])[];
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** A workbook with text and numbers. The same sheets give the same bytes. Text is never a formula. */
export function xlsxOf(sheets: readonly Sheet[]): Buffer {
  const paths = sheets.map((_, place) => `worksheets/sheet${place + 1}.xml`);
  const overrides = paths.map((path) => `<Override PartName="/xl/${path}" ContentType="${TYPE}.worksheet+xml"/>`).join("");
  return zipOf([
    ["[Content_Types].xml", `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>${overrides}</Types>`],
    ["_rels/.rels", `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ["xl/workbook.xml", `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets.map((sheet, place) => `<sheet name="${escaped(sheet.name)}" sheetId="${place + 1}" r:id="rId${place + 1}"/>`).join("")}</sheets></workbook>`],
    ["xl/_rels/workbook.xml.rels", `${XML}<Relationships xmlns="${PACKAGE}/relationships">${paths.map((path, place) => `<Relationship Id="rId${place + 1}" Type="${RELATIONS}/worksheet" Target="${path}"/>`).join("")}</Relationships>`],
    ...sheets.map((sheet, place): [string, string] => [`xl/${paths[place]!}`, `${XML}<worksheet xmlns="${MAIN}"><sheetData>${sheet.rows.map((cells, row) => `<row r="${row + 1}">${cells.map((cell, column) => cellOf(cell, `${columnName(column)}${row + 1}`)).join("")}</row>`).join("")}</sheetData></worksheet>`]),
  ]);
}

function cellOf(cell: PayCell, at: string): string {
  if ("number" in cell) return cell.number === "" ? "" : `<c r="${at}"><v>${cell.number}</v></c>`;
  return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(safeText(cell.text))}</t></is></c>`;
}

/** 0 -> A, 26 -> AA */
function columnName(place: number): string {
  const letter = String.fromCharCode(65 + (place % 26));
  return place < 26 ? letter : columnName(Math.floor(place / 26) - 1) + letter;
}

/** XML forbids most control characters outright; they cannot be escaped. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const escaped = (text: string): string => text.replace(FORBIDDEN, "").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** A fixed date (1 January 1980): the bytes do not depend on when a file is written. */
const DOS_DATE = 0x21;

/** A zip archive with the entries in their order. */
function zipOf(entries: readonly (readonly [name: string, content: string])[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of entries) {
    const bytes = Buffer.from(content, "utf8");
    const packed = deflateRawSync(bytes);
    const file = Buffer.from(name, "utf8");
    // Both headers share these fields: version, flags, method, time, date, checksum, sizes, name and extra length.
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(0x0800, 2);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt16LE(DOS_DATE, 8);
    shared.writeUInt32LE(crc32(bytes), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(bytes.length, 18);
    shared.writeUInt16LE(file.length, 22);
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), shared, file, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), shared, place, file);
    parts.push(local);
    at += local.length;
  }
  const contents = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(contents.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, contents, end]);
}
