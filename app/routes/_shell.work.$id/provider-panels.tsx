import { EvidenceField } from "#app/components/evidence.tsx";
import { useT } from "#app/i18n/use-t.ts";
import { Choice, Earlier, Line, Note } from "./act-fields.tsx";
import { Panel } from "./act-panel.tsx";
import type { ActsView } from "./acts.tsx";
import { fileFault } from "./client-panels.tsx";
import { pauseWord } from "./words.ts";

/** What the provider does with words: deliver, ask, pause, assign, decline, close. */
export function ProviderPanels(view: ActsView) {
  const { data, has, bad, typed, other } = view;
  const t = useT("desk");
  const work = useT("work");
  const { task, zone } = data;
  const { seq } = task;
  const title = task.title || data.product;
  const counts = data.pauseReasons.some(({ reason, counts: stops }) => reason === "client_input" && stops);
  return (
    <>
      {has("deliver") ? <Deliver {...view} /> : null}
      {has("ask_input") ? (
        <Panel act="ask_input" open={bad("ask_input") !== null} seq={seq} title={t("act.ask_input.title", { client: data.clients })} text={t(counts ? "act.ask_input.counts" : "act.ask_input.countsNot")}>
          <Note name="note" label={t("act.ask_input.note")} value={typed("ask_input")("note")} />
          <Earlier values={typed("ask_input")} other={other} zone={zone} open={bad("ask_input")?.field === "when"} />
        </Panel>
      ) : null}
      {has("pause") ? (
        <Panel act="pause" open={bad("pause") !== null} text={t("act.pause.text")} seq={seq} title={t("act.pause.title")}>
          <Choice
            name="reason"
            label={t("act.pause.why")}
            value={typed("pause")("reason")}
            options={data.pauseReasons.map(({ reason, counts: stops }) => ({ value: reason, label: task.hasAgreement ? work(stops ? "pause.counts" : "pause.countsNot", { reason: pauseWord(reason, work) }) : pauseWord(reason, work) }))}
          />
          <Note name="note" label={t("act.pause.note")} value={typed("pause")("note")} rows={2} required={false} />
          <Earlier values={typed("pause")} other={other} zone={zone} open={bad("pause")?.field === "when"} />
        </Panel>
      ) : null}
      {has("assign") ? (
        <Panel act="assign" open={bad("assign") !== null} seq={seq} title={t("act.assign")}>
          <Choice name="personId" label={t("act.assign.to")} value={typed("assign")("personId")} options={data.assignable.map((one) => ({ value: one.id, label: one.name }))} />
        </Panel>
      ) : null}
      {has("decline") ? (
        <Panel act="decline" danger open={bad("decline") !== null} seq={seq} title={t("act.decline.title", { title })} text={t("act.decline.text")}>
          <Note name="reason" label={t("act.decline.reason")} value={typed("decline")("reason")} />
        </Panel>
      ) : null}
      {has("close_no_answer") ? (
        <Panel act="close_no_answer" danger open={bad("close_no_answer") !== null} seq={seq} title={t("act.close_no_answer.title", { title })} text={t("act.close_no_answer.text", { days: data.noAnswer?.days ?? 0 })}>
          <Note name="reason" label={t("act.close_no_answer.reason")} value={typed("close_no_answer")("reason")} />
        </Panel>
      ) : null}
    </>
  );
}

function Deliver({ data, bad, typed, primary, other }: ActsView) {
  const t = useT("desk");
  const evidence = useT("evidence");
  const refusal = bad("deliver");
  const value = typed("deliver");
  const ticked = refusal ? (value("part") ?? "").split("\n") : data.checklist;
  return (
    <Panel act="deliver" primary={primary === "deliver"} open={refusal !== null} text={t("act.deliver.text")} seq={data.task.seq} title={t("act.deliver.title", { client: data.clients })} files>
      {data.asksItems ? (
        <div className="grid grid-cols-2 gap-3">
          <Line name="items" label={t("act.deliver.items")} value={value("items")} numeric />
          <Line name="itemsRequested" label={t("act.deliver.itemsRequested")} value={value("itemsRequested")} numeric />
        </div>
      ) : null}
      {data.checklist.length > 0 ? (
        <fieldset className="flex flex-col gap-1.5">
          <legend className="mb-1 font-medium">{t("act.deliver.parts")}</legend>
          <input type="hidden" name="checklist" value="yes" />
          {data.checklist.map((part) => (
            <label key={part} className="flex items-start gap-2.5">
              <input type="checkbox" name="part" value={part} defaultChecked={ticked.includes(part)} className="mt-[3px] size-4 shrink-0 accent-fill" />
              {part}
            </label>
          ))}
        </fieldset>
      ) : null}
      {data.templates.length > 0 ? (
        <Choice
          name="template"
          label={t("act.deliver.template")}
          value={value("template") ?? data.templates[0]}
          required={false}
          options={[...data.templates.map((template) => ({ value: template, label: template })), { value: "", label: t("act.deliver.template.none") }]}
        />
      ) : null}
      <label className="flex items-start gap-2.5">
        <input type="checkbox" name="partial" defaultChecked={value("partial") === "on"} className="mt-[3px] size-4 shrink-0 accent-fill" />
        {t("act.deliver.partial")}
      </label>
      <Note name="files" label={t("act.deliver.named")} value={value("files")} rows={data.asksFiles ? 3 : 2} required={false} />
      <Earlier values={value} other={other} zone={data.zone} open={refusal?.field === "when"} />
      <EvidenceField label={evidence("field.delivery")} refusal={fileFault(refusal)} hadFiles={refusal?.hadFiles} />
    </Panel>
  );
}
