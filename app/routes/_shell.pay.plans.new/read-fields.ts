import { refused, type Refused } from "#app/domain/refusal.ts";
import { scaledText } from "#app/format/number.ts";
import { parseScaled } from "#app/format/parse-scaled.ts";
import { rowAt, rowCount, type PlanValues, type RowList } from "./rows.ts";

/** Decimals that a rate or weight may have. */
const EXACT_DIGITS = 4;

/** Of 10^-digits, as decimal text without needless places. */
const shortest = (scaled: number): string => scaledText(scaled, EXACT_DIGITS).replace(/\.?0+$/, "");

export type FieldReader = ReturnType<typeof fieldReader>;

/** Reads the fields of a form one by one and collects a fault for each that cannot be read. */
export function fieldReader(values: PlanValues) {
  const faults: Refused[] = [];
  const fault = (field: string, code: string): void => void faults.push(refused(code, undefined, field));
  /** A number from 0 as a whole number of 10^-digits; 0 with a fault where it is none. */
  const scaled = (field: string, digits: number): number => {
    const text = values[field] ?? "";
    const value = text === "" ? null : parseScaled(text, digits);
    if (value !== null && value >= 0) return value;
    fault(field, text === "" ? "missing" : "not_a_number");
    return 0;
  };
  return {
    values,
    faults,
    fault,
    scaled,
    /** As `scaled`, null where nothing stands. */
    optional: (field: string, digits: number): number | null => ((values[field] ?? "") === "" ? null : scaled(field, digits)),
    /** A number from 0 as exact decimal text. */
    exact: (field: string): string => shortest(scaled(field, EXACT_DIGITS)),
    /** A number, also below 0, as exact decimal text. */
    signed: (field: string): string => {
      const value = parseScaled(values[field] ?? "", EXACT_DIGITS);
      if (value === null) fault(field, (values[field] ?? "") === "" ? "missing" : "not_a_number");
      return shortest(value ?? 0);
    },
    choice: <K extends string>(field: string, known: readonly K[]): K => {
      const value = known.find((one) => one === values[field]);
      if (value === undefined) fault(field, "missing");
      return value ?? known[0]!;
    },
    /** Numbers of the rows in which anything stands. */
    rows: (list: RowList): number[] => Array.from({ length: rowCount(values, list) }, (_, i) => i).filter((i) => Object.values(rowAt(values, list, i)).some((value) => value !== "")),
  };
}
