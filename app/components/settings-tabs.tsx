import { useT } from "#app/i18n/use-t.ts";
import { Tabs } from "./tabs.tsx";

/** Parts of the settings that this person may open. */
export const SETTINGS_PARTS = ["about", "accounts", "roles", "tokens", "jobs", "audit", "policy", "surveys", "privacy"] as const;
export type SettingsPart = (typeof SETTINGS_PARTS)[number];

const PATHS: Record<SettingsPart, string> = { about: "/settings", accounts: "/settings/accounts", roles: "/settings/roles", tokens: "/settings/tokens", jobs: "/settings/jobs", audit: "/settings/audit", policy: "/settings/policy", surveys: "/settings/surveys", privacy: "/settings/privacy" };

/** The tabs of the settings. A page below one of them says which is `current`. */
export function SettingsTabs({ parts, current }: { readonly parts: readonly SettingsPart[]; readonly current?: SettingsPart }) {
  const t = useT("settings");
  return <Tabs label={t("title")} tabs={parts.map((part) => ({ to: PATHS[part], label: t(part === "tokens" ? "sources" : part), ...(current === undefined ? {} : { current: part === current }) }))} />;
}
