import { ownDepartments } from "#app/domain/access/own-departments.ts";
import { WATCH_LOOKS } from "#app/components/relationship/watch-looks.ts";
import { formatInstantNear } from "#app/format/instant.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { watchLines, type WatchLine } from "#app/web/watch-lines.server.ts";
import { loadOpenWatches } from "#db/queries/watches.server.ts";
import type { HomeCard } from "./card.ts";

const SHOWN = 6;

/** Watched deliveries that the own departments have a word to say of, and those that they wait for; null where there are none. */
export async function watchedCards({ store }: AppContext, viewer: Viewer, facts: PageFacts, isTop: boolean): Promise<{ readonly toSay: HomeCard | null; readonly toHear: HomeCard | null }> {
  const own = ownDepartments(viewer.actor);
  const lines = await watchLines(store, isTop ? [] : await loadOpenWatches(store, own), facts.now, facts.locale);
  const mine = (line: WatchLine) => own.includes(line.providerId);
  return { toSay: cardOf(lines.filter(mine), "provider", viewer, facts), toHear: cardOf(lines.filter((line) => !mine(line)), "client", viewer, facts) };
}

function cardOf(lines: readonly WatchLine[], side: "provider" | "client", viewer: Viewer, { locale, now }: PageFacts): HomeCard | null {
  if (lines.length === 0) return null;
  const t = translateIn(locale, "watch");
  return {
    id: `watched-${side}`, title: t(`home.${side}`), all: { to: `/work/watched?side=${side}`, label: translateIn(locale, "common")("all") },
    rows: lines.slice(0, SHOWN).map((line) => ({
      key: line.item, to: line.to, title: line.name, detail: `${side === "provider" ? `→ ${line.client}` : line.provider} · ${formatInstantNear(line.dueAt, now, viewer.timeZone, locale)}`,
      chip: { state: WATCH_LOOKS[line.state], word: t(`state.${line.state}`) },
    })),
  };
}
