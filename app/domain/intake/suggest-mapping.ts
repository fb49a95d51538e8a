import { foldKey } from "../names.ts";
import { guessMeaning, looksEmpty } from "./activity-words.ts";
import type { ColumnProfile } from "./column-profile.ts";
import { headingFits } from "./heading-words.ts";
import type { ColumnRole } from "./heading-words.ts";
import type { ActivityRule } from "./mapping.ts";

export interface KnownThing {
  readonly code: string;
  readonly names: readonly string[];
}

export interface Suggestion {
  readonly shape: "table" | "event_log";
  readonly rowsPerTask: "one" | "several";
  readonly columns: Readonly<Partial<Record<ColumnRole, string>>>;
  /** A pattern for `dates.format`; null when no column holds dates. */
  readonly dateFormat: string | null;
  readonly missing: readonly string[];
  readonly rules: readonly ActivityRule[];
  /** Of a table with a status: the column that says when the row was last changed. */
  readonly statusAt: string | null;
  readonly split: { readonly column: string; readonly separator: string; readonly parts: number } | null;
}

const DATED: readonly ColumnRole[] = ["requested", "acknowledged", "input_complete", "delivered", "accepted", "cancelled", "due_agreed"];
const FEW: readonly ColumnRole[] = ["product", "provider", "client", "status", "priority", "type"];

/** Headings of the instant at which a row was last changed. */
const CHANGED = ["updated", "changed", "last update", "status category changed", "sys_updated_at", "sys_updated_on", "geandert", "aktualisiert", "обновлен", "изменен", "дата изменения", "дата обновления", "дата последнего изменения"];

/** Columns of Jira and its like that say when something else changed. */
const NEVER_A_DATE_OF = ["updated", "due", "last viewed", "обновлена", "обновлено", "срок", "дедлайн", "изменена", "изменено", "sys_updated_at", "sys_updated_on", "fallig", "geandert", "aktualisiert"];

/**
 * What the columns of a file probably are, by their headings and by what stands in them. A person looks at
 * it before anything is done with it.
 */
export function suggestMapping(columns: readonly ColumnProfile[], rows: number): Suggestion {
  const pick = (roles: readonly ColumnRole[], fits: (column: ColumnProfile, role: ColumnRole) => number) => {
    const offers = columns.flatMap((column) => roles.map((role) => ({ column, role, score: fits(column, role) }))).filter((offer) => offer.score > 0);
    offers.sort((a, b) => b.score - a.score || columns.indexOf(a.column) - columns.indexOf(b.column));
    return offers;
  };
  const log = looksLikeLog(columns, rows);
  const roles: readonly ColumnRole[] = log
    ? ["id", "activity", "at", "title", "product", "provider", "client", "requester", "assignee", "eventId", "order", "priority", "type"]
    : ["id", "title", "product", "provider", "client", "requester", "assignee", ...DATED, "status", "priority", "type"];
  const chosen: Partial<Record<ColumnRole, string>> = {};
  const used = new Set<string>();
  for (const { column, role } of pick(roles, (column, role) => scoreOf(column, role, rows))) {
    if (chosen[role] !== undefined || used.has(column.name)) continue;
    chosen[role] = column.name;
    used.add(column.name);
  }
  // A file without a heading for the id has a column in which every value differs.
  if (!chosen.id) {
    const unique = columns.find((column) => !used.has(column.name) && (column.many || column.distinct === rows) && !column.repeats && column.filled === rows && rows > 1 && column.datePct < 50 && column.mailPct < 50);
    if (unique) chosen.id = unique.name;
  }
  if (!log && !chosen.requested) {
    const date = columns.find((column) => !used.has(column.name) && column.datePct >= 80 && !isOtherDate(column.name));
    if (date) chosen.requested = date.name;
  }
  // Systems without a step of acceptance close what they delivered.
  if (!log && !chosen.delivered && chosen.accepted) {
    chosen.delivered = chosen.accepted;
    delete chosen.accepted;
  }
  const words = columns.find((column) => column.name === (log ? chosen.activity : chosen.status));
  const dates = columns.filter((column) => column.date && Object.values(chosen).includes(column.name));
  const dateFormat = mostRead(dates);
  // One form reads all dates of a file: a due date in another one would put each row aside.
  if (chosen.due_agreed && dates.find((column) => column.name === chosen.due_agreed)?.date?.format !== dateFormat) delete chosen.due_agreed;
  const idColumn = columns.find((column) => column.name === chosen.id);
  const packed = columns.find((column) => column.packed && (column === idColumn || headingFits(column.name, "id") > 0));
  return {
    shape: log ? "event_log" : "table",
    rowsPerTask: !log && idColumn?.repeats ? "several" : "one",
    columns: chosen,
    dateFormat,
    missing: emptyWords(columns),
    rules: words ? suggestRules(words, log) : [],
    statusAt: columns.find((column) => column.datePct >= 50 && !used.has(column.name) && CHANGED.some((word) => foldKey(column.name).startsWith(foldKey(word))))?.name ?? null,
    split: packed?.packed ? { column: packed.name, ...packed.packed } : null,
  };
}

function scoreOf(column: ColumnProfile, role: ColumnRole, rows: number): number {
  const fit = headingFits(column.name, role);
  if (fit === 0 || column.filled === 0) return 0;
  if (role === "due_agreed") return column.datePct >= 80 ? fit : 0;
  if (DATED.includes(role) || role === "at") return column.datePct >= 50 && !isOtherDate(column.name) ? fit : 0;
  if (column.datePct >= 80) return 0;
  if (role === "requester" || role === "assignee") return column.mailPct >= 50 ? fit + 20 : 0;
  if (FEW.includes(role) || role === "activity") return column.many ? 0 : fit + (column.mailPct > 50 ? -60 : 0);
  if (role === "id") return column.filled < rows * 0.9 || (!column.many && column.distinct < rows / 50) ? 0 : fit;
  return fit;
}

const isOtherDate = (name: string): boolean => NEVER_A_DATE_OF.some((word) => foldKey(name).startsWith(foldKey(word)));

/** An event log has one column of times, one of few words, and a case number that comes again and again. */
function looksLikeLog(columns: readonly ColumnProfile[], rows: number): boolean {
  // Of a log made flat, what belongs to the case stands in each of its rows.
  const own = columns.filter((column) => !/^\(?case\)?[:_]/i.test(column.name));
  const dates = own.filter((column) => column.datePct >= 80 && column.filled >= rows * 0.9);
  const all = own.filter((column) => column.datePct >= 80);
  const activity = columns.some((column) => headingFits(column.name, "activity") >= 60 && !column.many && column.distinct > 1);
  const isOneTime = dates.length === 1 || (dates.length === 2 && dates.every((column) => headingFits(column.name, "at") > 0 && column.name.toLowerCase() !== "date"));
  return isOneTime && all.length <= 2 && activity && headingFits(dates[0]!.name, "requested") < 60;
}

function mostRead(columns: readonly ColumnProfile[]): string | null {
  const counts = new Map<string, number>();
  for (const { date } of columns) if (date) counts.set(date.format, (counts.get(date.format) ?? 0) + date.read);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

function emptyWords(columns: readonly ColumnProfile[]): string[] {
  return [...new Set(columns.flatMap((column) => column.empties))].slice(0, 20);
}

/** Meanings of the values of a status or activity column. A request that comes again goes on with a task that waited. */
export function suggestRules(column: ColumnProfile, log: boolean): ActivityRule[] {
  return column.values.flatMap(([value]): ActivityRule[] => {
    if (looksEmpty(value)) return [];
    const meaning = guessMeaning(value);
    if (!meaning) return [];
    // A table's request has a date of its own; its status only says that nothing more has happened.
    if (!log && (meaning.is === "requested" || meaning.is === "acknowledged" || meaning.is === "assigned" || meaning.is === "resumed")) return [{ activity: value, is: "ignore" }];
    return [{ activity: value, ...meaning, ...(log && meaning.is === "requested" ? { again: "resumed" as const } : {}) }];
  });
}

/** Which known thing each value names, by code or name; values that name none are left out. */
export function matchValues(values: readonly string[], things: readonly KnownThing[]): Record<string, string> {
  const byKey = new Map<string, string>();
  for (const thing of things) for (const key of [thing.code, ...thing.names]) if (!byKey.has(foldKey(key))) byKey.set(foldKey(key), thing.code);
  const found: Record<string, string> = {};
  for (const value of values) {
    const code = byKey.get(foldKey(value));
    if (code !== undefined) found[value] = code;
  }
  return found;
}
