import { Form, Link, useNavigation } from "@remix-run/react";
import { useId } from "react";
import { Button, LinkButton } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { LONGEST_INPUT_REASON, type PlannedAct } from "#app/domain/occurrence/act-on-occurrence.ts";
import { formatInstant } from "#app/format/instant.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { type Refusal, useRefusalText } from "./changes.tsx";
import type { PlannedPageData } from "./read.server.ts";

/** The client's input and the handing over, each one press away for those who work on it. */
export function PlannedWorkCard({ data, refusal }: { readonly data: PlannedPageData; readonly refusal: Refusal | null }) {
  const t = useT("planned");
  const locale = useLocale();
  const id = useId();
  const fault = useRefusalText(refusal, "reason");
  const when = (at: number) => formatInstant(at, data.zone, locale);
  const may = (act: PlannedAct) => data.acts.includes(act);
  if (!data.needsInput && data.acts.length === 0 && !data.mayAccept) return null;
  return (
    <Card title={t("work")}>
      <div className="flex flex-col gap-3">
        {data.needsInput ? (
          <div>
            <h3 className="font-medium">{t("work.input")}</h3>
            {data.agreedInputs.map((input) => <p key={input.key} className="text-muted">{`${input.name} (${input.due})`}</p>)}
            {data.inputs.some((row) => row.takenBackAt === null) ? null : <p className="text-pretty">{t("work.inputAwaited")}</p>}
            <ul className="text-sm">
              {data.inputs.map((row) => (
                <li key={row.number}>
                  <span className={row.takenBackAt === null ? undefined : "line-through"}>{t("work.inputCame", { side: row.side, when: when(row.at), name: row.by })}</span>
                  {row.takenBackAt === null ? null : <span className="block text-muted">{t("work.inputBack", { name: row.takenBackBy ?? "", when: when(row.takenBackAt), reason: row.reason ?? "" })}</span>}
                </li>
              ))}
            </ul>
          </div>
        ) : null}
        <div className="flex flex-wrap items-center gap-2">
          {may("deliver") ? <Act act="deliver" tone="primary">{t("act.deliver")}</Act> : null}
          {may("input") ? <Act act="input" tone={may("deliver") ? "plain" : "primary"}>{t("act.input")}</Act> : null}
          {data.mayAccept && data.task ? <LinkButton tone="primary" to={`/work/${data.task.id}`}>{t("act.accept")}</LinkButton> : null}
        </div>
        {may("deliver") ? <p className="text-sm text-muted">{t("act.deliver.text")}</p> : null}
        {may("input_back") ? (
          <details open={refusal?.values.act === "input_back" ? true : undefined}>
            <summary className="cursor-pointer text-muted select-none hover:text-ink">{t("act.input_back")}</summary>
            <Form method="post" className="mt-2 flex max-w-xl flex-col items-start gap-2">
              <label htmlFor={id} className="font-medium">{t("act.input_back.reason")}</label>
              <textarea id={id} name="reason" rows={2} maxLength={LONGEST_INPUT_REASON} defaultValue={refusal?.values.act === "input_back" ? refusal.values.reason : ""} aria-invalid={fault ? true : undefined} className={`${INPUT_LOOK} w-full px-3 py-2`} />
              {fault && refusal?.values.act === "input_back" ? <p role="alert" className="text-sm text-breach">{fault}</p> : null}
              <Button name="act" value="input_back">{t("act.input_back")}</Button>
            </Form>
          </details>
        ) : null}
        {data.task ? <Link to={`/work/${data.task.id}`} className="door self-start">{data.task.title}</Link> : null}
      </div>
    </Card>
  );
}

function Act({ act, tone, children }: { readonly act: PlannedAct; readonly tone: "primary" | "plain"; readonly children: string }) {
  const busy = useNavigation().state !== "idle";
  return (
    <Form method="post">
      <Button tone={tone} name="act" value={act} aria-busy={busy} disabled={busy}>{children}</Button>
    </Form>
  );
}
