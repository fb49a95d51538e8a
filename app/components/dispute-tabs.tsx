import { useT } from "#app/i18n/use-t.ts";
import { Tabs } from "./tabs.tsx";

const VIEWS = ["waiting", "decided", "all"] as const;
export type DisputeView = (typeof VIEWS)[number];

/** The views of the objections, and next to them the corrections where the viewer decides those. */
export function DisputeTabs({ current, withCorrections }: { readonly current: DisputeView | "corrections"; readonly withCorrections: boolean }) {
  const t = useT("disputes");
  return (
    <Tabs
      label={t("views")}
      tabs={[
        ...VIEWS.map((view) => ({ to: view === "waiting" ? "/work/disputes" : `/work/disputes?view=${view}`, label: t(`view.${view}`), current: view === current })),
        { to: "/work/incidents", label: t("incidents"), current: false },
        ...(withCorrections ? [{ to: "/periods/corrections", label: t("corrections"), current: current === "corrections" }] : []),
      ]}
    />
  );
}
