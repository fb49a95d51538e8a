import { elementsOf } from "./xml-elements.ts";
import { DAY_MS, dateOfDay } from "#app/domain/time/local-date.ts";

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Text of an XML element: entities of XML itself and characters by number; a workbook has no others. */
export function unescapeXml(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/g, (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
    if (name) return ENTITIES[name]!;
    const code = hex ? parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** The text runs of a string item or an inline string; how it is pronounced (`rPh`) is left out. */
export function textOf(xml: string): string {
  let text = "";
  for (const run of elementsOf(xml.includes("<rPh") ? withoutElements(xml, "rPh") : xml, "t")) text += run.inner ?? "";
  return unescapeXml(text).replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, code: string) => String.fromCharCode(parseInt(code, 16)));
}

function withoutElements(xml: string, name: string): string {
  let kept = "";
  let from = 0;
  for (const { attributes, inner, end } of elementsOf(xml, name)) {
    const opened = `<${name}${attributes}`.length + (inner === undefined ? 2 : inner.length + `></${name}>`.length);
    kept += xml.slice(from, end - opened);
    from = end;
  }
  return kept + xml.slice(from);
}

/** Number formats that Excel knows without naming them, and that show a date or a time. */
const BUILT_IN_DATES = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56, 57, 58]);

/** By style number: whether the number format shows a date. Texts in quotes and colours in brackets say nothing. */
export function dateStyles(stylesXml: string): boolean[] {
  const own = new Map<number, boolean>();
  for (const [, attributes] of stylesXml.matchAll(/<numFmt\s([^<>]*?)\/?>/g)) {
    const id = Number(/numFmtId="(\d+)"/.exec(attributes!)?.[1]);
    const code = unescapeXml(/formatCode="([^"]*)"/.exec(attributes!)?.[1] ?? "");
    const bare = code.replace(/"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]/gi, "");
    own.set(id, /[dmyhs]/i.test(bare) && !/general/i.test(bare));
  }
  const cells = elementsOf(stylesXml, "cellXfs").next().value?.inner ?? "";
  return [...cells.matchAll(/<xf\s([^<>]*?)\/?>/g)].map(([, attributes]) => {
    const id = Number(/numFmtId="(\d+)"/.exec(attributes!)?.[1] ?? 0);
    return own.get(id) ?? BUILT_IN_DATES.has(id);
  });
}

/**
 * A day number of a workbook as local time (ISO, no offset). Days count from 1899-12-30, so that the 29 February 1900 that Excel
 * believes in does no harm from March 1900 on; with the 1904 system from 1904-01-01. A number below one is a time of day only.
 */
export function excelDate(serial: number, is1904: boolean): string | null {
  const days = is1904 ? serial + 1462 : serial;
  if (!Number.isFinite(days) || days < 0 || days >= 2_958_466) return null;
  const seconds = Math.round(days * 86_400);
  const local = seconds * 1000 - 25_569 * DAY_MS;
  const day = Math.floor(local / DAY_MS);
  const ofDay = Math.round((local - day * DAY_MS) / 1000);
  const two = (n: number) => String(n).padStart(2, "0");
  const time = `${two(Math.floor(ofDay / 3600))}:${two(Math.floor(ofDay / 60) % 60)}:${two(ofDay % 60)}`;
  return days < 1 ? time : ofDay === 0 ? dateOfDay(day) : `${dateOfDay(day)}T${time}`;
}

/** Column number (from 0) of a cell's address such as `AB12`. */
export function columnOfAddress(address: string): number {
  let column = 0;
  for (let at = 0; at < address.length; at += 1) {
    const code = address.charCodeAt(at);
    if (code < 65 || code > 90) break;
    column = column * 26 + (code - 64);
  }
  return column - 1;
}
