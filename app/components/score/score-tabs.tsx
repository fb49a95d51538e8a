import { useT } from "#app/i18n/use-t.ts";
import { Tabs } from "../tabs.tsx";

/** The two sides of measuring: what came out, and whether it may be closed. */
export function ScoreTabs({ current, withPeriods }: { readonly current: "scorecards" | "periods" | "calendar" | "habits"; readonly withPeriods: boolean }) {
  const t = useT("scorecards");
  const closing = useT("closing");
  if (!withPeriods) return null;
  return (
    <Tabs
      label={t("tabs")}
      tabs={[
        { to: "/scorecards", label: t("tab.scorecards"), current: current === "scorecards" },
        { to: "/periods", label: t("tab.periods"), current: current === "periods" },
        { to: "/periods/calendar", label: closing("calendar.tab"), current: current === "calendar" },
        { to: "/scorecards/habits", label: t("tab.habits"), current: current === "habits" },
      ]}
    />
  );
}
