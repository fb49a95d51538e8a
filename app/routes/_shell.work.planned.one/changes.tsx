import { Form, useNavigation } from "@remix-run/react";
import { type ReactNode, useId } from "react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { LONGEST_CHANGE_REASON } from "#app/domain/occurrence/decide-occurrence-change.ts";
import { formatDay } from "#app/format/date.ts";
import { formatInstant } from "#app/format/instant.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { ReturnedForm } from "./form.ts";
import type { PlannedPageData } from "./read.server.ts";

export interface Refusal {
  readonly code: string;
  readonly field: string | null;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly values: ReturnedForm;
}

type Change = PlannedPageData["changes"][number];

/** A refusal in words; the date in it is of a neighbouring delivery. */
export function useRefusalText(refusal: Refusal | null, field: string | null): string | null {
  const t = useT("planned");
  const locale = useLocale();
  if (!refusal || refusal.field !== field) return null;
  const facts = typeof refusal.facts.date === "string" ? { ...refusal.facts, date: formatDay(refusal.facts.date, locale) } : refusal.facts;
  return t(`refused.${refusal.code}` as Key<"planned">, facts);
}

/** Who asked for what, and what the other side said; the newest first. */
export function Changes({ data, refusal }: { readonly data: PlannedPageData; readonly refusal: Refusal | null }) {
  const t = useT("planned");
  const fault = useRefusalText(refusal, null);
  if (data.changes.length === 0 && !fault) return null;
  return (
    <Card title={t("changes")}>
      {fault ? <Notice tone="error">{fault}</Notice> : null}
      <ul className="flex flex-col divide-y divide-line">
        {data.changes.map((change) => (
          <li key={change.number} className="flex flex-col gap-2 py-3 first:pt-0 last:pb-0">
            <OneChange change={change} data={data} refusal={refusal} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function OneChange({ change, data, refusal }: { readonly change: Change; readonly data: PlannedPageData; readonly refusal: Refusal | null }) {
  const t = useT("planned");
  const locale = useLocale();
  const when = (at: number) => formatInstant(at, data.zone, locale);
  const isOpen = change.state === "asked";
  return (
    <>
      <p className="font-medium">{change.type === "moved" ? t("asked.moved", { side: change.side, when: when(change.toAt ?? change.fromAt) }) : t("asked.waived", { side: change.side })}</p>
      <p className="whitespace-pre-line">{change.reason}</p>
      <p className="text-sm text-muted">{t("by", { name: change.askedBy, when: when(change.askedAt) })}</p>
      <p className="text-sm">{change.answeredAt !== null ? t("answered", { state: t(`state.${change.state}`), name: change.answeredBy ?? "", when: when(change.answeredAt) }) : t(`state.${change.state}`)}</p>
      {change.answer ? <p className="whitespace-pre-line">{change.answer}</p> : null}
      {isOpen ? <p className="text-sm text-muted">{t("until", { when: when(data.dueAt) })}</p> : null}
      {isOpen && change.mayAnswer ? (
        <div className="flex flex-col gap-3">
          <ActForm act="confirm" number={change.number}>
            <div>
              <Send act="confirm" label={t(`confirm.${change.type}`)} primary />
            </div>
          </ActForm>
          <details open={refusal?.values.act === "decline"} className="rounded-md border border-line">
            <summary className="opens px-3 py-2 font-medium select-none hover:bg-hover">{t("decline")}</summary>
            <div className="border-t border-line px-3 py-3">
              <ActForm act="decline" number={change.number}>
                <Words name="text" label={t("decline.text")} refusal={refusal?.values.act === "decline" ? refusal : null} />
                <div>
                  <Send act="decline" label={t("decline")} />
                </div>
              </ActForm>
            </div>
          </details>
        </div>
      ) : null}
      {isOpen && change.mayWithdraw ? (
        <ActForm act="withdraw" number={change.number}>
          <div>
            <Send act="withdraw" label={t("withdraw")} />
          </div>
        </ActForm>
      ) : null}
    </>
  );
}

/** The two questions that a side may put to the other. */
export function AskChange({ data, refusal }: { readonly data: PlannedPageData; readonly refusal: Refusal | null }) {
  const t = useT("planned");
  const locale = useLocale();
  return (
    <Card title={t("ask")}>
      <p className="mb-3 text-muted">{t("ask.explain", { when: formatInstant(data.dueAt, data.zone, locale) })}</p>
      <div className="flex flex-col gap-2">
        {(["moved", "waived"] as const).map((act) => {
          const own = refusal?.values.act === act ? refusal : null;
          return (
            <details key={act} {...{ name: "change" }} open={own !== null} className="rounded-md border border-line">
              <summary className="opens px-3 py-2 font-medium select-none hover:bg-hover">{t(`ask.${act}`)}</summary>
              <div className="flex flex-col gap-3 border-t border-line px-3 py-3">
                <p className="text-sm text-muted">{t(`ask.${act}.text`)}</p>
                <ActForm act={act} number={0}>
                  {act === "moved" ? <NewDate data={data} refusal={own} /> : null}
                  <Words name="reason" label={t("ask.reason")} refusal={own} />
                  <div>
                    <Send act={act} label={t("ask.send")} />
                  </div>
                </ActForm>
              </div>
            </details>
          );
        })}
      </div>
    </Card>
  );
}

function NewDate({ data, refusal }: { readonly data: PlannedPageData; readonly refusal: Refusal | null }) {
  const t = useT("planned");
  const id = useId();
  const dateFault = useRefusalText(refusal, "date");
  const timeFault = useRefusalText(refusal, "time");
  return (
    <>
      <div className="flex flex-wrap items-end gap-3">
        {(["date", "time"] as const).map((name) => {
          const fault = name === "date" ? dateFault : timeFault;
          return (
            <div key={name} className="flex flex-col gap-1">
              <label htmlFor={`${id}-${name}`} className="font-medium">
                {t(`ask.${name}`)}
              </label>
              <input
                id={`${id}-${name}`} type={name} name={name} required aria-invalid={fault ? true : undefined} aria-describedby={fault ? `${id}-fault` : undefined}
                defaultValue={refusal?.values[name] ?? (name === "date" ? data.newDate : data.newTime)} className={`${INPUT_LOOK} h-9 px-2.5`}
              />
            </div>
          );
        })}
        <span className="py-2 text-sm text-faint">{data.calendarZone}</span>
      </div>
      {dateFault ?? timeFault ? (
        <p id={`${id}-fault`} role="alert" className="text-sm text-breach">
          {dateFault ?? timeFault}
        </p>
      ) : null}
    </>
  );
}

function ActForm({ act, number, children }: { readonly act: string; readonly number: number; readonly children: ReactNode }) {
  return (
    <Form method="post" className="flex flex-col gap-3">
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="number" value={number} />
      {children}
    </Form>
  );
}

function Send({ act, label, primary = false }: { readonly act: string; readonly label: string; readonly primary?: boolean }) {
  const busy = useNavigation().formData?.get("act") === act;
  return (
    <Button tone={primary ? "primary" : "plain"} disabled={busy} aria-busy={busy}>
      {label}
    </Button>
  );
}

function Words({ name, label, refusal }: { readonly name: "reason" | "text"; readonly label: string; readonly refusal: Refusal | null }) {
  const id = useId();
  const fault = useRefusalText(refusal, name);
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <textarea id={id} name={name} rows={3} required maxLength={LONGEST_CHANGE_REASON} defaultValue={refusal?.values[name] ?? ""} aria-invalid={fault ? true : undefined} aria-describedby={fault ? `${id}-fault` : undefined} className={`${INPUT_LOOK} px-2.5 py-1.5`} />
      {fault ? (
        <p id={`${id}-fault`} role="alert" className="text-sm text-breach">
          {fault}
        </p>
      ) : null}
    </div>
  );
}
