import { crc32, deflateRawSync } from "node:zlib";

/** The fixed date of every entry, 1980-01-01: the same contents give the same bytes. */
const DOS_DATE = 0x21;

/** A zip file of texts, in their order, each deflated. */
export function zipFile(entries: readonly (readonly [name: string, content: string])[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of entries) {
    const bytes = Buffer.from(content, "utf8");
    const packed = deflateRawSync(bytes);
    const fileName = Buffer.from(name, "utf8");
    // Version, flags (names are UTF-8), deflate, time, date, checksum, sizes, length of the name: the same in both headers.
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(0x0800, 2);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt16LE(DOS_DATE, 8);
    shared.writeUInt32LE(crc32(bytes), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(bytes.length, 18);
    shared.writeUInt16LE(fileName.length, 22);
    parts.push(Buffer.from("PK\x03\x04", "latin1"), shared, fileName, packed);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), shared, place, fileName);
    at += 30 + fileName.length + packed.length;
  }
  const contents = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(contents.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, contents, end]);
}
