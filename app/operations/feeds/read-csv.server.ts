import { parse } from "csv-parse";
import { createReadStream, openSync, readSync, closeSync } from "node:fs";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { SourceRow } from "#app/domain/intake/map-rows.ts";

export interface CsvFormat {
  readonly delimiter?: string;
  readonly encoding: "utf-8" | "utf-16le" | "windows-1251";
}

/** Why a file cannot be read as a table at all; a bad row alone never throws. */
export class FeedRefusal extends Error {
  readonly code: "empty_file" | "duplicate_column" | "missing_column" | "not_csv" | "too_many_rows";
  readonly detail: string;
  constructor(code: FeedRefusal["code"], detail: string) {
    super(`${code}: ${detail}`);
    this.name = "FeedRefusal";
    this.code = code;
    this.detail = detail;
  }
}

/** A cell longer than this is refused by the reader: a table cell is no document. */
const MAX_ROW_BYTES = 2 * 1024 * 1024;

const SEPARATORS = [",", ";", "\t", "|"];

/** The separator that the heading uses most. */
function guessDelimiter(heading: string): string {
  const counts = SEPARATORS.map((separator) => heading.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))]!;
}

/**
 * Rows of a CSV file (also gzipped), streamed. Lines count from 1 with the heading. A row with another
 * number of cells comes with `wrong` set; the caller lists it.
 */
export async function* readCsv(path: string, format: CsvFormat): AsyncGenerator<SourceRow & { readonly wrong?: string }> {
  const isGzip = startsWithBytes(path, [0x1f, 0x8b]);
  const bytes = createReadStream(path);
  const stream: Readable = isGzip ? bytes.pipe(createGunzip()) : bytes;
  const text = decoded(stream, format.encoding);
  let delimiter = format.delimiter;
  const first = await text.next();
  if (first.done || first.value.trim() === "") throw new FeedRefusal("empty_file", path);
  delimiter ??= guessDelimiter(first.value.split(/\r\n|\n|\r/, 1)[0]!);
  const parser = parse({ delimiter, bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, info: true, max_record_size: MAX_ROW_BYTES });
  void (async () => {
    try {
      let value: string | undefined = first.value;
      while (value !== undefined) {
        if (!parser.write(value)) await new Promise((resolve) => parser.once("drain", resolve));
        const next = await text.next();
        value = next.done ? undefined : next.value;
      }
      parser.end();
    } catch (error) {
      parser.destroy(error as Error);
    }
  })();

  let columns: string[] | null = null;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (!columns) {
        columns = record.map((name) => name.trim());
        const twice = columns.find((name, index) => columns!.indexOf(name) !== index);
        if (twice !== undefined) throw new FeedRefusal("duplicate_column", twice);
        continue;
      }
      const cells = Object.fromEntries(columns.map((name, index) => [name, record[index] ?? ""]));
      yield record.length === columns.length ? { line: info.lines, cells } : { line: info.lines, cells, wrong: `${record.length} ≠ ${columns.length}` };
    }
  } catch (error) {
    if (error instanceof FeedRefusal) throw error;
    throw new FeedRefusal("not_csv", (error as Error).message);
  } finally {
    bytes.destroy();
  }
  if (!columns) throw new FeedRefusal("empty_file", path);
}

async function* decoded(stream: Readable, encoding: CsvFormat["encoding"]): AsyncGenerator<string, undefined> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const text = decoder.decode(chunk, { stream: true });
    if (text) yield text;
  }
  const tail = decoder.decode();
  if (tail) yield tail;
  return undefined;
}

function startsWithBytes(path: string, bytes: readonly number[]): boolean {
  const descriptor = openSync(path, "r");
  try {
    const head = Buffer.alloc(bytes.length);
    readSync(descriptor, head, 0, bytes.length, 0);
    return bytes.every((byte, index) => head[index] === byte);
  } finally {
    closeSync(descriptor);
  }
}
