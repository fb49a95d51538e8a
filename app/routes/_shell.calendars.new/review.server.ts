import { compareCalendars, type DayDifference } from "#app/domain/calendar/compare-calendars.ts";
import { compileCalendar } from "#app/domain/calendar/calendar.ts";
import type { CalendarSpec } from "#app/domain/calendar/calendar-spec.ts";
import type { Names } from "#app/domain/names.ts";
import { localDateOf } from "#app/domain/time/zone.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { previewCalendar, type CalendarEffect } from "#app/operations/preview-calendar.server.ts";
import type { findCalendar } from "#db/queries/catalogue.server.ts";

export interface Review {
  readonly fromYear: number;
  readonly toYear: number;
  readonly differences: readonly DayDifference[];
  /** Days that differ beyond those listed. */
  readonly more: number;
  readonly zoneChanged: { readonly before: string; readonly after: string } | null;
  /** null for a new calendar: nothing is judged by it yet. */
  readonly effect: CalendarEffect | null;
}

const SHOWN_DAYS = 80;

/** What saving would change: days from last year to the year after next, and verdicts of open months. */
export async function readReview(ctx: OperationContext, known: Awaited<ReturnType<typeof findCalendar>>, names: Names, spec: CalendarSpec): Promise<Review> {
  const after = compileCalendar(spec);
  const year = Number(localDateOf(after.zone, ctx.now).slice(0, 4));
  const [fromYear, toYear] = [year - 1, year + 2];
  const newest = known?.versions[0];
  if (!known || !newest) return { fromYear, toYear, differences: [], more: 0, zoneChanged: null, effect: null };
  const all = compareCalendars(compileCalendar(newest.spec), after, `${fromYear}-01-01`, `${toYear}-12-31`);
  return {
    fromYear, toYear, differences: all.slice(0, SHOWN_DAYS), more: Math.max(0, all.length - SHOWN_DAYS),
    zoneChanged: newest.spec.tz === spec.tz ? null : { before: newest.spec.tz, after: spec.tz },
    effect: await previewCalendar(ctx, known.id, names, spec),
  };
}
