import { Transform } from "node:stream";
import { FeedRefusal } from "./feed-refusal.ts";

/** What a packed file may become. Tables pack to a tenth or a fiftieth; what grows further was made to fill a disk or a memory. */
export const MOST_UNPACKED_BYTES = 2 * 1024 * 1024 * 1024;
const FREE_BYTES = 8 * 1024 * 1024;
const MOST_RATIO = 250;

/** Passes unpacked bytes on and ends with `unpacks_too_large` once they are more than the packed ones can honestly hold. */
export function unpackLimit(packedBytes: number, most: number = MOST_UNPACKED_BYTES): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (isTooLarge(packedBytes, seen, most)) done(new FeedRefusal("unpacks_too_large", String(Math.round(most / 1024 / 1024))));
      else done(null, chunk);
    },
  });
}

export const isTooLarge = (packedBytes: number, unpackedBytes: number, most: number = MOST_UNPACKED_BYTES): boolean =>
  unpackedBytes > most || (unpackedBytes > FREE_BYTES && unpackedBytes > packedBytes * MOST_RATIO);
