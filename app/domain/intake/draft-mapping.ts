import { isZone } from "../time/zone.ts";
import type { ColumnProfile } from "./column-profile.ts";
import type { ActivityRule, Field, Mapping, Reference, TableEventType } from "./mapping.ts";
import { TABLE_EVENT_TYPES } from "./mapping.ts";
import { timeReader } from "./source-date.ts";
import { matchValues, suggestMapping } from "./suggest-mapping.ts";
import type { KnownThing, Suggestion } from "./suggest-mapping.ts";

/** How the rows of a file lie; the three that a person chooses from. */
export const SHAPES = ["one", "several", "log"] as const;
export type Shape = (typeof SHAPES)[number];

/** A mapping while somebody works on it: what every task needs may still be missing. */
export interface DraftMapping {
  readonly source: string;
  readonly about?: string;
  readonly shape: Mapping["shape"];
  readonly rowsPerTask: "one" | "several";
  readonly wins?: "last" | "first";
  readonly csv: { readonly delimiter?: string; readonly encoding?: string; readonly heading?: number; readonly sheet?: string; readonly duplicates?: "refuse" | "number" };
  readonly dates: { readonly format: string; readonly zone: string };
  readonly missing: readonly string[];
  readonly split?: NonNullable<Mapping["split"]>;
  readonly task: Partial<Omit<Mapping["task"], "id" | "product" | "client">> & { readonly id?: Field; readonly product?: Reference; readonly client?: Reference };
  readonly events?: Mapping["events"];
  readonly status?: Mapping["status"];
  readonly log?: Mapping["log"];
}

export const DRAFT_FAULTS = ["no_source", "no_id", "no_product", "no_client", "no_requested", "no_activity", "no_at", "no_rules", "no_format", "bad_format", "bad_zone", "gone_column", "no_provider_for_new"] as const;
export type DraftFault = (typeof DRAFT_FAULTS)[number];

export const shapeOf = (draft: Pick<DraftMapping, "shape" | "rowsPerTask">): Shape => (draft.shape === "event_log" ? "log" : draft.rowsPerTask);

export const SOURCE_NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,59}$/u;

/** What still keeps a draft from being used, by the field that it concerns. */
export function draftFaults(draft: DraftMapping, columns: readonly string[]): { readonly field: string; readonly code: DraftFault; readonly value?: string }[] {
  const faults: { field: string; code: DraftFault; value?: string }[] = [];
  const { task, log, status, events } = draft;
  if (!SOURCE_NAME.test(draft.source)) faults.push({ field: "source", code: "no_source" });
  if (!task.id) faults.push({ field: "id", code: "no_id" });
  if (!task.product) faults.push({ field: "product", code: "no_product" });
  if (!task.client) faults.push({ field: "client", code: "no_client" });
  if (draft.shape === "event_log") {
    if (!log?.activity) faults.push({ field: "activity", code: "no_activity" });
    if (!log?.at) faults.push({ field: "at", code: "no_at" });
    if (log?.activity && !log.rules.some((rule) => rule.is === "requested")) faults.push({ field: "rules", code: "no_rules" });
  } else if (!events?.requested && !status?.rules.some((rule) => rule.is === "requested")) faults.push({ field: "requested", code: "no_requested" });
  if (task.product?.create && !task.provider && !task.product.create.parent) faults.push({ field: "provider", code: "no_provider_for_new" });
  if (draft.dates.format === "") faults.push({ field: "format", code: "no_format" });
  else if (!isFormat(draft.dates.format)) faults.push({ field: "format", code: "bad_format", value: draft.dates.format });
  if (!isZone(draft.dates.zone)) faults.push({ field: "zone", code: "bad_zone", value: draft.dates.zone });
  const there = new Set([...columns, ...(draft.split?.flatMap((split) => split.into) ?? [])]);
  for (const [field, column] of namedColumns(draft)) if (!there.has(column)) faults.push({ field, code: "gone_column", value: column });
  return faults;
}

/** Whether a text can be a pattern of dates: it names a day, a month and a year, each once. */
export function isFormat(format: string): boolean {
  if (format === "iso" || format === "unix" || format === "unix_ms") return true;
  try {
    timeReader(format);
  } catch {
    return false;
  }
  return /d/.test(format) && /M/.test(format) && /yy/.test(format);
}

/** Every column that a draft names, with the field of the form that names it. */
function namedColumns({ task, events, status, log }: DraftMapping): [string, string][] {
  const named: [string, string | undefined][] = [
    ...(["id", "product", "provider", "client", "title", "requester", "assignee"] as const).map((name): [string, string | undefined] => [name, columnOf(task[name])]),
    ...TABLE_EVENT_TYPES.map((type): [string, string | undefined] => [type, events?.[type]]),
    ...Object.entries(task.attributes ?? {}).map(([name, column]): [string, string] => [`attribute.${name}`, column]),
    ...Object.entries(task.measures ?? {}).map(([name, column]): [string, string] => [`measure.${name}`, column]),
    ["status", status?.column], ["statusAt", status?.at], ["activity", log?.activity], ["at", log?.at], ["eventId", log?.id], ["order", log?.order],
  ];
  return named.flatMap(([field, column]) => (column ? [[field, column] as [string, string]] : []));
}

export const columnOf = (field: Field | undefined): string | undefined => (field && "column" in field ? field.column : undefined);

export interface Surroundings {
  readonly zone: string;
  readonly departments: readonly KnownThing[];
  readonly products: readonly KnownThing[];
  /** The only department whose work may be imported, if there is but one. */
  readonly ownProvider: string | null;
}

/** A first mapping of a file nobody has seen before. */
export function firstDraft(source: string, columns: readonly ColumnProfile[], rows: number, around: Surroundings): DraftMapping {
  const found = suggestMapping(columns, rows);
  const by = (name: string | undefined) => columns.find((column) => column.name === name);
  const chosen = { ...found.columns };
  const taken = new Set(Object.values(chosen));
  // A column whose words are our departments or products says what it is, however it is headed.
  const speaking = (things: readonly KnownThing[]) => columns.find((column) => !taken.has(column.name) && !column.many && column.distinct > 0 && Object.keys(matchValues(column.values.map(([value]) => value), things)).length * 2 > column.distinct);
  for (const [role, things] of [["client", around.departments], ["product", around.products]] as const)
    if (!chosen[role]) {
      const column = speaking(things);
      if (column) {
        chosen[role] = column.name;
        taken.add(column.name);
      }
    }
  const reference = (column: ColumnProfile | undefined, things: readonly KnownThing[]): Reference | undefined => (column ? { column: column.name, map: matchValues(column.values.map(([value]) => value), things) } : undefined);
  const provider = reference(by(chosen.provider), around.departments) ?? (around.ownProvider ? { value: around.ownProvider } : undefined);
  const events: Partial<Record<TableEventType, string>> = {};
  for (const type of TABLE_EVENT_TYPES) if (chosen[type]) events[type] = chosen[type];
  const field = (name: string | undefined) => (name ? { column: name } : undefined);
  const attributes = Object.fromEntries((["priority", "type"] as const).flatMap((name) => (chosen[name] ? [[name, chosen[name]]] : [])));
  const isLog = found.shape === "event_log";
  return compact({
    source,
    shape: found.shape,
    rowsPerTask: found.rowsPerTask,
    csv: { duplicates: "number" },
    dates: { format: found.dateFormat ?? "iso", zone: around.zone },
    missing: found.missing,
    task: compact({
      id: field(chosen.id), product: reference(by(chosen.product), around.products), provider, client: reference(by(chosen.client), around.departments), title: field(chosen.title),
      requester: field(chosen.requester), assignee: field(chosen.assignee), attributes: Object.keys(attributes).length > 0 ? attributes : undefined,
    }),
    events: isLog ? undefined : events,
    status: !isLog && chosen.status ? compact({ column: chosen.status, at: found.statusAt ?? undefined, other: "ignore" as const, rules: statusRules(found, events) }) : undefined,
    log: isLog ? compact({ activity: chosen.activity ?? "", at: chosen.at ?? "", id: chosen.eventId, order: chosen.order, other: "quarantine" as const, rules: found.rules }) : undefined,
  });
}

/** A date column of the same event knows better than a status; a pause without a beginning cannot be measured. */
function statusRules(found: Suggestion, events: Partial<Record<TableEventType, string>>): ActivityRule[] {
  return found.rules.flatMap((rule): ActivityRule[] => {
    if (rule.is === "delivered" && events.delivered) return [{ activity: rule.activity, is: "ignore" }];
    if (rule.is === "accepted" && events.accepted) return [{ activity: rule.activity, is: "ignore" }];
    if (rule.is === "paused" && found.statusAt === null) return [{ activity: rule.activity, is: "ignore" }];
    return [rule];
  });
}

/** The same without keys whose value is not there: what is written as JSON or YAML stays clean. */
export function compact<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
}

/** A source's name from that of a file: its first words, without dates and numbers. */
export function sourceFromFile(fileName: string): string {
  const base = fileName.replace(/\.(csv|tsv|txt|xlsx|gz)\b/gi, "").replace(/[^\p{L}\p{N}]+/gu, "-");
  const words = base.split("-").filter((word) => word !== "" && !/^\d+$/.test(word)).slice(0, 3).join("-").toLowerCase().slice(0, 40);
  return SOURCE_NAME.test(words) ? words : "import";
}
