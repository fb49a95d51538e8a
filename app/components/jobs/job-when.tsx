import type { PortalWhen } from "#app/domain/schedule/portal-jobs.ts";
import { useT } from "#app/i18n/use-t.ts";

/** When a job runs, as one says it. */
export function JobWhen({ when }: { readonly when: PortalWhen }) {
  const t = useT("settings");
  return <span className="whitespace-nowrap">{when.type === "daily" ? t("when.daily", { at: when.at }) : t(when.minutes === 1 ? "when.everyMinute" : "when.every", { count: when.minutes })}</span>;
}
