import { useFetcher, useLocation } from "@remix-run/react";
import { Monitor, Moon, Sun } from "lucide-react";
import { useT } from "#app/i18n/use-t.ts";
import { Segmented } from "./segmented.tsx";

const ICONS = {
  system: <Monitor aria-hidden size={15} />,
  light: <Sun aria-hidden size={15} />,
  dark: <Moon aria-hidden size={15} />,
} as const;
const THEMES = ["system", "light", "dark"] as const;

/** Light, dark, or as the system says; remembered in a cookie, so that the server draws it at once. */
export function ThemeSwitch({ theme }: { readonly theme: (typeof THEMES)[number] }) {
  const t = useT("shell");
  const preference = useFetcher();
  const { pathname, search } = useLocation();
  const asked = preference.formData?.get("theme");
  const choices = THEMES.map((value) => ({
    value,
    label: t(`theme.${value}`),
    icon: ICONS[value],
  }));
  return (
    <preference.Form method="post" action="/preferences">
      <input type="hidden" name="next" value={pathname + search} />
      <Segmented
        label={t("menu.theme")}
        name="theme"
        choices={choices}
        current={typeof asked === "string" ? asked : theme}
      />
    </preference.Form>
  );
}
