import { columnOf, compact } from "#app/domain/intake/draft-mapping.ts";
import type { DraftMapping } from "#app/domain/intake/draft-mapping.ts";
import type { ColumnProfile } from "#app/domain/intake/column-profile.ts";
import { TABLE_EVENT_TYPES } from "#app/domain/intake/mapping.ts";
import type { ActivityRule, Field, Reference, TableEventType } from "#app/domain/intake/mapping.ts";
import { matchValues, suggestRules } from "#app/domain/intake/suggest-mapping.ts";
import type { KnownThing } from "#app/domain/intake/suggest-mapping.ts";
import { TASK_EVENT_TYPES } from "#app/domain/evaluation/task-event.ts";

/** The form's fields as they came. */
export type Fields = Readonly<Record<string, readonly string[]>>;

export interface FormSurroundings {
  readonly columns: readonly ColumnProfile[];
  readonly departments: readonly KnownThing[];
  readonly products: readonly KnownThing[];
}

export const ATTRIBUTES = ["priority", "type"] as const;

/**
 * The mapping that a form says. What the form can't show (rules with `*`, prefixes, attributes of other
 * names) stays as it was; what belongs to a column that was changed is guessed anew.
 */
export function readMappingForm(fields: Fields, before: DraftMapping, around: FormSurroundings): DraftMapping {
  const one = (name: string): string => fields[name]?.[0]?.trim() ?? "";
  const column = (name: string): string | undefined => one(name) || undefined;
  const field = (name: string): Field | undefined => (one(name) ? { column: one(name) } : undefined);
  const shape = one("shape");
  const isLog = shape === "log";

  const reference = (name: "product" | "client" | "provider"): Reference | undefined => {
    const chosen = one(name);
    const was = before.task[name];
    if (chosen === "") return undefined;
    const create = one(`${name}.unknown`) === "create" ? { create: was?.create ?? {} } : {};
    if (chosen.startsWith("v:")) return { value: chosen.slice(2) };
    const to = chosen.slice(2);
    const things = name === "product" ? around.products : around.departments;
    const rest = compact({ prefix: was?.prefix, otherwise: was?.otherwise });
    if (columnOf(was) !== to) return { column: to, map: matchValues(valuesOf(around.columns, to), things), ...create };
    const map: Record<string, string> = { ...was?.map };
    for (const [label, code] of pairs(fields, name)) {
      if (code === "") delete map[label];
      else map[label] = code;
    }
    return { column: to, ...rest, map, ...create };
  };

  const rules = (source: string | undefined, was: { readonly column: string | undefined; readonly rules: readonly ActivityRule[] }): ActivityRule[] => {
    if (!source) return [];
    const profile = around.columns.find((candidate) => candidate.name === source);
    if (source !== was.column) return profile ? suggestRules(profile, isLog) : [];
    const shown = new Map<string, ActivityRule | null>();
    for (let at = 0; fields[`r.${at}.activity`]; at += 1) {
      const activity = fields[`r.${at}.activity`]![0]!;
      const is = one(`r.${at}.is`);
      const old = was.rules.find((rule) => rule.activity === activity);
      if (!isMeaning(is)) shown.set(activity, null);
      else {
        const again = one(`r.${at}.again`);
        const reason = one(`r.${at}.reason`);
        const by = is === "cancelled" ? (old?.by ?? "client") : is === old?.is ? old.by : undefined;
        shown.set(activity, compact({ activity, is, again: isLog && isMeaning(again) && again !== "draft" ? (again as ActivityRule["again"]) : undefined, reason: is === "paused" ? reason || "client_input" : undefined, by }));
      }
    }
    const kept = was.rules.flatMap((rule): ActivityRule[] => (shown.has(rule.activity) ? [] : [rule]));
    return [...[...shown.values()].flatMap((rule) => (rule ? [rule] : [])), ...kept];
  };

  const events: Partial<Record<TableEventType, string>> = {};
  for (const type of TABLE_EVENT_TYPES) {
    const name = column(`e.${type}`);
    if (name) events[type] = name;
  }
  const other = one("other") === "ignore" ? ("ignore" as const) : ("quarantine" as const);
  const attributes = Object.fromEntries([
    ...Object.entries(before.task.attributes ?? {}).filter(([name]) => !(ATTRIBUTES as readonly string[]).includes(name)),
    ...ATTRIBUTES.flatMap((name) => (column(`a.${name}`) ? [[name, column(`a.${name}`)!] as [string, string]] : [])),
  ]);
  const measureName = one("measure.name");
  const measures = column("measure.column") && measureName ? { [measureName]: column("measure.column")! } : {};
  const cut = readCut(one, fields["cut.separator"]?.[0] ?? "");
  const split = [...(before.split ?? []), ...(cut ? [cut] : [])];
  const ownFormat = one("format.own");
  const status = column("status");
  const activity = column("activity");
  return compact({
    source: one("source"),
    about: before.about,
    shape: isLog ? ("event_log" as const) : ("table" as const),
    rowsPerTask: shape === "several" ? ("several" as const) : ("one" as const),
    wins: shape === "several" && one("wins") === "first" ? ("first" as const) : undefined,
    csv: compact({
      delimiter: one("csv.delimiter") === "tab" ? "\t" : [...one("csv.delimiter")][0], encoding: column("csv.encoding"), sheet: column("csv.sheet"),
      heading: /^[1-9]\d?$/.test(one("csv.heading")) ? Number(one("csv.heading")) : undefined, duplicates: "number" as const,
    }),
    dates: { format: one("format") === "own" ? ownFormat : one("format"), zone: one("zone") },
    missing: [...new Set([...(fields["missing"] ?? []), ...one("missing.more").split(",")].map((word) => word.trim()).filter((word) => word !== ""))],
    split: split.length > 0 ? split : undefined,
    task: compact({
      id: field("id"), product: reference("product"), provider: reference("provider"), client: reference("client"), title: field("title"), requester: field("requester"), assignee: field("assignee"),
      attributes: Object.keys(attributes).length > 0 ? attributes : undefined, measures: Object.keys(measures).length > 0 ? measures : undefined,
    }),
    events: isLog ? undefined : events,
    status: !isLog && status ? compact({ column: status, at: column("statusAt"), other, rules: rules(status, { column: before.status?.column, rules: before.status?.rules ?? [] }) }) : undefined,
    log: isLog
      ? compact({ activity: activity ?? "", at: column("at") ?? "", id: column("eventId"), order: column("order"), other, rules: rules(activity, { column: before.log?.activity, rules: before.log?.rules ?? [] }) })
      : undefined,
  });
}

/** A cut that the form asks for: its parts have names of their own. */
function readCut(one: (name: string) => string, separator: string): { column: string; separator: string; into: string[] } | null {
  // Blanks around a separator belong to it.
  const column = one("cut.column");
  const into = [...new Set(one("cut.names").split(",").map((name) => name.trim()).filter((name) => name !== ""))];
  return column !== "" && separator !== "" && into.length > 1 && !into.includes(column) ? { column, separator, into } : null;
}

const isMeaning = (text: string): text is ActivityRule["is"] => text === "ignore" || text === "draft" || (TASK_EVENT_TYPES as readonly string[]).includes(text);

const valuesOf = (columns: readonly ColumnProfile[], name: string): string[] => columns.find((column) => column.name === name)?.values.map(([value]) => value) ?? [];

function pairs(fields: Fields, name: string): [string, string][] {
  const found: [string, string][] = [];
  for (let at = 0; fields[`m.${name}.${at}.label`]; at += 1) found.push([fields[`m.${name}.${at}.label`]![0]!, fields[`m.${name}.${at}.code`]?.[0] ?? ""]);
  return found;
}
