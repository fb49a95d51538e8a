import { useSearchParams } from "@remix-run/react";
import { useT } from "#app/i18n/use-t.ts";
import { Tabs } from "../tabs.tsx";

const VIEWS = ["graph", "table", "path"] as const;
type MapView = (typeof VIEWS)[number];
const PLACES = { graph: "/map", table: "/map/table", path: "/map/path" } as const satisfies Record<MapView, string>;
/** What one view chose and the others understand too. */
const SHARED = ["period", "focus", "unit", "product", "state", "least"] as const;

/** The three views of the map; what was chosen in one goes with one to the next. */
export function MapTabs({ current }: { readonly current: MapView }) {
  const t = useT("map");
  const [params] = useSearchParams();
  const kept = new URLSearchParams(SHARED.flatMap((name) => (params.get(name) ? [[name, params.get(name)!]] : [])));
  const query = kept.size > 0 ? `?${kept}` : "";
  return <Tabs label={t("tabs")} tabs={VIEWS.map((view) => ({ to: PLACES[view] + query, label: t(`tab.${view}`), current: view === current }))} />;
}
