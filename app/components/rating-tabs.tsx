import { useT } from "#app/i18n/use-t.ts";
import { Tabs } from "./tabs.tsx";

/** The two ways in which clients speak of the viewer's departments: by name, and in confidence. */
export function RatingTabs() {
  const t = useT("rounds");
  const ratings = useT("ratings");
  return (
    <Tabs
      label={ratings("title")}
      tabs={[
        { to: "/ratings", label: t("tab.named") },
        { to: "/ratings/relationships", label: t("tab.relationship") },
      ]}
    />
  );
}
