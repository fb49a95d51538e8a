import { readFileDay } from "#app/domain/organisation/people-file.ts";
import { csvCutter } from "./csv-records.ts";
import { guessDelimiter, guessEncoding } from "./detect-text.ts";

/** Columns that lines about people's pay may have, with the headings that mean them, folded. */
const HEADINGS = {
  number: ["personnel_number", "number", "табельный_номер", "таб._номер", "табномер"],
  target: ["target", "target_bonus", "целевая_премия"],
  base: ["base", "pay_base", "база"],
  kind: ["kind", "absence", "вид", "отсутствие"],
  from: ["from", "first_day", "с", "первый_день"],
  to: ["last_day", "to", "until", "по", "последний_день"],
} as const satisfies Record<string, readonly string[]>;

export type PayColumn = keyof typeof HEADINGS;

/** One line of a file or of a field, its cells trimmed; what is not there is empty. */
export interface PayLine {
  /** Counted from 1 as an editor does. */
  readonly line: number;
  readonly cells: Readonly<Record<PayColumn, string>>;
}

/** Something wrong in one line: a code of the `plans` texts with its facts. */
export interface LineProblem {
  readonly line: number;
  readonly reason: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

const EMPTY: Readonly<Record<PayColumn, string>> = { number: "", target: "", base: "", kind: "", from: "", to: "" };
const fold = (heading: string): string => heading.trim().toLowerCase().replaceAll("ё", "е").replace(/[\s\u00a0-]+/g, "_");

/**
 * Lines as they come from a spreadsheet or a file (tab, semicolon or comma between, quotation marks as in CSV). A first line of
 * headings names the columns and may hold others, which are passed over; without one they stand in the given order.
 */
export function payLines(text: string, order: readonly PayColumn[]): readonly PayLine[] {
  const clean = text.replace(/^\ufeff/, "");
  const cutter = csvCutter(delimiterOf(clean));
  const records = [...cutter.push(clean), ...cutter.end()];
  const first = records[0];
  const named = first ? columnsOf(first.cells) : null;
  const columns = named ?? order.map((column, place) => [column, place] as const);
  return (named ? records.slice(1) : records).flatMap(({ line, cells }): PayLine[] => {
    const given = Object.fromEntries(columns.map(([column, place]) => [column, (cells[place] ?? "").trim()]));
    return Object.values(given).every((cell) => cell === "") ? [] : [{ line, cells: { ...EMPTY, ...given } }];
  });
}

/** The text of a file in the encoding that it seems to have. */
export const decodedText = (bytes: Uint8Array): string => new TextDecoder(guessEncoding(bytes)).decode(bytes);

/** A tab or semicolon leaves commas to the amounts. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 10_000);
  if (head.includes("\t")) return "\t";
  return head.includes(";") ? ";" : guessDelimiter(head) === "," ? "," : ";";
}

function columnsOf(cells: readonly string[]): (readonly [PayColumn, number])[] | null {
  const found = (Object.keys(HEADINGS) as PayColumn[]).flatMap((column) => {
    const names: readonly string[] = HEADINGS[column];
    const place = cells.findIndex((cell) => names.includes(fold(cell)));
    return place < 0 ? [] : [[column, place] as const];
  });
  return found.some(([column]) => column === "number") ? found : null;
}

/** A day of a line; `fallback` where nothing stands, null for what is no day. */
export const lineDay = (text: string, fallback: string): string | null => (text === "" ? fallback : readFileDay(text));
