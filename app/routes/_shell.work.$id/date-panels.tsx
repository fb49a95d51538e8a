import { TOLD_CHANNELS } from "#app/domain/task/told-entry.ts";
import { formatInstantNear } from "#app/format/instant.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { Choice, DayAndTime, Earlier, Note } from "./act-fields.tsx";
import { Panel } from "./act-panel.tsx";
import type { ActsView } from "./acts.tsx";

/** A new due date: proposed here, or agreed elsewhere and told here. */
export function DatePanels({ data, has, bad, typed, other }: ActsView) {
  const t = useT("desk");
  const locale = useLocale();
  const { seq } = data.task;
  const own = data.side === null ? null : data.proposed[data.side];
  const due = (act: "propose_date" | "date_agreed") => (
    <DayAndTime names={["dueDate", "dueTime"]} labels={[t("act.propose_date.due"), t("act.propose_date.time")]} values={[typed(act)("dueDate"), typed(act)("dueTime")]} required />
  );
  if (!data.task.hasAgreement) return null;
  return (
    <>
      {has("propose_date") ? (
        <Panel act="propose_date" open={bad("propose_date") !== null} seq={seq} title={t("act.propose_date.title")} text={t("act.propose_date.text", { other })}>
          {own === null ? null : <p>{t("act.propose_date.open.own", { when: formatInstantNear(own, data.now, data.zone, locale), other })}</p>}
          {due("propose_date")}
        </Panel>
      ) : null}
      {has("date_agreed") ? (
        <Panel act="date_agreed" open={bad("date_agreed") !== null} seq={seq} title={t("act.date_agreed.title")} text={t("act.date_agreed.text", { other })}>
          {due("date_agreed")}
          <Channel value={typed("date_agreed")("channel")} />
          <Earlier values={typed("date_agreed")} other={other} zone={data.zone} open />
        </Panel>
      ) : null}
    </>
  );
}

/** How the other side's word came. */
export function Channel({ value }: { readonly value?: string }) {
  const t = useT("desk");
  return <Choice name="channel" label={t("channel")} value={value} options={TOLD_CHANNELS.map((channel) => ({ value: channel, label: t(`channel.${channel}`) }))} />;
}

/** Ending the task; the provider's word alone ends nothing. */
export function CancelPanel({ data, has, bad, typed, other }: ActsView) {
  const t = useT("desk");
  const { task } = data;
  if (!has("cancel")) return null;
  const byProvider = data.side === "provider" && !data.isBothSides;
  // It opens in place, names the task and what follows, and asks for a reason: also without a script nothing ends by one press.
  return (
    <Panel act="cancel" danger open={bad("cancel") !== null} seq={task.seq} title={t("act.cancel.title", { title: task.title || data.product })} text={t(byProvider ? "act.cancel.provider" : "act.cancel.client")}>
      <Note name="reason" label={t("act.cancel.reason")} value={typed("cancel")("reason")} />
      {byProvider ? (
        <label className="flex items-start gap-2.5">
          <input type="checkbox" name="forClient" defaultChecked={typed("cancel")("forClient") === "on"} className="mt-[3px] size-4 shrink-0 accent-fill" />
          <span>
            {t("act.cancel.forClient")}
            <span className="block text-sm text-muted">{t("act.cancel.forClient.text", { other })}</span>
          </span>
        </label>
      ) : null}
      <Earlier values={typed("cancel")} other={other} zone={data.zone} open={bad("cancel")?.field === "when"} />
    </Panel>
  );
}
