import type { TaskEventPayload } from "../evaluation/task-event.ts";
import type { IncomingEvent, IncomingTask } from "./map-rows.ts";
import { parsePath, textOf, valueAt } from "./json-path.ts";
import { readTold } from "./told-instant.ts";
import type { Zone } from "../time/zone.ts";

/** Events that a delivery can be told to mean. */
export const HOOK_EVENTS = ["requested", "acknowledged", "paused", "resumed", "input_complete", "due_agreed", "delivered", "returned", "accepted", "cancelled"] as const;
export type HookEvent = (typeof HOOK_EVENTS)[number];

/** A value for every delivery, or the first of some paths that has one, translated by `map`. */
export type HookField =
  | { readonly value: string }
  | { readonly path: string | readonly string[]; readonly map?: Readonly<Record<string, string>>; readonly otherwise?: string };

/** All of these must hold; without `is` the path only has to lead to something. */
export interface HookCondition {
  readonly path: string;
  readonly is?: readonly string[];
}

export interface HookRule {
  readonly when: readonly HookCondition[];
  readonly event: HookEvent;
  /** Where the payload tells the instant (the first path that has one); `received` is when it came. */
  readonly at: string | readonly string[];
  /** Paused, returned, cancelled: a text, or a path behind `$`. */
  readonly reason?: string;
  /** due_agreed: where the new due instant stands. */
  readonly dueAt?: string;
  /** Each time it is told (by its instant), or only the first time. */
  readonly each: boolean;
}

export interface HookMapping {
  /** What is left alone: deliveries of which all of one list hold. */
  readonly ignore?: readonly (readonly HookCondition[])[];
  readonly task: {
    readonly id: HookField;
    readonly product: HookField;
    readonly client: HookField;
    readonly provider?: HookField;
    readonly title?: HookField;
    readonly requester?: HookField;
    readonly assignee?: HookField;
    readonly attributes?: Readonly<Record<string, string>>;
  };
  readonly rules: readonly HookRule[];
  /** Zone of instants that are told without an offset. */
  readonly zone?: string;
}

export interface HookFault {
  readonly field: string;
  readonly code: "missing" | "not_mapped" | "bad_instant" | "too_long";
  readonly value: string;
}

export type MappedDelivery =
  | { readonly kind: "task"; readonly task: IncomingTask; readonly once: ReadonlySet<string> }
  /** Nothing that it tells means anything here. */
  | { readonly kind: "ignored" }
  | { readonly kind: "faults"; readonly faults: readonly HookFault[] };

const LONGEST = 500;

/**
 * One delivery as a task with what happened to it. Pure: the same payload gives the same facts. `once` are the keys of events that
 * count only when they are told for the first time.
 *
 * @param receivedAt epoch ms, for rules that say `received`
 */
export function mapDelivery(mapping: HookMapping, payload: unknown, zone: Zone, receivedAt: number): MappedDelivery {
  if (mapping.ignore?.some((all) => all.length > 0 && all.every((condition) => holds(condition, payload)))) return { kind: "ignored" };
  const faults: HookFault[] = [];
  const events: IncomingEvent[] = [];
  const once = new Set<string>();
  for (const [index, rule] of mapping.rules.entries()) {
    if (!rule.when.every((condition) => holds(condition, payload))) continue;
    const occurredAt = rule.at === "received" ? receivedAt : instantAt(rule.at, payload, zone);
    const field = `rules.${index}.at`;
    if (typeof occurredAt !== "number") {
      faults.push({ field, code: occurredAt.told === null ? "missing" : "bad_instant", value: occurredAt.told ?? [rule.at].flat().join(", ") });
      continue;
    }
    const said = payloadOf(rule, payload, zone);
    if ("field" in said) {
      faults.push({ ...said, field: `rules.${index}.${said.field}` });
      continue;
    }
    const key = rule.each ? `${rule.event}@${occurredAt}` : rule.event;
    if (events.some((event) => event.key === key)) continue;
    if (!rule.each) once.add(key);
    events.push({ key, type: rule.event, occurredAt, sourceOrder: events.length, payload: said });
  }
  if (events.length === 0 && faults.length === 0) return { kind: "ignored" };

  const { task } = mapping;
  const read = (name: keyof HookMapping["task"], field: HookField | undefined, needed: boolean): string | null => {
    const found = field ? readField(field, payload) : null;
    if (found && typeof found === "object") faults.push({ field: `task.${name}`, code: "not_mapped", value: found.unmapped });
    else if (found !== null && found.length > LONGEST) faults.push({ field: `task.${name}`, code: "too_long", value: found.slice(0, 60) });
    else if (found === null && needed) faults.push({ field: `task.${name}`, code: "missing", value: field && "path" in field ? [field.path].flat().join(", ") : "" });
    else return found;
    return null;
  };
  const externalId = read("id", task.id, true);
  const product = read("product", task.product, true);
  const client = read("client", task.client, true);
  const provider = read("provider", task.provider, false);
  if (faults.length > 0 || externalId === null || product === null || client === null) return { kind: "faults", faults };
  const optional = (field: HookField | undefined): string | null => {
    const found = field ? readField(field, payload) : null;
    return typeof found === "string" ? found.slice(0, LONGEST) : null;
  };
  const attributes = Object.entries(task.attributes ?? {}).flatMap(([name, path]): [string, string][] => {
    const text = textAt(path, payload);
    return text === null ? [] : [[name, text.slice(0, LONGEST)]];
  });
  const [requester, assignee] = [optional(task.requester), optional(task.assignee)];
  const label = (code: string) => ({ code, label: code });
  return {
    kind: "task", once,
    task: {
      line: 0, externalId, product: label(product), client: label(client), provider: provider === null ? null : label(provider), title: optional(task.title) ?? externalId,
      attributes: Object.fromEntries(attributes), events, ...(requester ? { requester } : {}), ...(assignee ? { assignee } : {}),
    },
  };
}

/** Every path of a mapping, with where it stands in it; the form checks them before they are saved. */
export function pathsOf(mapping: HookMapping): { readonly field: string; readonly path: string }[] {
  const found: { field: string; path: string }[] = [];
  const add = (field: string, paths: string | readonly string[]) => found.push(...[paths].flat().map((path) => ({ field, path })));
  for (const [name, field] of Object.entries(mapping.task)) {
    if (name === "attributes") for (const [attribute, path] of Object.entries(field as Record<string, string>)) add(`task.attributes.${attribute}`, path);
    else if ("path" in (field as HookField)) add(`task.${name}`, (field as { path: string }).path);
  }
  for (const [index, all] of (mapping.ignore ?? []).entries()) for (const condition of all) add(`ignore.${index}`, condition.path);
  for (const [index, rule] of mapping.rules.entries()) {
    for (const condition of rule.when) add(`rules.${index}.when`, condition.path);
    if (rule.at !== "received") add(`rules.${index}.at`, rule.at);
    if (rule.dueAt) add(`rules.${index}.dueAt`, rule.dueAt);
    if (rule.reason?.startsWith("$")) add(`rules.${index}.reason`, rule.reason.slice(1));
  }
  return found;
}

function at(path: string, payload: unknown): unknown {
  const steps = parsePath(path);
  return steps.ok ? valueAt(payload, steps.value) : undefined;
}

const textAt = (path: string, payload: unknown): string | null => textOf(at(path, payload));

function holds(condition: HookCondition, payload: unknown): boolean {
  const text = textAt(condition.path, payload);
  return text !== null && (condition.is === undefined || condition.is.includes(text));
}

function readField(field: HookField, payload: unknown): string | null | { readonly unmapped: string } {
  if ("value" in field) return field.value;
  for (const path of [field.path].flat()) {
    const text = textAt(path, payload);
    if (text === null) continue;
    if (!field.map) return text;
    if (Object.hasOwn(field.map, text)) return field.map[text]!;
    return field.otherwise ?? { unmapped: text.slice(0, 100) };
  }
  return field.otherwise ?? null;
}

function instantAt(paths: string | readonly string[], payload: unknown, zone: Zone): number | { readonly told: string | null } {
  for (const path of [paths].flat()) {
    const value = at(path, payload);
    const text = textOf(value);
    if (text === null) continue;
    return readTold(text, zone) ?? { told: text.slice(0, 60) };
  }
  return { told: null };
}

function payloadOf(rule: HookRule, payload: unknown, zone: Zone): TaskEventPayload | HookFault {
  if (rule.event === "due_agreed") {
    const due = rule.dueAt === undefined ? { told: null } : instantAt(rule.dueAt, payload, zone);
    if (typeof due !== "number") return { field: "dueAt", code: due.told === null ? "missing" : "bad_instant", value: due.told ?? "" };
    return { at: due, by: "both" };
  }
  if (!["paused", "returned", "cancelled"].includes(rule.event)) return {};
  const reason = rule.reason?.startsWith("$") ? (textAt(rule.reason.slice(1), payload)?.slice(0, LONGEST) ?? null) : (rule.reason ?? null);
  if (reason === null && rule.event === "paused") return { field: "reason", code: "missing", value: rule.reason ?? "" };
  return reason === null ? {} : { reason };
}
