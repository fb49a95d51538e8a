import { FeedRefusal } from "./feed-refusal.ts";

export interface CsvRecord {
  /** The line on which it begins, counted from 1 as an editor does. */
  readonly line: number;
  readonly cells: string[];
  /** `open_quote`: a quotation mark on this line is never closed, or closed in the middle of another cell. */
  readonly broken?: "open_quote";
}

/** Longer records are a broken quotation mark or no table: a cell of a megabyte still fits. */
export const MOST_RECORD_CHARS = 4 * 1024 * 1024;

/**
 * Cuts text that comes in pieces into records (RFC 4180, any separator, line ends CR, LF or both, also
 * mixed; blank lines left out). A quotation mark that is opened at the begin of a cell and closed nowhere
 * breaks only its own line: reading goes on with the next one. A mark inside of a cell is text.
 */
export function csvCutter(delimiter: string) {
  let rest = "";
  let line = 1;

  const cut = (final: boolean): CsvRecord[] => {
    const records: CsvRecord[] = [];
    const text = rest;
    let at = 0;
    let nextLf = -2;
    let nextCr = -2;
    const endOfLine = (from: number): number => {
      if (nextLf !== -1 && nextLf < from) nextLf = text.indexOf("\n", from);
      if (nextCr !== -1 && nextCr < from) nextCr = text.indexOf("\r", from);
      if (nextLf === -1) return nextCr;
      return nextCr === -1 ? nextLf : Math.min(nextLf, nextCr);
    };
    const afterEnd = (end: number): number => (text[end] === "\r" && text[end + 1] === "\n" ? end + 2 : end + 1);

    while (at < text.length) {
      let end = endOfLine(at);
      if (end === -1) {
        if (text.length - at > MOST_RECORD_CHARS) throw new FeedRefusal("not_table", String(line));
        if (!final) break;
        end = text.length;
      }
      // A CR at the end of a piece may be half of a line end.
      if (!final && end === text.length - 1 && text[end] === "\r") break;
      const whole = text.slice(at, end);
      if (!whole.includes('"')) {
        if (whole.trim() !== "") records.push({ line, cells: whole.split(delimiter) });
        at = afterEnd(end);
        line += 1;
        continue;
      }
      const found = readQuoted(text, at, delimiter, final);
      if (found === "more") break;
      if (found === "broken") {
        records.push({ line, cells: whole.split(delimiter), broken: "open_quote" });
        at = afterEnd(end);
        line += 1;
      } else {
        records.push({ line, cells: found.cells });
        at = found.end < text.length ? afterEnd(found.end) : found.end;
        line += 1 + found.innerLines;
      }
    }
    rest = text.slice(at);
    return records;
  };

  return {
    push: (piece: string): CsvRecord[] => {
      rest = rest === "" ? piece : rest + piece;
      return cut(false);
    },
    end: (): CsvRecord[] => cut(true),
  };
}

interface Quoted {
  readonly cells: string[];
  /** Where its line end stands, or the length of the text. */
  readonly end: number;
  readonly innerLines: number;
}

function readQuoted(text: string, from: number, delimiter: string, final: boolean): Quoted | "more" | "broken" {
  const cells: string[] = [];
  let at = from;
  let innerLines = 0;
  for (;;) {
    const start = at;
    if (text[at] === '"') {
      let close = text.indexOf('"', at + 1);
      while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
      const isLate = close === -1 ? text.length - from > MOST_RECORD_CHARS : close - from > MOST_RECORD_CHARS;
      if (isLate) return "broken";
      if (close === -1) return final ? "broken" : "more";
      // What follows the mark decides whether it closes.
      if (close + 1 >= text.length && !final) return "more";
      const value = text.slice(at + 1, close);
      const breaks = value.match(/\r\n|\r|\n/g)?.length ?? 0;
      at = close + 1;
      const after = text[at];
      if (after === undefined || after === "\n" || after === "\r") {
        if (after === "\r" && at + 1 >= text.length && !final) return "more";
        cells.push(value.replaceAll('""', '"'));
        return { cells, end: at, innerLines: innerLines + breaks };
      }
      if (after === delimiter) {
        cells.push(value.replaceAll('""', '"'));
        innerLines += breaks;
        at += 1;
        continue;
      }
      if (breaks > 0) return "broken";
    }
    while (at < text.length && text[at] !== delimiter && text[at] !== "\n" && text[at] !== "\r") at += 1;
    if (at >= text.length && !final) return "more";
    cells.push(text.slice(start, at));
    if (at < text.length && text[at] === delimiter) {
      at += 1;
      continue;
    }
    if (text[at] === "\r" && at + 1 >= text.length && !final) return "more";
    return { cells, end: at, innerLines };
  }
}
