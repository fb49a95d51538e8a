import { Form, useNavigation } from "@remix-run/react";
import { Ban, CalendarCheck, CalendarClock, Check, FileQuestion, Hand, History, ListChecks, MailX, PackageCheck, Pause, Play, Ruler, Undo2, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#app/components/button.tsx";
import type { TaskAct } from "#app/domain/task/task-acts.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useT } from "#app/i18n/use-t.ts";

export interface ActRefusal {
  readonly act: string;
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly field: string | null;
  readonly values: Readonly<Record<string, string | undefined>>;
  /** Files were sent with it: a browser does not keep them. */
  readonly hadFiles: boolean;
}

const look = { "aria-hidden": true, size: 15 } as const;

const ICONS: Readonly<Record<TaskAct | "earlier", ReactNode>> = {
  take: <Hand {...look} />,
  accept_once: <Hand {...look} />,
  decline: <Ban {...look} />,
  assign: <UserRound {...look} />,
  ask_input: <FileQuestion {...look} />,
  give_input: <ListChecks {...look} />,
  input_came: <ListChecks {...look} />,
  confirm_input: <ListChecks {...look} />,
  agree_date: <CalendarCheck {...look} />,
  propose_date: <CalendarClock {...look} />,
  date_agreed: <CalendarCheck {...look} />,
  pause: <Pause {...look} />,
  resume: <Play {...look} />,
  reject_pause: <Pause {...look} />,
  deliver: <PackageCheck {...look} />,
  accept: <Check {...look} />,
  return: <Undo2 {...look} />,
  measure: <Ruler {...look} />,
  close_no_answer: <MailX {...look} />,
  cancel: <Ban {...look} />,
  earlier: <History {...look} />,
};

/** One act as a form. Every form carries the history it was drawn from. */
export function ActForm({ act, seq, stacked = false, files = false, children }: { readonly act: TaskAct | null; readonly seq: number; readonly stacked?: boolean; readonly files?: boolean; readonly children: ReactNode }) {
  return (
    <Form method="post" preventScrollReset encType={files ? "multipart/form-data" : undefined} className={stacked ? "flex flex-col gap-3" : undefined}>
      {act === null ? null : <input type="hidden" name="act" value={act} />}
      <input type="hidden" name="seq" value={seq} />
      {children}
    </Form>
  );
}

export function Send({ act, tone, children }: { readonly act: TaskAct | "earlier"; readonly tone: "primary" | "plain" | "danger"; readonly children: ReactNode }) {
  const navigation = useNavigation();
  const busy = navigation.formData !== undefined && navigation.formData.get("act") === act;
  return (
    <Button tone={tone} icon={ICONS[act]} disabled={busy} aria-busy={busy}>
      {children}
    </Button>
  );
}

/** An act that needs words: it opens in place, also without a script. */
export function Panel({
  act,
  title,
  text,
  seq,
  open,
  primary = false,
  danger = false,
  files = false,
  children,
}: {
  readonly act: TaskAct | "earlier";
  readonly title: string;
  readonly text?: string;
  readonly seq: number;
  readonly open: boolean;
  readonly primary?: boolean;
  /** It cannot be undone: the panel names the object, its button is the red one. */
  readonly danger?: boolean;
  readonly files?: boolean;
  readonly children: ReactNode;
}) {
  const t = useT("desk");
  return (
    <details {...{ name: "act" }} open={open} className="open:order-last open:w-full">
      <summary
        className={
          "inline-flex h-9 items-center gap-1.5 rounded-md border px-3.5 font-medium select-none " +
          (primary ? "border-fill bg-fill text-on-fill hover:bg-fill-hover" : "border-line-strong bg-raised hover:bg-hover")
        }
      >
        {ICONS[act]}
        {t(`act.${act}` as Key<"desk">)}
      </summary>
      <div className="mt-3 max-w-xl rounded-md border border-line bg-sunken p-4">
        <p className="font-semibold">{title}</p>
        {text ? <p className="mt-0.5 mb-3 text-sm text-pretty text-muted">{text}</p> : <div className="mb-3" />}
        <ActForm act={act === "earlier" ? null : act} seq={seq} stacked files={files}>
          {children}
          <div>
            <Send act={act} tone={danger ? "danger" : "primary"}>
              {t(`act.${act}` as Key<"desk">)}
            </Send>
          </div>
        </ActForm>
      </div>
    </details>
  );
}
