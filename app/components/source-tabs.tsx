import { useT } from "#app/i18n/use-t.ts";
import { Tabs } from "./tabs.tsx";
import { type SettingsPart, SettingsTabs } from "./settings-tabs.tsx";

export type SourcePart = "tokens" | "in" | "out" | "pull" | "folder";

/** The tabs of the settings, and below them those of the ways for machines. */
export function SourceTabs({ parts, current }: { readonly parts: readonly SettingsPart[]; readonly current: SourcePart }) {
  const t = useT("hooks");
  const tab = (id: SourcePart, to: string) => ({ to, label: t(`tab.${id}`), current: current === id });
  return (
    <>
      <SettingsTabs parts={parts} current="tokens" />
      <Tabs label={t("parts")} tabs={[tab("tokens", "/settings/tokens"), tab("in", "/settings/tokens/in"), tab("out", "/settings/tokens/out"), tab("pull", "/settings/tokens/pull"), tab("folder", "/settings/tokens/folder")]} />
    </>
  );
}
