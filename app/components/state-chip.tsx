import {
  Ban,
  Check,
  CheckCheck,
  CircleDashed,
  CircleHelp,
  Clock3,
  FileCheck2,
  FilePen,
  Handshake,
  Lock,
  Minus,
  PackageCheck,
  Pause,
  Play,
  Scale,
  Slash,
  TimerReset,
  Undo2,
  X,
  type LucideIcon,
} from "lucide-react";
import type { ReactNode } from "react";
import { useT } from "#app/i18n/use-t.ts";
import { classNames } from "./class-names.ts";

type Tone = "met" | "risk" | "breach" | "run" | "pause" | "excused" | "unknown" | "outline";

const TONES: Record<Tone, string> = {
  met: "bg-met-soft text-met border-transparent",
  risk: "bg-risk-soft text-risk border-transparent",
  breach: "bg-breach-soft text-breach border-transparent",
  run: "bg-run-soft text-run border-transparent",
  pause: "bg-pause-soft text-pause border-transparent",
  excused: "bg-excused-soft text-excused border-transparent",
  unknown: "bg-unknown-soft text-unknown border-transparent hatched",
  outline: "bg-transparent text-muted border-line-strong",
};

/** Every state that a chip can show: verdicts, agreements and periods (ui.md, principle 3). */
const LOOKS = {
  met: ["met", Check],
  at_risk: ["risk", Clock3],
  breached: ["breach", X],
  running: ["run", Play],
  pending: ["outline", CircleDashed],
  paused: ["pause", Pause],
  unmeasurable: ["unknown", CircleHelp],
  excused: ["excused", Slash],
  void: ["outline", Slash],
  no_agreement: ["outline", Minus],
  requested: ["outline", CircleDashed],
  in_progress: ["run", Play],
  delivered: ["outline", PackageCheck],
  returned: ["risk", Undo2],
  accepted: ["outline", CheckCheck],
  done: ["met", Check],
  cancelled: ["excused", Ban],
  draft: ["outline", FilePen],
  proposed: ["run", Handshake],
  countered: ["pause", Scale],
  agreed: ["met", FileCheck2],
  in_force: ["met", FileCheck2],
  superseded: ["excused", TimerReset],
  ended: ["excused", TimerReset],
  rejected: ["breach", X],
  terminated: ["excused", Ban],
  open: ["run", Play],
  review: ["pause", Scale],
  sealed: ["risk", Lock],
  closed: ["excused", Lock],
  failed: ["breach", X],
  stopped: ["pause", Pause],
  late: ["breach", Clock3],
} as const satisfies Record<string, readonly [Tone, LucideIcon]>;

export type ShownState = keyof typeof LOOKS;

/** Whether a code of the data has a chip. */
export function isShownState(code: string): code is ShownState {
  return code in LOOKS;
}

/** Looks of the states of disputes and of improvement cases, which have words of their own. */
export const DISPUTE_LOOKS = { open: "open", carried: "paused", excused: "excused", corrected: "done", voided: "void", refused: "rejected", withdrawn: "cancelled" } as const satisfies Record<string, ShownState>;
export const CASE_LOOKS = { open: "pending", in_progress: "in_progress", to_check: "review", confirmed: "done", reopened: "returned" } as const satisfies Record<string, ShownState>;
export const VOICE_LOOKS = { open: "pending", answered: "delivered", reopened: "returned", closed: "done" } as const satisfies Record<string, ShownState>;

/**
 * A state as word, icon and colour, never colour alone. `detail` stands behind the word: the remaining working time, by how much it
 * was late, who is waited for.
 */
export function StateChip({
  state,
  word,
  detail,
  size = "regular",
}: {
  readonly state: ShownState;
  /** The thing's own word for a state that only looks the same. */
  readonly word?: string;
  readonly detail?: ReactNode;
  readonly size?: "regular" | "small";
}) {
  const t = useT("states");
  const [tone, Icon] = LOOKS[state];
  return (
    <span
      className={classNames(
        "inline-flex max-w-full items-center gap-1 rounded-sm border font-medium whitespace-nowrap",
        size === "small" ? "h-5 px-1.5 text-xs" : "h-6 px-2 text-sm",
        TONES[tone]
      )}
    >
      <Icon aria-hidden size={size === "small" ? 12 : 13} strokeWidth={2.4} className="shrink-0" />
      {word ?? t(state)}
      {detail ? <span className="truncate font-normal">· {detail}</span> : null}
    </span>
  );
}
