import type { Zone } from "../time/zone.ts";
import { dateReader } from "./source-date.ts";

/** 1 January 2000 and 1 January 2100: whole numbers between them are seconds, and thousandfold ones milliseconds. */
const FIRST_S = 946_684_800;
const LAST_S = 4_102_444_800;

/**
 * An instant as a task system tells it, epoch ms or null: ISO 8601 with an offset (also `+0300`), local time of `zone` without one, or
 * a whole number of seconds or milliseconds since 1970.
 */
export function readTold(text: string, zone: Zone): number | null {
  if (/^\d{9,13}$/.test(text)) {
    const n = Number(text);
    if (n >= FIRST_S && n < LAST_S) return n * 1000;
    return n >= FIRST_S * 1000 && n < LAST_S * 1000 ? n : null;
  }
  return dateReader("iso", zone)(text);
}
