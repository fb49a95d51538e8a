import { useT } from "#app/i18n/use-t.ts";
import { Tabs } from "../tabs.tsx";

/** The two sides of measuring: what came out, and whether it may be closed. */
export function ScoreTabs({ current, withPeriods }: { readonly current: "scorecards" | "periods" | "habits"; readonly withPeriods: boolean }) {
  const t = useT("scorecards");
  if (!withPeriods) return null;
  return (
    <Tabs
      label={t("tabs")}
      tabs={[
        { to: "/scorecards", label: t("tab.scorecards"), current: current === "scorecards" },
        { to: "/periods", label: t("tab.periods"), current: current === "periods" },
        { to: "/scorecards/habits", label: t("tab.habits"), current: current === "habits" },
      ]}
    />
  );
}
