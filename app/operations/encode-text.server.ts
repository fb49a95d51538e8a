import type { Encoding } from "#app/domain/pay/pay-file.ts";

const BOM = "\ufeff";
const UNKNOWN = "?".charCodeAt(0);

let bytesOf1251: ReadonlyMap<string, number> | null = null;

/** Windows-1251 backwards: each character with its byte, read from the platform's own decoder. */
function table(): ReadonlyMap<string, number> {
  bytesOf1251 ??= new Map([...new TextDecoder("windows-1251").decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))].map((letter, byte) => [letter, byte]));
  return bytesOf1251;
}

/** UTF-8 with a byte order mark, as spreadsheets want it, or Windows-1251 with `?` for what it lacks. */
export function encodeText(text: string, encoding: Encoding): Buffer {
  if (encoding === "utf-8") return Buffer.from(BOM + text, "utf8");
  const bytes = table();
  return Buffer.from([...text].map((letter) => bytes.get(letter) ?? UNKNOWN));
}
