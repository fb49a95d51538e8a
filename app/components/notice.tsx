import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

const TONES = {
  info: [
    "border-line bg-sunken text-ink",
    <Info key="i" aria-hidden size={16} className="text-run" />,
  ],
  done: [
    "border-transparent bg-met-soft text-ink",
    <CircleCheck key="i" aria-hidden size={16} className="text-met" />,
  ],
  warning: [
    "border-transparent bg-risk-soft text-ink",
    <TriangleAlert key="i" aria-hidden size={16} className="text-risk" />,
  ],
  error: [
    "border-transparent bg-breach-soft text-ink",
    <CircleAlert key="i" aria-hidden size={16} className="text-breach" />,
  ],
} as const;

/** A sentence that needs attention in the flow of a page. `error` is announced at once. */
export function Notice({
  tone = "info",
  children,
  action,
}: {
  readonly tone?: keyof typeof TONES;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}) {
  const [look, icon] = TONES[tone];
  return (
    <div
      role={tone === "error" ? "alert" : "note"}
      className={classNames("flex items-start gap-2.5 rounded-md border px-3 py-2", look)}
    >
      <span className="mt-[3px] shrink-0">{icon}</span>
      <div className="flex min-w-0 grow flex-wrap items-start justify-between gap-x-3 gap-y-2">
        <div className="min-w-0 flex-[1_1_14rem] text-pretty">{children}</div>
        {action ? <div className="shrink-0">{action}</div> : null}
      </div>
    </div>
  );
}
