import { useT } from "#app/i18n/use-t.ts";
import { Tabs } from "./tabs.tsx";

/** The four lists of what exists. */
export function CatalogueTabs({ open }: { /** Where the page is one view of a list and has an address of its own. */ readonly open?: "/departments" }) {
  const t = useT("catalogue");
  return (
    <Tabs
      label={t("title")}
      tabs={[
        { to: "/catalogue", label: t("products") },
        { to: "/departments", label: t("departments"), ...(open === "/departments" && { current: true }) },
        { to: "/people", label: t("people") },
        { to: "/calendars", label: t("calendars") },
      ]}
    />
  );
}
