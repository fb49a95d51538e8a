import type { IncomingReference, IncomingTask } from "#app/domain/intake/map-rows.ts";
import type { Defect, DefectCode, Reference } from "#app/domain/intake/mapping.ts";
import { mergeEvents } from "#app/domain/intake/merge-events.ts";
import { isSkipped, timeReader } from "#app/domain/intake/source-date.ts";
import { zoneOf } from "#app/domain/time/zone.ts";
import { loadEvents, loadTasksByExternalId } from "#db/queries/tasks.server.ts";
import type { OperationContext } from "../context.ts";
import type { Directory } from "../ingest-tasks.server.ts";
import { addCounts, knownEvents, linesOfRefusedTasks, mapPortions, NO_ROWS } from "./bring-in.server.ts";
import type { Feed, RowCounts } from "./bring-in.server.ts";
import type { Portion } from "./task-rows.server.ts";

/** What an import of the file would do, found without writing anything. */
export interface CheckResult {
  readonly counts: RowCounts;
  /** The first rows that would be put aside. */
  readonly defects: readonly Defect[];
  /** All of them by reason and column, with one value as an example. */
  readonly reasons: readonly { readonly code: DefectCode; readonly column: string; readonly rows: number; readonly value: string; readonly line: number }[];
  /** Values that no product, department or rule stands for, the most frequent first. */
  readonly unknown: readonly UnknownValue[];
  /** Codes that the import would create. */
  readonly departments: readonly string[];
  readonly products: readonly string[];
  /** Times that clocks of the zone skip; they are moved forward by the gap. */
  readonly skippedTimes: number;
  readonly skippedTimeLine: number | null;
}

export interface UnknownValue {
  readonly kind: "unknown_product" | "unknown_department" | "unknown_activity";
  readonly column: string;
  readonly value: string;
  readonly rows: number;
}

const SHOWN_UNKNOWN = 30;
/** Different values that are counted; a column with more holds something else. */
const MOST_UNKNOWN = 1_000;
const SHOWN_DEFECTS = 300;
const SHOWN_CREATED = 200;

/** Collects what an import would do, portion by portion. */
export function checker(ctx: OperationContext, feed: Feed, directory: Directory) {
  const departments = new Map([...directory.departments].map(([code, row]) => [code, row.id]));
  const products = new Map(directory.products);
  const created = { departments: new Set<string>(), products: new Set<string>() };
  const reasons = new Map<string, { code: DefectCode; column: string; rows: number; value: string; line: number }>();
  const defects: Defect[] = [];
  const unknown = new Map<string, { kind: UnknownValue["kind"]; column: string; value: string; rows: number }>();
  const zone = zoneOf(feed.mapping.dates.zone);
  const readTime = timeReader(feed.mapping.dates.format);
  const dated = dateColumns(feed);
  let counts = NO_ROWS;
  let skippedTimes = 0;
  let skippedTimeLine: number | null = null;
  const { task } = feed.mapping;

  const department = (reference: IncomingReference, rule: Reference | undefined, line: number, found: Defect[]): string | null => {
    const known = departments.get(reference.code);
    if (known !== undefined) return known;
    if (!rule?.create) {
      found.push({ line, column: columnOf(rule), code: "unknown_department", value: reference.code });
      return null;
    }
    created.departments.add(reference.code);
    departments.set(reference.code, `new:${reference.code}`);
    return `new:${reference.code}`;
  };

  const countUnknown = (kind: UnknownValue["kind"], { column, value }: Defect): void => {
    const key = `${kind} ${column} ${value}`;
    const known = unknown.get(key);
    if (known) known.rows += 1;
    else if (unknown.size < MOST_UNKNOWN) unknown.set(key, { kind, column, value, rows: 1 });
  };

  /** The same decisions as the road into the tables takes, without its writes. */
  const resolve = (incoming: IncomingTask, found: Defect[]): boolean => {
    const clientId = department(incoming.client, task.client, incoming.line, found);
    const providerId = incoming.provider ? department(incoming.provider, task.provider, incoming.line, found) : null;
    let product = products.get(incoming.product.code);
    if (!product && task.product.create) {
      const owner = task.product.create.parent ? departments.get(task.product.create.parent) : providerId;
      if (owner) {
        product = { id: `new:${incoming.product.code}`, providerId: owner };
        products.set(incoming.product.code, product);
        created.products.add(incoming.product.code);
      }
    }
    if (!product) found.push({ line: incoming.line, column: columnOf(task.product), code: "unknown_product", value: incoming.product.code });
    if (!product || !clientId || (incoming.provider && !providerId)) return false;
    const provider = providerId ?? product.providerId;
    if (!feed.providers || feed.providers.has(provider)) return true;
    found.push({ line: incoming.line, column: columnOf(task.provider ?? task.product), code: "foreign_provider", value: incoming.provider?.code ?? incoming.product.code });
    return false;
  };

  return {
    async add(portions: readonly Portion[]): Promise<void> {
      const events = feed.mapping.shape === "event_log" ? await knownEvents(ctx, feed.mapping.source, portions) : new Map();
      const mapped = mapPortions(feed, portions, events, ctx.now);
      const refused: Defect[] = [];
      const tasks = mapped.tasks.filter((incoming) => resolve(incoming, refused));
      const known = new Map((await loadTasksByExternalId(ctx.store, feed.mapping.source, tasks.map((one) => one.externalId))).map((row) => [row.externalId, row]));
      const histories = await loadEvents(ctx.store, [...known.values()].map((row) => row.id));
      const total = { accepted: 0, corrected: 0, unchanged: 0 };
      for (const incoming of tasks) {
        const before = known.get(incoming.externalId);
        if (before && feed.providers && !feed.providers.has(before.providerId)) {
          refused.push({ line: incoming.line, column: columnOf(task.id), code: "foreign_provider", value: incoming.externalId });
          continue;
        }
        const merged = mergeEvents(before ? (histories.get(before.id) ?? []) : [], incoming.events, ctx.now);
        if (before && merged.add.length === 0) total.unchanged += 1;
        else if (before && merged.corrected > 0) total.corrected += 1;
        else total.accepted += 1;
      }
      const all = [...mapped.defects, ...refused, ...linesOfRefusedTasks(mapped, refused)];
      const quarantined = new Set(all.map((defect) => defect.line)).size;
      counts = addCounts(counts, { rows: mapped.rowCount, quarantined, skipped: mapped.skipped, used: mapped.rowCount - quarantined - mapped.skipped, ...total });
      for (const defect of all) {
        const key = `${defect.code} ${defect.column}`;
        const reason = reasons.get(key);
        if (reason) reason.rows += 1;
        else reasons.set(key, { code: defect.code, column: defect.column, rows: 1, value: defect.value, line: defect.line });
        if (defects.length < SHOWN_DEFECTS) defects.push(defect);
        if (defect.code === "unknown_product" || defect.code === "unknown_department" || defect.code === "unknown_activity") countUnknown(defect.code, defect);
      }
      for (const row of mapped.rows.values())
        for (const column of dated) {
          const time = readTime(row.cells[column] ?? "");
          if (!time || !isSkipped(time, zone)) continue;
          skippedTimes += 1;
          skippedTimeLine ??= row.line;
        }
    },
    finish: (): CheckResult => ({
      counts,
      defects: defects.sort((a, b) => a.line - b.line),
      reasons: [...reasons.values()].sort((a, b) => b.rows - a.rows),
      unknown: [...unknown.values()].sort((a, b) => b.rows - a.rows || (a.value < b.value ? -1 : 1)).slice(0, SHOWN_UNKNOWN),
      departments: [...created.departments].slice(0, SHOWN_CREATED),
      products: [...created.products].slice(0, SHOWN_CREATED),
      skippedTimes,
      skippedTimeLine,
    }),
  };
}

const columnOf = (field: { readonly column: string } | { readonly value: string } | undefined): string => (field && "column" in field ? field.column : "");

function dateColumns({ mapping }: Feed): string[] {
  return [...Object.values(mapping.events ?? {}), ...(mapping.log ? [mapping.log.at] : []), ...(mapping.status?.at ? [mapping.status.at] : [])];
}
