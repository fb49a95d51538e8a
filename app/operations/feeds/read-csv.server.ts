import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { SourceRow } from "#app/domain/intake/map-rows.ts";
import { csvCutter } from "./csv-records.ts";
import { firstRecords, guessDelimiter, guessEncoding, guessHeading } from "./detect-text.ts";
import type { TextEncoding } from "./detect-text.ts";
import { FeedRefusal } from "./feed-refusal.ts";
import { cellRows } from "./cell-rows.ts";
import type { CellRecord } from "./cell-rows.ts";
import { unpackLimit } from "./unpack-limit.ts";

/** How a file is read. What is left out is found out from the file. */
export interface CsvFormat {
  readonly delimiter?: string;
  readonly encoding?: TextEncoding;
  /** The record that holds the column names, from 1; what stands above it is left out. Default the first. */
  readonly heading?: number;
  /** Columns of one name: refused, or told apart as "Name", "Name (2)". Default refused. */
  readonly duplicates?: "refuse" | "number";
}

export interface TextFacts {
  readonly encoding: TextEncoding;
  readonly delimiter: string;
  readonly heading: number;
  readonly packed: boolean;
}

export type TableRow = SourceRow & { readonly wrong?: string };

const HEAD_BYTES = 128 * 1024;
/** A text has no bytes below tab but these; what has many is an image, a program or an archive. */
const ODD = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1a, 0x1b]);

/** What a text file is, by its first bytes: the encoding, the separator and where the heading stands. Error: FeedRefusal. */
export async function lookAtText(path: string, format: CsvFormat = {}): Promise<TextFacts> {
  const packed = await isPacked(path);
  const head = await firstBytes(path, packed);
  if (head.length === 0) throw new FeedRefusal("empty_file", path);
  const encoding = format.encoding ?? guessEncoding(head);
  if (!encoding.startsWith("utf-16") && looksBinary(head)) throw new FeedRefusal("not_table", "");
  const text = new TextDecoder(encoding).decode(head);
  if (text.trim() === "") throw new FeedRefusal("empty_file", path);
  if (/^\s*(<!doctype|<html|<\?xml|<table)/i.test(text)) throw new FeedRefusal("not_table", "HTML");
  const delimiter = format.delimiter ?? guessDelimiter(text);
  return { packed, encoding, delimiter, heading: format.heading ?? guessHeading(firstRecords(text, delimiter)) };
}

/**
 * Rows of a CSV file (also gzipped), streamed. Lines count from 1 with the heading, as an editor shows them. A row with another
 * number of cells, or with a quotation mark that is never closed, comes with `wrong` set; the caller lists it.
 */
export async function* readCsv(path: string, format: CsvFormat): AsyncGenerator<TableRow> {
  const facts = await lookAtText(path, { ...format, heading: format.heading ?? 1 });
  yield* cellRows(csvRecords(path, facts), { heading: facts.heading, duplicates: format.duplicates ?? "refuse" });
}

async function* csvRecords(path: string, facts: TextFacts): AsyncGenerator<readonly CellRecord[]> {
  const bytes = createReadStream(path, { highWaterMark: 256 * 1024 });
  const stream = facts.packed ? gunzip(bytes, (await stat(path)).size) : bytes;
  const cutter = csvCutter(facts.delimiter);
  try {
    for await (const text of decoded(stream, facts.encoding)) {
      const found = cutter.push(text);
      if (found.length > 0) yield found;
    }
    yield cutter.end();
  } catch (error) {
    if (error instanceof FeedRefusal) throw error;
    throw new FeedRefusal("not_csv", (error as Error).message);
  } finally {
    bytes.destroy();
  }
}

function gunzip(bytes: Readable, packedBytes: number): Readable {
  const unpacked = createGunzip();
  const limit = unpackLimit(packedBytes);
  bytes.on("error", (error) => limit.destroy(error));
  unpacked.on("error", (error) => limit.destroy(error));
  limit.on("close", () => unpacked.destroy());
  return bytes.pipe(unpacked).pipe(limit);
}

async function* decoded(stream: Readable, encoding: TextEncoding): AsyncGenerator<string, undefined> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const text = decoder.decode(chunk, { stream: true });
    // A NUL is no character of any table, and one of the databases holds none.
    if (text) yield text.includes("\u0000") ? text.replaceAll("\u0000", "") : text;
  }
  const tail = decoder.decode();
  if (tail) yield tail;
  return undefined;
}

async function isPacked(path: string): Promise<boolean> {
  const head = await readHead(path, 2);
  return head[0] === 0x1f && head[1] === 0x8b;
}

async function firstBytes(path: string, packed: boolean): Promise<Buffer> {
  if (!packed) return readHead(path, HEAD_BYTES);
  const bytes = createReadStream(path);
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of gunzip(bytes, (await stat(path)).size) as AsyncIterable<Buffer>) {
      parts.push(chunk);
      size += chunk.length;
      if (size >= HEAD_BYTES) break;
    }
  } catch (error) {
    if (error instanceof FeedRefusal) throw error;
    throw new FeedRefusal("broken_zip", (error as Error).message);
  } finally {
    bytes.destroy();
  }
  return Buffer.concat(parts).subarray(0, HEAD_BYTES);
}

/** The first bytes of a file. */
export async function readHead(path: string, length: number): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function looksBinary(head: Uint8Array): boolean {
  let odd = 0;
  for (const byte of head) if (byte < 0x20 && !ODD.has(byte)) odd += 1;
  return odd > Math.max(8, head.length / 200);
}
