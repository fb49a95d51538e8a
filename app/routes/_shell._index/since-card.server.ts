import { formatInstantNear } from "#app/format/instant.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { keptBriefly } from "#app/operations/kept-briefly.server.ts";
import { speakNotices } from "#app/operations/read-notice-words.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import { loadNotices } from "#db/queries/rate-page.server.ts";
import type { Store } from "#db/store.ts";
import type { HomeCard } from "./card.ts";

/** Newest notices that are looked at, and those that the card names. */
const LOOKED_AT = 30;
const NAMED = 4;

/**
 * What happened for somebody since they were here before: the newest of it by name, all of it in the inbox. Null on a first visit. A few minutes old at
 * most: the words look up every agreement, and the bell counts at once anyway.
 */
export async function sinceCard({ store }: AppContext, personId: string, before: number | null, facts: PageFacts, zone: string): Promise<HomeCard | null> {
  return before === null ? null : keptBriefly(store, `since ${personId} ${before} ${facts.locale}`, facts.now, () => readCard(store, personId, before, facts, zone));
}

async function readCard(store: Store, personId: string, before: number, { locale, now }: PageFacts, zone: string): Promise<HomeCard> {
  const t = translateIn(locale, "home");
  const fresh = (await loadNotices(store, personId, LOOKED_AT)).filter((row) => row.createdAt > before);
  const spoken = await speakNotices(store, fresh.slice(0, NAMED), locale);
  const when = formatInstantNear(before, now, zone, locale);
  return {
    id: "since", title: t("since", { when }), ...(fresh.length > NAMED ? { all: { to: "/inbox", label: t("all", { count: fresh.length }) } } : {}),
    rows: spoken.flatMap((said, index) => (said ? [{ key: fresh[index]!.id, to: said.to ?? "/inbox", title: said.text, note: formatInstantNear(fresh[index]!.createdAt, now, zone, locale) }] : [])),
    empty: { text: t("since.none") },
  };
}
