import { compareEvents } from "../evaluation/task-event.ts";
import type { TaskEvent, TaskEventPayload, TaskEventType } from "../evaluation/task-event.ts";
import type { ActivityRule, Defect, DefectCode, Field, Mapping, Reference } from "./mapping.ts";
import { PLAUSIBLE_FROM, PLAUSIBLE_TO, TABLE_EVENT_TYPES } from "./mapping.ts";
import type { ReadDate } from "./source-date.ts";
import { DAY_MS } from "../time/local-date.ts";
import { instantOf, localOf, zoneOf } from "../time/zone.ts";

/** One data row of a file; `line` counts from 1 including the heading, as an editor shows it. */
export interface SourceRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** An event as its source tells it; `key` is its identity within the task. */
export type IncomingEvent = Omit<TaskEvent, "id" | "receivedAt"> & { readonly key: string };

export interface IncomingReference {
  readonly code: string;
  /** The text in the file: the name of one that is created. */
  readonly label: string;
}

export interface IncomingTask {
  readonly line: number;
  readonly externalId: string;
  readonly product: IncomingReference;
  readonly provider: IncomingReference | null;
  readonly client: IncomingReference;
  readonly title: string;
  /** E-mail addresses; somebody unknown is left out, the task is not. */
  readonly requester?: string;
  readonly assignee?: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly events: readonly IncomingEvent[];
}

export interface MappedRows {
  /** Null when nothing of the task can be used (its defects say why) or it is a draft. */
  readonly task: IncomingTask | null;
  readonly defects: readonly Defect[];
  /** Rows left out on purpose: drafts, and a table's earlier rows of the same task. */
  readonly skipped: number;
  /** Of a task that was refused: lines without a defect of their own, which go with it. */
  readonly withTask: readonly number[];
}

export interface IntakeLimits {
  /** No fact lies after this instant (epoch ms); default any plausible one. */
  readonly latest?: number;
}

const MAX_TEXT = 500;

/** The task's id in a row, or null when it is missing. */
export function taskIdOf(mapping: Mapping, row: SourceRow): string | null {
  return readField(mapping, mapping.task.id, applySplit(mapping, row));
}

/**
 * All rows of one task as one incoming task. Pure: the same rows give the same facts in any order of
 * files, because identity comes from the rows themselves.
 *
 * @param known the task's events so far: a log may tell a case in several files
 */
export function mapTaskRows(
  mapping: Mapping,
  rows: readonly SourceRow[],
  readDate: ReadDate,
  known: readonly TaskEvent[] = [],
  limits: IntakeLimits = {},
): MappedRows {
  return mapping.shape === "event_log" ? mapLog(mapping, rows, readDate, known, limits) : mapTable(mapping, rows, readDate, limits);
}

/** Why an instant cannot be one of a fact, or null. */
function faultOf(instant: number | null, { latest = PLAUSIBLE_TO - 1 }: IntakeLimits): DefectCode | null {
  if (instant === null) return "bad_date";
  if (instant < PLAUSIBLE_FROM || instant >= PLAUSIBLE_TO) return "implausible_date";
  return instant > latest ? "in_future" : null;
}

function mapTable(mapping: Mapping, rows: readonly SourceRow[], readDate: ReadDate, limits: IntakeLimits): MappedRows {
  const row = applySplit(mapping, mapping.wins === "first" ? rows[0]! : rows[rows.length - 1]!);
  const defects: Defect[] = [];
  const events: IncomingEvent[] = [];
  for (const type of TABLE_EVENT_TYPES) {
    if (type === "due_agreed") continue;
    const column = mapping.events?.[type];
    const text = column ? clean(mapping, row.cells[column]) : null;
    if (!column || text === null) continue;
    const occurredAt = readDate(text);
    const fault = faultOf(occurredAt, limits);
    if (fault) defects.push(defect(row, column, fault, text));
    else events.push({ key: `row:${type}`, type, occurredAt: occurredAt!, sourceOrder: TABLE_EVENT_TYPES.indexOf(type), payload: {} });
  }
  const status = readStatus(mapping, row, events, defects, readDate, limits);
  if (status === "draft") return { task: null, defects: [], skipped: rows.length, withTask: [] };
  if (status) events.splice(0, events.length, ...status);
  const requested = events.find((event) => event.type === "requested");
  const requestedColumn = mapping.events?.requested ?? mapping.status?.column ?? "requested";
  if (!requested && !defects.some((found) => found.column === requestedColumn)) defects.push(defect(row, requestedColumn, "no_request", ""));
  const due = readDue(mapping, row, requested, defects, readDate);
  if (due) events.push(due);
  for (const event of events)
    if (requested && event.occurredAt < requested.occurredAt) {
      const column = mapping.events?.[event.type as keyof Mapping["events"]] ?? mapping.status?.at ?? event.type;
      defects.push(defect(row, column, "before_requested", row.cells[column] ?? ""));
    }
  const last = Math.max(...events.map((event) => event.occurredAt), 0);
  for (const [name, column] of Object.entries(mapping.task.measures ?? {})) {
    const text = clean(mapping, row.cells[column]);
    if (text === null) continue;
    const number = readNumber(text);
    if (number === null) defects.push(defect(row, column, "bad_number", text));
    else events.push({ key: `row:measured:${name}`, type: "measured", occurredAt: last, sourceOrder: 50, payload: { name, value: number } });
  }
  const head = readHead(mapping, row, defects);
  return { task: head && defects.length === 0 ? { ...head, events } : null, defects, skipped: rows.length - 1, withTask: [] };
}

/**
 * What the status of a table row adds to its dated events: the event that the status stands for, since the
 * status column's date. A date column of the same event knows better. Cancelled takes the delivery out of the
 * row: systems fill "resolved at" for what was declined, too. Null = nothing to add.
 */
function readStatus(mapping: Mapping, row: SourceRow, dated: readonly IncomingEvent[], defects: Defect[], readDate: ReadDate, limits: IntakeLimits): IncomingEvent[] | "draft" | null {
  const { status } = mapping;
  const word = status ? clean(mapping, row.cells[status.column]) : null;
  if (!status || word === null) return null;
  const rule = status.rules.find((candidate) => fits(candidate.activity, word));
  if (!rule) {
    if (status.other === "quarantine") defects.push(defect(row, status.column, "unknown_activity", word));
    return null;
  }
  if (rule.is === "draft") return "draft";
  if (rule.is === "ignore" || dated.some((event) => event.type === rule.is)) return null;
  const text = status.at ? clean(mapping, row.cells[status.at]) : null;
  const ended = rule.is === "cancelled" ? dated.find((event) => event.type === "delivered") : undefined;
  const occurredAt = text === null ? (ended?.occurredAt ?? null) : readDate(text);
  if (text === null && occurredAt === null) {
    defects.push(defect(row, status.at ?? status.column, "no_time", word));
    return null;
  }
  const fault = faultOf(occurredAt, limits);
  if (fault) {
    defects.push(defect(row, status.at ?? status.column, fault, text ?? word));
    return null;
  }
  const payload: TaskEventPayload = { ...(rule.reason ? { reason: rule.reason } : {}), ...(rule.by ? { by: rule.by } : {}) };
  const event: IncomingEvent = { key: `row:${rule.is}`, type: rule.is, occurredAt: occurredAt!, sourceOrder: 40, payload };
  return [...dated.filter((one) => one !== ended), event];
}

/**
 * The date by which the source says that the task is due, known since it was requested. It says nothing of who agreed: the first value
 * counts, a later one is listed. A day without a time lasts until its end.
 */
function readDue(mapping: Mapping, row: SourceRow, requested: IncomingEvent | undefined, defects: Defect[], readDate: ReadDate): IncomingEvent | null {
  const column = mapping.events?.due_agreed;
  const text = column ? clean(mapping, row.cells[column]) : null;
  if (!column || text === null) return null;
  const told = readDate(text);
  const fault = faultOf(told, {});
  if (fault) defects.push(defect(row, column, fault, text));
  if (fault || !requested) return null;
  const at = endOfDay(told!, mapping);
  if (at < requested.occurredAt) {
    defects.push(defect(row, column, "due_before_requested", text));
    return null;
  }
  return { key: "row:due_agreed", type: "due_agreed", occurredAt: requested.occurredAt, sourceOrder: TABLE_EVENT_TYPES.indexOf("due_agreed"), payload: { at } };
}

function endOfDay(instant: number, mapping: Mapping): number {
  const zone = zoneOf(mapping.dates.zone);
  const local = localOf(zone, instant);
  return local % DAY_MS === 0 ? instantOf(zone, local + DAY_MS) - 1 : instant;
}

/** A number with a point or a comma, with or without blanks between thousands, as exact text; null for anything else. */
function readNumber(text: string): string | null {
  const plain = text.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".");
  return /^-?\d+(\.\d+)?$/.test(plain) ? plain : null;
}

function mapLog(mapping: Mapping, rows: readonly SourceRow[], readDate: ReadDate, known: readonly TaskEvent[], limits: IntakeLimits): MappedRows {
  const log = mapping.log!;
  const defects: Defect[] = [];
  const read = rows.flatMap((unsplit) => {
    const row = applySplit(mapping, unsplit);
    const activity = clean(mapping, row.cells[log.activity]);
    const at = clean(mapping, row.cells[log.at]);
    if (activity === null) return fail(defects, row, log.activity, "missing_value", "");
    if (at === null) return fail(defects, row, log.at, "missing_value", "");
    const occurredAt = readDate(at);
    const fault = faultOf(occurredAt, limits);
    if (occurredAt === null || fault) return fail(defects, row, log.at, fault ?? "bad_date", at);
    const order = log.order ? Number(row.cells[log.order] ?? 0) : row.line;
    if (!Number.isFinite(order)) return fail(defects, row, log.order!, "bad_number", row.cells[log.order!] ?? "");
    return [{ row, activity, occurredAt, order }];
  });
  read.sort((a, b) => a.occurredAt - b.occurredAt || a.order - b.order || a.row.line - b.row.line);

  const seen = new Map<ActivityRule, boolean>();
  const ordinals = new Map<string, number>();
  const events: IncomingEvent[] = [];
  const used: { event: IncomingEvent; row: SourceRow }[] = [];
  for (const { row, activity, occurredAt, order } of read) {
    const rule = log.rules.find((candidate) => fits(candidate.activity, activity));
    if (!rule) {
      if (log.other === "quarantine") defects.push(defect(row, log.activity, "unknown_activity", activity));
      continue;
    }
    const identity = (log.id && clean(mapping, row.cells[log.id])) || null;
    const base = identity ?? `${activity}@${occurredAt}`;
    const ordinal = ordinals.get(base) ?? 0;
    ordinals.set(base, ordinal + 1);
    const key = ordinal ? `${base}#${ordinal}` : base;
    const before = seen.get(rule) ?? known.some((event) => event.type === rule.is && event.id !== key);
    seen.set(rule, true);
    const type = before && rule.again ? rule.again : rule.is;
    if (type === "ignore" || type === "draft") continue;
    const payload: TaskEventPayload = { ...(rule.reason ? { reason: rule.reason } : {}), ...(rule.by ? { by: rule.by } : {}) };
    const event: IncomingEvent = { key, type: type as TaskEventType, occurredAt, sourceOrder: order, payload };
    used.push({ event, row });
    events.push(event);
  }

  const requested = events.find((event) => event.type === "requested") ?? known.find((event) => event.type === "requested");
  const first = rows[0]!;
  if (!requested) {
    const refused = [...defects, ...used.map(({ row }) => defect(row, log.activity, "no_request", row.cells[log.activity] ?? ""))];
    const lines = new Set(refused.map((one) => one.line));
    return { task: null, defects: refused, skipped: rows.filter((row) => !lines.has(row.line)).length, withTask: [] };
  }
  const kept = used.filter(({ event, row }) => {
    if (event.occurredAt >= requested.occurredAt) return true;
    defects.push(defect(row, log.at, "before_requested", row.cells[log.at] ?? ""));
    return false;
  });
  const head = readHead(mapping, applySplit(mapping, first), defects);
  if (head) return { task: { ...head, events: kept.map(({ event }) => event).sort(byTime) }, defects, skipped: 0, withTask: [] };
  const lines = new Set(defects.map((one) => one.line));
  return { task: null, defects, skipped: 0, withTask: rows.flatMap((row) => (lines.has(row.line) ? [] : [row.line])) };
}

const byTime = (a: IncomingEvent, b: IncomingEvent) =>
  compareEvents({ ...a, id: a.key, receivedAt: 0 }, { ...b, id: b.key, receivedAt: 0 });

function readHead(mapping: Mapping, row: SourceRow, defects: Defect[]): Omit<IncomingTask, "events"> | null {
  const externalId = readField(mapping, mapping.task.id, row);
  if (externalId === null) defects.push(defect(row, columnOf(mapping.task.id), "missing_value", ""));
  const product = readReference(mapping, mapping.task.product, row, defects);
  const client = readReference(mapping, mapping.task.client, row, defects);
  const provider = mapping.task.provider ? readReference(mapping, mapping.task.provider, row, defects) : null;
  const title = (mapping.task.title && readField(mapping, mapping.task.title, row)) || externalId || "";
  const attributes: Record<string, string> = {};
  for (const [name, column] of Object.entries(mapping.task.attributes ?? {})) {
    const text = clean(mapping, row.cells[column]);
    if (text !== null) attributes[name] = text.slice(0, MAX_TEXT);
  }
  if (externalId === null || !product || !client || (mapping.task.provider && !provider)) return null;
  if (externalId.length > MAX_TEXT) {
    defects.push(defect(row, columnOf(mapping.task.id), "too_long", externalId));
    return null;
  }
  const requester = mapping.task.requester ? readField(mapping, mapping.task.requester, row) : null;
  const assignee = mapping.task.assignee ? readField(mapping, mapping.task.assignee, row) : null;
  return {
    line: row.line, externalId, product, provider, client, title: title.slice(0, MAX_TEXT), attributes,
    ...(requester ? { requester } : {}), ...(assignee ? { assignee } : {}),
  };
}

function readReference(mapping: Mapping, reference: Reference, row: SourceRow, defects: Defect[]): IncomingReference | null {
  const label = readField(mapping, reference, row) ?? reference.otherwise ?? null;
  if (label === null) {
    defects.push(defect(row, columnOf(reference), "missing_value", ""));
    return null;
  }
  // A value may be called like something that every record has by nature.
  const known = reference.map && Object.hasOwn(reference.map, label) ? reference.map[label] : undefined;
  const code = known ?? `${reference.prefix ?? ""}${label}`;
  return { code, label };
}

const columnOf = (field: Field): string => ("column" in field ? field.column : "");

function readField(mapping: Mapping, field: Field, row: SourceRow): string | null {
  return "value" in field ? field.value : clean(mapping, row.cells[field.column]);
}

/** Trimmed text, or null for an empty cell and for the source's words for "nothing". */
function clean(mapping: Mapping, text: string | undefined): string | null {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" || mapping.missing.includes(trimmed) ? null : trimmed;
}

/** A row with the columns that cutting packed ones makes. */
export function applySplit(mapping: Pick<Mapping, "split">, row: SourceRow): SourceRow {
  if (!mapping.split) return row;
  const cells: Record<string, string> = { ...row.cells };
  for (const { column, separator, into } of mapping.split) {
    const parts = (cells[column] ?? "").split(separator);
    into.forEach((name, index) => {
      cells[name] = (index === into.length - 1 ? parts.slice(index).join(separator) : (parts[index] ?? "")).trim();
    });
  }
  return { line: row.line, cells };
}

/** `*` stands for any text. Plain scanning: a pattern from a file is never made a regular expression. */
function fits(pattern: string, activity: string): boolean {
  const parts = pattern.split("*");
  if (parts.length === 1) return pattern === activity;
  if (!activity.startsWith(parts[0]!)) return false;
  let at = parts[0]!.length;
  for (const part of parts.slice(1, -1)) {
    const found = activity.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  const tail = parts[parts.length - 1]!;
  return activity.length - tail.length >= at && activity.endsWith(tail);
}

function defect(row: SourceRow, column: string, code: DefectCode, value: string): Defect {
  return { line: row.line, column, code, value: value.slice(0, 200) };
}

function fail(defects: Defect[], row: SourceRow, column: string, code: DefectCode, value: string): never[] {
  defects.push(defect(row, column, code, value));
  return [];
}
