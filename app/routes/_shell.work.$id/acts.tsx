import { Form, useNavigation } from "@remix-run/react";
import { Ban, CalendarCheck, Check, Hand, PackageCheck, Pause, Play, Undo2, UserRound } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { ConfirmDialog } from "#app/components/confirm-dialog.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { formatWeekday } from "#app/format/date.ts";
import { formatInstantNear } from "#app/format/instant.ts";
import { localTime } from "#app/format/local-time.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { TaskPageData } from "./task-page.server.ts";
import { criterionWord, pauseWord } from "./words.ts";

export interface ActRefusal {
  readonly act: string;
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly field: string | null;
  readonly values: Readonly<Record<string, string>>;
}

type Act = TaskPageData["acts"][number];

const ICONS: Readonly<Record<Act, ReactNode>> = {
  take: <Hand aria-hidden size={15} />,
  assign: <UserRound aria-hidden size={15} />,
  agree_date: <CalendarCheck aria-hidden size={15} />,
  pause: <Pause aria-hidden size={15} />,
  resume: <Play aria-hidden size={15} />,
  deliver: <PackageCheck aria-hidden size={15} />,
  accept: <Check aria-hidden size={15} />,
  return: <Undo2 aria-hidden size={15} />,
  cancel: <Ban aria-hidden size={15} />,
};

/** What the viewer can do with the task now. Every form carries the history it was drawn from. */
export function Acts({ data, refusal }: { readonly data: TaskPageData; readonly refusal: ActRefusal | null }) {
  const t = useT("work");
  const locale = useLocale();
  const { acts, task } = data;
  const has = (act: Act) => acts.includes(act);
  const primary = (["take", "resume", "accept", "deliver"] as const).find(has);
  const bad = (act: string) => (refusal?.act === act ? refusal : null);
  if (acts.length === 0) return null;
  return (
    <Card title={t("acts")}>
      <div className="flex flex-col gap-3">
        {refusal && refusal.act !== "dispute" ? <Notice tone="error">{t(`refused.${refusal.code}` as Key<"work">, refusal.facts)}</Notice> : null}
        {task.state === "delivered" && task.acceptUntil !== null && has("accept") ? (
          <p className="text-muted">{t("act.acceptUntil", { when: formatInstantNear(task.acceptUntil, data.now, data.zone, locale) })}</p>
        ) : null}
        {/* A new key after each act: panels that were open close again, what was refused stays. */}
        <div key={task.seq} className="flex flex-wrap items-start gap-2">
          {(["take", "resume", "accept", "agree_date"] as const).map((act) =>
            has(act) ? (
              <ActForm key={act} act={act} seq={task.seq}>
                <Send act={act} tone={act === primary ? "primary" : "plain"}>
                  {act === "agree_date" && data.wantedAt !== null ? t("act.agree_date", { date: formatWeekday(localTime(data.wantedAt, data.zone).date, locale) }) : t(`act.${act}`)}
                </Send>
              </ActForm>
            ) : null
          )}
          {has("deliver") ? <Deliver data={data} refusal={bad("deliver")} primary={primary === "deliver"} /> : null}
          {has("pause") ? (
            <Panel act="pause" open={bad("pause") !== null} text={t("act.pause.text")} seq={task.seq} title={t("act.pause.title")}>
              <Choice
                name="reason"
                label={t("act.pause.why")}
                value={bad("pause")?.values.reason}
                options={data.pauseReasons.map(({ reason, counts }) => ({
                  value: reason,
                  label: task.hasAgreement ? t(counts ? "pause.counts" : "pause.countsNot", { reason: pauseWord(reason, t) }) : pauseWord(reason, t),
                }))}
              />
            </Panel>
          ) : null}
          {has("assign") ? (
            <Panel act="assign" open={bad("assign") !== null} seq={task.seq} title={t("act.assign")}>
              <Choice name="personId" label={t("act.assign.to")} value={bad("assign")?.values.personId} options={data.assignable.map((one) => ({ value: one.id, label: one.name }))} />
            </Panel>
          ) : null}
          {has("return") ? (
            <Panel act="return" open={bad("return") !== null} text={t("act.return.text")} seq={task.seq} title={t("act.return.title", { provider: data.provider })}>
              <Choice
                name="criterion"
                label={t("act.return.criterion")}
                value={bad("return")?.values.criterion}
                options={data.criteria.map((criterion) => ({ value: criterion, label: criterionWord(criterion, t) }))}
              />
              <Note name="reason" label={t("act.return.reason")} value={bad("return")?.values.reason} />
            </Panel>
          ) : null}
          {has("cancel") ? (
            <ConfirmDialog
              title={t("act.cancel.title", { title: task.title || data.product })}
              consequence={t(data.side === "client" || data.isBothSides ? "act.cancel.client" : "act.cancel.provider")}
              triggerLabel={t("act.cancel")}
              triggerIcon={ICONS.cancel}
              initiallyOpen={bad("cancel") !== null}
            >
              {() => (
                <ActForm act="cancel" seq={task.seq} stacked>
                  <Note name="reason" label={t("act.cancel.reason")} value={bad("cancel")?.values.reason} />
                  <div>
                    <Send act="cancel" tone="danger">
                      {t("act.cancel")}
                    </Send>
                  </div>
                </ActForm>
              )}
            </ConfirmDialog>
          ) : null}
        </div>
      </div>
    </Card>
  );
}

function Deliver({ data, refusal, primary }: { readonly data: TaskPageData; readonly refusal: ActRefusal | null; readonly primary: boolean }) {
  const t = useT("work");
  const value = (name: string) => refusal?.values[name];
  return (
    <Panel act="deliver" primary={primary} open={refusal !== null} text={t("act.deliver.text")} seq={data.task.seq} title={t("act.deliver.title", { client: data.clients })}>
      {data.asksItems ? (
        <div className="grid grid-cols-2 gap-3">
          <Line name="items" label={t("act.deliver.items")} value={value("items")} />
          <Line name="itemsRequested" label={t("act.deliver.itemsRequested")} value={value("itemsRequested")} />
        </div>
      ) : null}
      <Note name="files" label={t("act.deliver.files")} value={value("files")} rows={data.asksFiles ? 3 : 2} required={false} />
      <label className="flex items-start gap-2.5">
        <input type="checkbox" name="partial" defaultChecked={value("partial") === "on"} className="mt-[3px] size-4 shrink-0 accent-fill" />
        {t("act.deliver.partial")}
      </label>
    </Panel>
  );
}

function ActForm({ act, seq, stacked = false, children }: { readonly act: Act; readonly seq: number; readonly stacked?: boolean; readonly children: ReactNode }) {
  return (
    <Form method="post" preventScrollReset className={stacked ? "flex flex-col gap-3" : undefined}>
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="seq" value={seq} />
      {children}
    </Form>
  );
}

function Send({ act, tone, children }: { readonly act: Act; readonly tone: "primary" | "plain" | "danger"; readonly children: ReactNode }) {
  const navigation = useNavigation();
  const busy = navigation.formData?.get("act") === act;
  return (
    <Button tone={tone} icon={ICONS[act]} disabled={busy} aria-busy={busy}>
      {children}
    </Button>
  );
}

/** An act that needs words: it opens in place, also without a script. */
function Panel({
  act,
  title,
  text,
  seq,
  open,
  primary = false,
  children,
}: {
  readonly act: Act;
  readonly title: string;
  readonly text?: string;
  readonly seq: number;
  readonly open: boolean;
  readonly primary?: boolean;
  readonly children: ReactNode;
}) {
  const t = useT("work");
  return (
    <details {...{ name: "act" }} open={open} className="open:order-last open:w-full">
      <summary
        className={
          "inline-flex h-9 items-center gap-1.5 rounded-md border px-3.5 font-medium select-none " +
          (primary ? "border-fill bg-fill text-on-fill hover:bg-fill-hover" : "border-line-strong bg-raised hover:bg-hover")
        }
      >
        {ICONS[act]}
        {t(`act.${act}` as Key<"work">)}
      </summary>
      <div className="mt-3 max-w-xl rounded-md border border-line bg-sunken p-4">
        <p className="font-semibold">{title}</p>
        {text ? <p className="mt-0.5 mb-3 text-sm text-pretty text-muted">{text}</p> : <div className="mb-3" />}
        <ActForm act={act} seq={seq} stacked>
          {children}
          <div>
            <Send act={act} tone="primary">
              {t(`act.${act}` as Key<"work">)}
            </Send>
          </div>
        </ActForm>
      </div>
    </details>
  );
}

export function Choice({
  name,
  label,
  value,
  options,
}: {
  readonly name: string;
  readonly label: string;
  readonly value?: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <select id={id} name={name} defaultValue={value} required className={`${INPUT_LOOK} h-9 w-full pr-8 pl-3`}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

export function Note({ name, label, value, rows = 3, required = true }: { readonly name: string; readonly label: string; readonly value?: string; readonly rows?: number; readonly required?: boolean }) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <textarea id={id} name={name} defaultValue={value} rows={rows} required={required} maxLength={2000} className={`${INPUT_LOOK} w-full px-3 py-2`} />
    </div>
  );
}

function Line({ name, label, value }: { readonly name: string; readonly label: string; readonly value?: string }) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <input id={id} name={name} defaultValue={value} inputMode="numeric" className={`${INPUT_LOOK} h-9 w-full px-3`} />
    </div>
  );
}
