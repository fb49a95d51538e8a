import { EvidenceField } from "#app/components/evidence.tsx";
import { formatInstantNear } from "#app/format/instant.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { Choice, Earlier, Line, Note } from "./act-fields.tsx";
import { type ActRefusal, Panel } from "./act-panel.tsx";
import type { ActsView } from "./acts.tsx";
import { criterionWord, pauseWord } from "./words.ts";

export const fileFault = (refusal: ActRefusal | null) => (refusal?.field === "evidence" ? refusal : null);

/** What the client does with words: give input, return, refuse a pause; and the number that both may write down. */
export function ClientPanels({ data, has, bad, typed, primary, other }: ActsView) {
  const t = useT("desk");
  const work = useT("work");
  const locale = useLocale();
  const { seq } = data.task;
  const near = (at: number) => formatInstantNear(at, data.now, data.zone, locale);
  const [first] = data.measures;
  return (
    <>
      {has("give_input") ? (
        <Panel act="give_input" primary={primary === "give_input"} open={bad("give_input") !== null} seq={seq} title={t("act.give_input.title", { provider: data.provider })} text={t("act.give_input.text")} files>
          <Note name="note" label={t("act.give_input.note")} value={typed("give_input")("note")} required={false} />
          <Earlier values={typed("give_input")} other={other} zone={data.zone} open={bad("give_input")?.field === "when"} />
          <EvidenceField refusal={fileFault(bad("give_input"))} hadFiles={bad("give_input")?.hadFiles} label={t("files")} />
        </Panel>
      ) : null}
      {has("return") ? (
        <Panel act="return" open={bad("return") !== null} text={t("act.return.text")} seq={seq} title={t("act.return.title", { provider: data.provider })} files>
          <Choice name="criterion" label={t("act.return.criterion")} value={typed("return")("criterion")} options={data.criteria.map((criterion) => ({ value: criterion, label: criterionWord(criterion, work) }))} />
          <Note name="reason" label={t("act.return.reason")} value={typed("return")("reason")} />
          <Earlier values={typed("return")} other={other} zone={data.zone} open={bad("return")?.field === "when"} />
          <EvidenceField refusal={fileFault(bad("return"))} hadFiles={bad("return")?.hadFiles} />
        </Panel>
      ) : null}
      {has("reject_pause") ? (
        <Panel act="reject_pause" open={bad("reject_pause") !== null} text={t("act.reject_pause.text")} seq={seq} title={t("act.reject_pause.title")}>
          <Choice
            name="pause"
            label={t("act.reject_pause.which")}
            value={typed("reject_pause")("pause") ?? data.pauses[data.pauses.length - 1]?.eventId}
            options={data.pauses.map(({ eventId, from, to, reason }) => ({
              value: eventId,
              label: to === null ? t("act.reject_pause.since", { reason: pauseWord(reason, work), from: near(from) }) : t("act.reject_pause.span", { reason: pauseWord(reason, work), from: near(from), to: near(to) }),
            }))}
          />
          <Note name="reason" label={t("act.reject_pause.reason")} value={typed("reject_pause")("reason")} />
        </Panel>
      ) : null}
      {has("measure") && first ? (
        <Panel act="measure" open={bad("measure") !== null} seq={seq} title={t("act.measure.title")} text={data.side === "provider" && !data.isBothSides ? t("act.measure.provider", { other }) : t("act.measure.client")}>
          {data.measures.length > 1 ? (
            <Choice name="measure" label={t("act.measure.name")} value={typed("measure")("measure")} options={data.measures.map(({ name }) => ({ value: name, label: name }))} />
          ) : (
            <input type="hidden" name="measure" value={first.name} />
          )}
          {data.measures.filter(({ values }) => values.length > 0).map(({ name, values }) => (
            <p key={name} className="text-sm text-muted">{t("act.measure.values", { name, values: values.join(", ") })}</p>
          ))}
          <Line name="value" label={data.measures.length > 1 ? t("act.measure.value") : first.name} value={typed("measure")("value")} numeric={first.values.length === 0} required />
        </Panel>
      ) : null}
    </>
  );
}
