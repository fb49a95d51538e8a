import { useT } from "#app/i18n/use-t.ts";
import { Tabs } from "./tabs.tsx";

/** The views of ratings: what others say of us, what one said oneself, what clients say without being asked, and for the officer what asks for a look. */
export function RatingTabs({ current, withFairness }: { readonly current: "received" | "answers" | "clients" | "given" | "relationships" | "voice" | "fairness"; readonly withFairness: boolean }) {
  const t = useT("ratings");
  const voice = useT("voice");
  return (
    <Tabs
      label={t("title")}
      tabs={[
        { to: "/ratings", label: t("tab.received"), current: current === "received" },
        { to: "/ratings/answers", label: t("tab.answers"), current: current === "answers" },
        { to: "/ratings/clients", label: t("tab.clients"), current: current === "clients" },
        { to: "/ratings/given", label: t("tab.given"), current: current === "given" },
        { to: "/ratings/relationships", label: t("tab.relationships"), current: current === "relationships" },
        { to: "/ratings/voice", label: voice("title"), current: current === "voice" },
        ...(withFairness ? [{ to: "/ratings/fairness", label: t("tab.fairness"), current: current === "fairness" }] : []),
      ]}
    />
  );
}
