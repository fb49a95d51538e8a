import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import type { CellRecord } from "./cell-rows.ts";
import { columnOfAddress, dateStyles, excelDate, textOf, unescapeXml } from "./excel-cells.ts";
import { FeedRefusal } from "./feed-refusal.ts";
import { elementsOf } from "./xml-elements.ts";
import { openEntry, readZip } from "./zip-entries.server.ts";
import type { ZipEntry } from "./zip-entries.server.ts";

export interface Workbook {
  readonly path: string;
  readonly sheets: readonly { readonly name: string; readonly entry: ZipEntry }[];
  readonly sharedStrings: ZipEntry | null;
  /** By style number: whether it shows a date. */
  readonly dates: readonly boolean[];
  readonly is1904: boolean;
}

const MOST_PART_BYTES = 16 * 1024 * 1024;
/** One row's XML, and one string's: 16,384 cells of over a hundred characters. What is longer is searched too often before it ends. */
const MOST_PIECE_CHARS = 2 * 1024 * 1024;
const MOST_STRING_CHARS = 400 * 1024 * 1024;
const MOST_COLUMNS = 16_384;

/** The sheets of a workbook and what its cells need to be read. Error: FeedRefusal. */
export async function openWorkbook(path: string): Promise<Workbook> {
  const file = await open(path, "r");
  let entries: Map<string, ZipEntry>;
  try {
    entries = new Map((await readZip(file)).map((entry) => [entry.name.replace(/^\//, ""), entry]));
  } finally {
    await file.close();
  }
  const part = async (name: string) => {
    const entry = entries.get(name);
    return entry ? readPart(path, entry) : "";
  };
  const [book, relations, styles] = await Promise.all([part("xl/workbook.xml"), part("xl/_rels/workbook.xml.rels"), part("xl/styles.xml")]);
  if (book === "") throw new FeedRefusal("not_table", "zip");
  const targets = new Map<string, string>();
  for (const [, attributes] of relations.matchAll(/<Relationship\s([^<>]*?)\/?>/g)) {
    const target = attribute(attributes!, "Target").replace(/^\/?(xl\/)?/, "xl/");
    targets.set(attribute(attributes!, "Id"), target);
  }
  const sheets = [...book.matchAll(/<(?:\w{1,60}:)?sheet\s([^<>]*?)\/?>/g)].flatMap(([, attributes]) => {
    const entry = entries.get(targets.get(attribute(attributes!, "r:id")) ?? "");
    return entry ? [{ name: attribute(attributes!, "name"), entry }] : [];
  });
  if (sheets.length === 0) throw new FeedRefusal("not_table", "zip");
  return { path, sheets, sharedStrings: entries.get("xl/sharedStrings.xml") ?? null, dates: dateStyles(styles), is1904: /date1904="(1|true)"/.test(book) };
}

/** Records of one sheet (the first by default), streamed; `line` is the row's number in the sheet. Blank rows are left out. */
export async function* sheetRecords(book: Workbook, sheetName?: string): AsyncGenerator<readonly CellRecord[]> {
  const sheet = sheetName === undefined ? book.sheets[0]! : book.sheets.find((one) => one.name === sheetName);
  if (!sheet) throw new FeedRefusal("no_such_sheet", sheetName ?? "");
  const strings = book.sharedStrings ? await readStrings(book.path, book.sharedStrings) : [];
  let line = 0;
  for await (const rows of pieces(book.path, sheet.entry, "row")) {
    const records: CellRecord[] = [];
    for (const { attributes, inner } of rows) {
      line = Number(attribute(attributes, "r")) || line + 1;
      const cells = readCells(inner, book, strings);
      if (cells.some((cell) => cell.trim() !== "")) records.push({ line, cells });
    }
    if (records.length > 0) yield records;
  }
}

function readCells(xml: string, book: Workbook, strings: readonly string[]): string[] {
  const cells: string[] = [];
  for (const { attributes, inner } of elementsOf(xml, "c")) {
    const address = attribute(attributes, "r");
    const column = address ? columnOfAddress(address) : cells.length;
    if (column < 0 || column >= MOST_COLUMNS) continue;
    while (cells.length < column) cells.push("");
    cells[column] = inner === undefined ? "" : readCell(attributes, inner, book, strings);
  }
  return cells;
}

function readCell(attributes: string, inner: string, book: Workbook, strings: readonly string[]): string {
  const type = attribute(attributes, "t");
  if (type === "inlineStr") return textOf(inner);
  const value = unescapeXml(elementsOf(inner, "v").next().value?.inner ?? "");
  if (type === "s") return strings[Number(value)] ?? "";
  if (type === "b") return value === "1" ? "TRUE" : "FALSE";
  if (type === "str" || type === "e" || type === "d" || value === "") return value;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  if (book.dates[Number(attribute(attributes, "s") || 0)]) return excelDate(number, book.is1904) ?? value;
  // Fifteen digits are what Excel itself keeps and shows.
  return Number.isInteger(number) ? value.replace(/\.0+$/, "") : String(Number(number.toPrecision(15)));
}

async function readStrings(path: string, entry: ZipEntry): Promise<string[]> {
  const strings: string[] = [];
  let size = 0;
  for await (const items of pieces(path, entry, "si"))
    for (const { inner } of items) {
      const text = textOf(inner);
      size += text.length;
      if (size > MOST_STRING_CHARS) throw new FeedRefusal("unpacks_too_large", String(Math.round(MOST_STRING_CHARS / 1024 / 1024)));
      strings.push(text);
    }
  return strings;
}

interface Piece {
  readonly attributes: string;
  readonly inner: string;
}

/** The elements of one name in a part, a few at a time. They hold no others of their name. */
async function* pieces(path: string, entry: ZipEntry, name: string): AsyncGenerator<readonly Piece[]> {
  const closing = `</${name}>`;
  let rest = "";
  for await (const text of texts(path, entry)) {
    // What came before holds no end, or would have been taken; an end may lie across the seam.
    const seam = Math.max(0, rest.length - closing.length);
    rest += text;
    if (rest.indexOf(closing, seam) < 0 && rest.indexOf("/>", seam) < 0) {
      if (rest.length > MOST_PIECE_CHARS) throw new FeedRefusal("not_table", name);
      continue;
    }
    // Names of elements may carry a prefix; readers that write one are rare, and one spelling keeps the pattern plain.
    if (rest.includes(`:${name}`)) rest = rest.replaceAll(/<(\/?)[A-Za-z][\w.-]*:/g, "<$1");
    const found: Piece[] = [];
    let end = 0;
    for (const element of elementsOf(rest, name)) {
      found.push({ attributes: element.attributes, inner: element.inner ?? "" });
      end = element.end;
    }
    rest = rest.slice(end);
    if (rest.length > MOST_PIECE_CHARS) throw new FeedRefusal("not_table", name);
    if (found.length > 0) yield found;
  }
}

async function readPart(path: string, entry: ZipEntry): Promise<string> {
  if (entry.unpackedBytes > MOST_PART_BYTES) throw new FeedRefusal("unpacks_too_large", String(Math.round(MOST_PART_BYTES / 1024 / 1024)));
  let text = "";
  for await (const part of texts(path, entry)) text += part;
  return text;
}

async function* texts(path: string, entry: ZipEntry): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8");
  const stream: Readable = await openEntry(path, entry);
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const text = decoder.decode(chunk, { stream: true });
      // A workbook has no document type; one that has wants entities to grow in memory.
      if (text.includes("<!DOCTYPE") || text.includes("<!ENTITY")) throw new FeedRefusal("not_table", "DOCTYPE");
      if (text) yield text;
    }
  } catch (error) {
    if (error instanceof FeedRefusal) throw error;
    throw new FeedRefusal("broken_zip", (error as Error).message);
  } finally {
    stream.destroy();
  }
}

const ATTRIBUTES = new Map<string, RegExp>();

function attribute(attributes: string, name: string): string {
  let pattern = ATTRIBUTES.get(name);
  if (!pattern) ATTRIBUTES.set(name, (pattern = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)));
  const found = pattern.exec(attributes);
  return unescapeXml(found?.[1] ?? found?.[2] ?? "");
}
