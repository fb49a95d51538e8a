import { Link } from "@remix-run/react";
import { useT } from "#app/i18n/use-t.ts";
import { Card } from "../card.tsx";
import { useWatchDetail, WatchChip, type WatchShown } from "./watch-list.tsx";

/** On the page of a delivery: that it is watched, how it stands, and the door to the word. */
export function WatchNotice({ watch, maySay, clock }: { readonly watch: WatchShown; readonly maySay: boolean; readonly clock: { readonly now: number; readonly zone: string } }) {
  const t = useT("watch");
  const detail = useWatchDetail(clock);
  return (
    <Card title={t("one")} aside={<WatchChip state={watch.state} />}>
      <p className="text-pretty text-muted">
        {detail(watch) ? `${detail(watch)} · ` : ""}
        <Link to={watch.to} className="door">{t(maySay ? "open" : "door")}</Link>
      </p>
    </Card>
  );
}
