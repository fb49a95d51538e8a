import { Link } from "@remix-run/react";
import type { WatchState } from "#app/domain/relationship/watch.ts";
import { formatInstantNear } from "#app/format/instant.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { StateChip } from "../state-chip.tsx";
import { Time } from "../time.tsx";
import { WATCH_LOOKS } from "./watch-looks.ts";

/** How a watched delivery stands. */
export function WatchChip({ state, size = "small" }: { readonly state: WatchState; readonly size?: "regular" | "small" }) {
  const t = useT("watch");
  return <StateChip state={WATCH_LOOKS[state]} word={t(`state.${state}`)} size={size} />;
}

export interface WatchShown {
  readonly item: string;
  readonly name: string;
  readonly to: string;
  readonly state: WatchState;
  readonly dueAt: number;
  readonly askAt: number;
  readonly answerBy: number;
  readonly newAt: number | null;
  readonly reason: string | null;
}

interface Clock {
  readonly now: number;
  readonly zone: string;
}

/** What is known of a watched delivery besides its state: when a word comes, or what it was. */
export function useWatchDetail(clock: Clock): (row: WatchShown) => string {
  const t = useT("watch");
  const locale = useLocale();
  const near = (at: number) => formatInstantNear(at, clock.now, clock.zone, locale);
  return (row) => {
    switch (row.state) {
      case "watched":
        return t("asks", { when: near(row.askAt) });
      case "asked":
        return t("waits", { when: near(row.answerBy) });
      case "unconfirmed":
        return t("silent", { when: near(row.answerBy) });
      case "at_risk":
        return [row.newAt === null ? "" : t("expected", { when: near(row.newAt) }), row.reason ?? ""].filter(Boolean).join(" · ");
      case "on_track":
      case "kept":
      case "missed":
      case "void":
        return row.reason ?? "";
    }
  };
}

/** Watched deliveries as lines that open. */
export function WatchList({ rows, clock }: { readonly rows: readonly (WatchShown & { readonly other?: string })[]; readonly clock: Clock }) {
  const detail = useWatchDetail(clock);
  return (
    <ul className="divide-y divide-line">
      {rows.map((row) => (
        <li key={row.item} className="keep-together flex flex-wrap items-center gap-x-3 gap-y-0.5 px-4 py-2">
          <span className="min-w-0 grow basis-40">
            <Link to={row.to} className="door text-pretty">{row.name}</Link>
            <span className="block text-sm text-pretty text-muted">{[row.other, detail(row)].filter(Boolean).join(" · ")}</span>
          </span>
          <span className="flex items-center gap-2 text-sm text-muted">
            <Time at={row.dueAt} zone={clock.zone} now={clock.now} />
            <WatchChip state={row.state} />
          </span>
        </li>
      ))}
    </ul>
  );
}
