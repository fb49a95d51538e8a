import { Check, CircleDashed, FileOutput, Hourglass, Send, Undo2, type LucideIcon } from "lucide-react";
import { useT } from "#app/i18n/use-t.ts";
import { classNames } from "../class-names.ts";

export type RunStateCode = "prepared" | "submitted" | "approved" | "published" | "exported" | "returned";

const LOOKS: Record<RunStateCode, readonly [string, LucideIcon]> = {
  prepared: ["border-line-strong text-muted", CircleDashed],
  submitted: ["border-transparent bg-risk-soft text-risk", Hourglass],
  approved: ["border-transparent bg-met-soft text-met", Check],
  published: ["border-transparent bg-run-soft text-run", Send],
  exported: ["border-transparent bg-excused-soft text-excused", FileOutput],
  returned: ["border-transparent bg-pause-soft text-pause", Undo2],
};

/** The state of a run as word, icon and colour. */
export function RunState({ state, size = "regular" }: { readonly state: RunStateCode; readonly size?: "regular" | "small" }) {
  const t = useT("pay");
  const [look, Icon] = LOOKS[state];
  return (
    <span className={classNames("inline-flex items-center gap-1 rounded-sm border font-medium whitespace-nowrap", size === "small" ? "h-5 px-1.5 text-xs" : "h-6 px-2 text-sm", look)}>
      <Icon aria-hidden size={13} className="shrink-0" />
      {t(`run.state.${state}`)}
    </span>
  );
}
