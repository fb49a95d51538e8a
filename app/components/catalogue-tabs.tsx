import { useT } from "#app/i18n/use-t.ts";
import { Tabs } from "./tabs.tsx";

/** The four lists of what exists. */
export function CatalogueTabs() {
  const t = useT("catalogue");
  return (
    <Tabs
      label={t("title")}
      tabs={[
        { to: "/catalogue", label: t("products") },
        { to: "/departments", label: t("departments") },
        { to: "/people", label: t("people") },
        { to: "/calendars", label: t("calendars") },
      ]}
    />
  );
}
