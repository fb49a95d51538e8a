import type { ClockState } from "#app/domain/improvement/reply-clock.ts";
import { formatWorkingTime } from "#app/format/duration.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { classNames } from "./class-names.ts";
import { Time } from "./time.tsx";

/** A reply or step that is owed: when, and how much working time is left or how late it is; once done, whether it was in time. */
export function ClockWord({ state, dueAt, workingMs, zone, now }: { readonly state: ClockState; readonly dueAt: number; readonly workingMs: number; readonly zone: string; readonly now: number }) {
  const t = useT("improvement");
  const locale = useLocale();
  const said = t(`clock.${state}`, { time: formatWorkingTime(workingMs, locale) });
  return (
    <span className={classNames("inline-flex flex-col", state === "near" && "text-risk", state === "late" && "text-breach")}>
      {state === "in_time" || state === "too_late" ? null : <Time at={dueAt} zone={zone} now={now} />}
      <span className="text-sm">{said}</span>
    </span>
  );
}
