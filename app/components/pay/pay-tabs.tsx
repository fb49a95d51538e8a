import { useT } from "#app/i18n/use-t.ts";
import { Tabs } from "../tabs.tsx";

export const PAY_PLACES = ["mine", "ready", "runs", "adjustments", "spread", "scenarios", "plans", "absences"] as const;
export type PayPlace = (typeof PAY_PLACES)[number];

const PATHS: Record<PayPlace, string> = { mine: "/pay", ready: "/pay/ready", runs: "/pay/runs", adjustments: "/pay/adjustments", spread: "/pay/spread", scenarios: "/pay/scenarios", plans: "/pay/plans", absences: "/pay/absences" };

/** The parts of pay that are open to the person who looks. */
export function PayTabs({ current, open }: { readonly current: PayPlace; readonly open: readonly PayPlace[] }) {
  const t = useT("pay");
  if (open.length < 2) return null;
  return <Tabs label={t("tabs")} tabs={open.map((place) => ({ to: PATHS[place], label: t(`tab.${place}`), current: place === current }))} />;
}
