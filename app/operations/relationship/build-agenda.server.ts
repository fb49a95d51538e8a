import type { PointKind } from "#app/domain/relationship/meeting.ts";
import { localDateOf, startOfDate, zoneOf } from "#app/domain/time/zone.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { addDays, addMonths } from "#app/domain/time/local-date.ts";
import type { PointFacts, PointItem } from "#db/schema/meetings.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadChangesSince } from "#db/queries/meetings.server.ts";
import { loadMissedItems, loadOpenCasesBetween } from "#db/queries/relationship-pages.server.ts";
import { loadWatchesBetween } from "#db/queries/watches.server.ts";
import { loadObligationNames } from "#db/queries/cases.server.ts";
import type { OperationContext } from "../context.ts";
import { promisesBetween } from "./promises-between.server.ts";
import { watchPath } from "./speak-watch.server.ts";

export interface AgendaPoint {
  readonly kind: PointKind;
  readonly facts: PointFacts;
}

/** So many things a point names. */
const MOST_ITEMS = 5;
/** So many are counted. */
const MOST_COUNTED = 100;
/** So much of a case's problem is named. */
const LONGEST_TEXT = 200;
/** Terms that end within so many days are spoken of. */
const EXPIRING_DAYS = 120;
/** An agenda looks back no further. */
const MONTHS_BACK = 6;

/**
 * What two departments have to speak of since they met last: in each direction what was missed, what is watched, what was moved or
 * waived, open cases and terms that end; and how the client rates it, without figures: those are for other eyes than the minutes'.
 *
 * @param since local day of the last meeting; null = none yet
 */
export async function buildAgenda(ctx: OperationContext, pair: { readonly oneId: string; readonly otherId: string }, since: string | null, zone: string): Promise<AgendaPoint[]> {
  const today = localDateOf(zoneOf(zone), ctx.now);
  const from = [since ?? "", `${addMonths(today.slice(0, 7), -MONTHS_BACK)}-01`].sort().at(-1)!;
  const directions = await Promise.all([directionPoints(ctx, pair.oneId, pair.otherId, from, today, zone), directionPoints(ctx, pair.otherId, pair.oneId, from, today, zone)]);
  return directions.flat();
}

async function directionPoints({ store }: OperationContext, providerId: string, clientId: string, from: string, today: string, zone: string): Promise<AgendaPoint[]> {
  const [between, departments] = await Promise.all([promisesBetween(store, { providerId, clientId }, today), loadDepartments(store, "all")]);
  if (between.length === 0) return [];
  const tree = departmentTree(departments);
  const sides = { providerIds: tree.withBelow(providerId), clientIds: tree.withBelow(clientId) };
  const sinceAt = startOfDate(zoneOf(zone), from);
  const lines = new Map(between.flatMap((one) => one.promises.map((line) => [line.key, line] as const)));
  const [missed, watches, changes, cases] = await Promise.all([
    Promise.all(between.map((one) => loadMissedItems(store, one.promises.map((line) => line.key), monthsFrom(from, today), one.recipientIds, MOST_COUNTED))),
    loadWatchesBetween(store, sides), loadChangesSince(store, [...lines.keys()], sinceAt), loadOpenCasesBetween(store, sides),
  ]);
  const caseLines = await loadObligationNames(store, cases.flatMap((row) => row.obligationKey ?? []));
  const planned = (key: string, date: string) => `/work/planned/one?obligation=${encodeURIComponent(key)}&date=${date}`;
  const nameOf = (key: string) => lines.get(key)?.name ?? {};
  const late = missed.flat().filter((row) => row.dueAt === null || row.dueAt >= sinceAt).sort((a, b) => (b.dueAt ?? 0) - (a.dueAt ?? 0));
  const expiring = between.filter((one) => one.endsOn !== null && one.endsOn <= addDays(today, EXPIRING_DAYS));
  const found: readonly (readonly [PointKind, readonly PointItem[]])[] = [
    ["missed", late.map((row) => ({ to: row.taskId ? `/work/${row.taskId}` : planned(row.obligationKey, row.item.slice(2)), name: nameOf(row.obligationKey), ...(row.title ? { text: row.title } : {}), ...(row.dueAt === null ? {} : { at: row.dueAt }) }))],
    ["watched", watches.map((row) => ({ to: watchPath(row.item), name: nameOf(row.obligationKey), at: row.dueAt }))],
    ["changes", changes.map((row) => ({ to: planned(row.obligationKey, row.scheduledOn), name: nameOf(row.obligationKey), text: row.reason, at: row.fromAt }))],
    ["cases", cases.map((row) => ({ to: `/improvement/${row.id}`, name: caseLines.get(row.obligationKey ?? "") ?? {}, text: row.problem.replace(/\s+/g, " ").slice(0, LONGEST_TEXT) }))],
    ["expiring", expiring.map((one) => ({ to: `/agreements/${one.agreement.id}`, name: {}, text: `${one.agreement.code}, ${one.endsOn}` }))],
  ];
  const direction = { providerId, clientId };
  return [
    ...found.filter(([, items]) => items.length > 0).map(([kind, items]): AgendaPoint => ({ kind, facts: { ...direction, n: items.length, items: items.slice(0, MOST_ITEMS) } })),
    { kind: "ratings", facts: { ...direction, n: 0, items: [{ to: `/ratings?provider=${providerId}&client=${clientId}`, name: {} }] } },
  ];
}

/** The months from a day's month to today's. */
function monthsFrom(from: string, today: string): readonly string[] {
  const months: string[] = [];
  for (let month = from.slice(0, 7); month <= today.slice(0, 7); month = addMonths(month, 1)) months.push(month);
  return months;
}
