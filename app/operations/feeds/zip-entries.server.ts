import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createInflateRaw } from "node:zlib";
import { FeedRefusal } from "./feed-refusal.ts";
import { MOST_UNPACKED_BYTES, isTooLarge, unpackLimit } from "./unpack-limit.ts";

export interface ZipEntry {
  readonly name: string;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly method: number;
  /** Where its local header begins. */
  readonly at: number;
}

/** A workbook has a few dozen entries. */
const MOST_ENTRIES = 2000;
const END_BYTES = 22;
const MOST_COMMENT = 65_535;
const MOST_DIRECTORY_BYTES = 4 * 1024 * 1024;

/**
 * The table of contents of a zip file. Sizes are checked before anything is unpacked, and again while it is: what an entry claims
 * may be a lie. Zip64, encryption and files over several volumes are refused. Error: FeedRefusal.
 */
export async function readZip(file: FileHandle): Promise<ZipEntry[]> {
  const { size } = await file.stat();
  const tail = await readAt(file, Math.max(0, size - END_BYTES - MOST_COMMENT), Math.min(size, END_BYTES + MOST_COMMENT));
  let end = tail.length - END_BYTES;
  while (end >= 0 && tail.readUInt32LE(end) !== 0x06054b50) end -= 1;
  if (end < 0) throw broken();
  const count = tail.readUInt16LE(end + 10);
  const bytes = tail.readUInt32LE(end + 12);
  const from = tail.readUInt32LE(end + 16);
  if (count > MOST_ENTRIES || bytes > MOST_DIRECTORY_BYTES) throw new FeedRefusal("unpacks_too_large", mb(MOST_UNPACKED_BYTES));
  if (from + bytes > size) throw broken();
  const directory = await readAt(file, from, bytes);
  const entries: ZipEntry[] = [];
  let total = 0;
  for (let at = 0; at + 46 <= directory.length && entries.length < count; ) {
    if (directory.readUInt32LE(at) !== 0x02014b50) throw broken();
    if (directory.readUInt16LE(at + 8) & 1) throw new FeedRefusal("locked_excel", "");
    const nameLength = directory.readUInt16LE(at + 28);
    const entry = {
      name: directory.toString("utf8", at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      unpackedBytes: directory.readUInt32LE(at + 24),
      at: directory.readUInt32LE(at + 42),
    };
    if (entry.packedBytes === 0xffffffff || entry.unpackedBytes === 0xffffffff) throw new FeedRefusal("unpacks_too_large", mb(MOST_UNPACKED_BYTES));
    total += entry.unpackedBytes;
    if (isTooLarge(entry.packedBytes, entry.unpackedBytes) || total > MOST_UNPACKED_BYTES) throw new FeedRefusal("unpacks_too_large", mb(MOST_UNPACKED_BYTES));
    entries.push(entry);
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/** The bytes of one entry, unpacked as they are read and never more than it honestly holds. */
export async function openEntry(path: string, entry: ZipEntry): Promise<Readable> {
  const file = await open(path, "r");
  try {
    const head = await readAt(file, entry.at, 30);
    if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50 || (entry.method !== 0 && entry.method !== 8)) throw broken();
    const start = entry.at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
    if (entry.packedBytes === 0) {
      await file.close();
      return Readable.from([]);
    }
    const raw = file.createReadStream({ start, end: start + entry.packedBytes - 1, highWaterMark: 256 * 1024 });
    const limit = unpackLimit(entry.packedBytes);
    // Errors reach the reader through the last stream.
    if (entry.method === 0) return pipeline(raw, limit, () => {});
    return pipeline(raw, createInflateRaw(), limit, () => {});
  } catch (error) {
    await file.close().catch(() => {});
    throw error;
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

const broken = () => new FeedRefusal("broken_zip", "");
const mb = (bytes: number) => String(Math.round(bytes / 1024 / 1024));
