import type { Locale } from "#app/domain/names.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { loadOrganisation, type OrganisationRow } from "#db/queries/directory.server.ts";
import type { AppContext } from "./context.server.ts";
import { localeFor } from "./locale.server.ts";

/** What almost every page needs to know of now and here. */
export interface PageFacts {
  readonly locale: Locale;
  readonly now: number;
  /** The organisation's zone; UTC before the first setup. */
  readonly zone: string;
  /** Local date of the organisation. */
  readonly today: string;
  /** YYYY-MM of today. */
  readonly month: string;
  readonly organisation: OrganisationRow | null;
}

export async function readPageFacts(request: Request, context: AppContext): Promise<PageFacts> {
  const [locale, organisation] = await Promise.all([localeFor(request, context), loadOrganisation(context.store)]);
  const zone = organisation?.zone ?? "UTC";
  const now = context.now();
  const today = localDateOf(zoneOf(zone), now);
  return { locale, now, zone, today, month: today.slice(0, 7), organisation };
}
