import { looksEmpty } from "./activity-words.ts";
import { guessDateFormat, looksLikeDate } from "./guess-dates.ts";
import type { DateGuess } from "./guess-dates.ts";

/** What a column of a file holds, found from its rows. */
export interface ColumnProfile {
  readonly name: string;
  readonly filled: number;
  /** Different values; counted up to a limit, then `many`. */
  readonly distinct: number;
  readonly many: boolean;
  /** Whether values come again within the first rows: of an id, several rows a task. */
  readonly repeats: boolean;
  /** The most frequent values, or all of them while they are few: [value, rows]. */
  readonly values: readonly (readonly [string, number])[];
  /** Words by which the source writes nothing. */
  readonly empties: readonly string[];
  /** The first values that differ from each other. */
  readonly samples: readonly string[];
  /** Of the filled cells of a sample: how many look like this, in percent. */
  readonly datePct: number;
  readonly numberPct: number;
  readonly mailPct: number;
  readonly date: DateGuess | null;
  /** A separator that cuts nearly every value into the same number of parts, more than one. */
  readonly packed: { readonly separator: string; readonly parts: number } | null;
}

/** Values of a status, a product or a department are fewer than this; ids and texts are more. */
const MOST_VALUES = 400;
const MOST_VALUE_CHARS = 120;
const SAMPLES = 4;
const HEAD = 3000;
const LOOKED_AT = 400;
const SEPARATORS = [" / ", " | ", " - ", " – ", " :: ", "/", "|", "::", "\\"];

const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const NUMBER = /^[-+]?\d{1,15}([.,]\d+)?$/;

/** Collects what is known of the columns while rows go by. */
export function columnProfiler(columns: readonly string[]) {
  const state = columns.map((name) => ({ name, filled: 0, values: new Map<string, number>() as Map<string, number> | null, seen: new Set<string>(), looked: [] as string[], head: new Set<string>(), headFilled: 0, empties: new Set<string>() }));
  let rows = 0;
  return {
    add(cells: Readonly<Record<string, string>>): void {
      rows += 1;
      for (const column of state) {
        const value = (cells[column.name] ?? "").trim();
        if (value === "") continue;
        column.filled += 1;
        if (column.headFilled < HEAD) {
          column.headFilled += 1;
          column.head.add(value);
        }
        const short = value.length > MOST_VALUE_CHARS ? value.slice(0, MOST_VALUE_CHARS) : value;
        const empty = looksEmpty(short);
        if (empty) column.empties.add(short);
        // Spread over the file: the first rows of an export are often alike. A word for nothing says nothing of the others.
        if (!empty && column.looked.length < LOOKED_AT && (column.looked.length < 100 || rows % 7 === 0)) column.looked.push(short);
        if (column.seen.size < SAMPLES && !empty) column.seen.add(short);
        if (column.values) {
          column.values.set(short, (column.values.get(short) ?? 0) + 1);
          if (column.values.size > MOST_VALUES) column.values = null;
        }
      }
    },
    finish(): { readonly rows: number; readonly columns: readonly ColumnProfile[] } {
      return { rows, columns: state.map((column) => ({ ...profileOf(column.name, column.filled, column.values, [...column.seen], column.looked), repeats: column.head.size < column.headFilled * 0.98, empties: [...column.empties] })) };
    },
  };
}

function profileOf(name: string, filled: number, values: Map<string, number> | null, samples: string[], looked: string[]): Omit<ColumnProfile, "repeats" | "empties"> {
  const share = (fits: (text: string) => boolean) => (looked.length === 0 ? 0 : Math.round((100 * looked.filter(fits).length) / looked.length));
  const datePct = share(looksLikeDate);
  return {
    name, filled, samples, datePct,
    distinct: values?.size ?? MOST_VALUES + 1,
    many: values === null,
    values: values ? [...values].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)) : [],
    numberPct: share((text) => NUMBER.test(text)),
    mailPct: share((text) => MAIL.test(text)),
    date: datePct >= 50 ? guessDateFormat(looked.filter(looksLikeDate)) : null,
    packed: datePct >= 50 ? null : packedBy(looked),
  };
}

function packedBy(texts: readonly string[]): ColumnProfile["packed"] {
  if (texts.length < 5) return null;
  for (const separator of SEPARATORS) {
    const parts = texts[0]!.split(separator).length;
    if (parts < 2 || parts > 6) continue;
    const agree = texts.filter((text) => text.split(separator).length === parts && text.split(separator).every((part) => part.trim() !== "")).length;
    if (agree >= texts.length * 0.97) return { separator, parts };
  }
  return null;
}
