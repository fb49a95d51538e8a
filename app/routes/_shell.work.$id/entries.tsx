import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { Notice } from "#app/components/notice.tsx";
import { StateChip } from "#app/components/state-chip.tsx";
import { formatInstantNear } from "#app/format/instant.ts";
import type { Key, Translate } from "#app/i18n/catalogue.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { Note } from "./act-fields.tsx";
import type { ActRefusal } from "./act-panel.tsx";
import type { TaskPageData } from "./task-page.server.ts";

type Entry = TaskPageData["entries"][number];

const LOOKS = { waiting: "paused", confirmed: "done", rejected: "rejected", withdrawn: "cancelled" } as const;

/** What was told after the fact: what waits, with the answer the viewer can give, or what was answered. */
export function Entries({ data, refusal, answered }: { readonly data: TaskPageData; readonly refusal: ActRefusal | null; readonly answered: boolean }) {
  const t = useT("desk");
  const entries = data.entries.filter((entry) => (entry.state !== "waiting") === answered);
  const fault = !answered && refusal?.act.startsWith("entry_") ? refusal : null;
  if (entries.length === 0 && !fault) return null;
  return (
    <Card title={answered ? t("entries.answered") : t("entries")}>
      <div className="flex flex-col gap-4">
        {fault ? <Notice tone="error">{t(`refused.${fault.code}` as Key<"desk">, fault.facts)}</Notice> : null}
        {entries.map((entry) => (
          <EntryRow key={entry.id} entry={entry} data={data} refusal={fault} />
        ))}
      </div>
    </Card>
  );
}

function EntryRow({ entry, data, refusal }: { readonly entry: Entry; readonly data: TaskPageData; readonly refusal: ActRefusal | null }) {
  const t = useT("desk");
  const locale = useLocale();
  const near = (at: number) => formatInstantNear(at, data.now, data.zone, locale);
  const other = entry.side === "provider" ? data.clients : data.provider;
  const ask = entry.command.type !== "request" ? "entry.ask" : entry.side === "provider" ? "entry.ask.request" : "entry.ask.requestLate";
  return (
    <div className="flex flex-col gap-1.5">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">{whatOf(entry, t, near)}</span>
        <StateChip state={LOOKS[entry.state]} word={t(`entry.state.${entry.state}`)} size="small" />
      </p>
      <p className="text-sm text-muted">
        {[t("entry.happened", { when: near(entry.occurredAt) }), ...(entry.channel ? [t("entry.by", { channel: t(`channel.${entry.channel}`) })] : []), t("entry.told", { name: entry.by, when: near(entry.toldAt) })].join(" · ")}
      </p>
      {entry.state === "waiting" && !entry.mayAnswer ? <p className="text-sm">{t("entry.waitsFor", { other })}</p> : null}
      {entry.answer ? <p className="text-pretty">{entry.answer}</p> : null}
      {entry.answeredBy && entry.answeredAt !== null && entry.state !== "withdrawn" ? <p className="text-sm text-muted">{`${entry.answeredBy}, ${near(entry.answeredAt)}`}</p> : null}
      {entry.mayAnswer ? (
        <>
          <p className="text-pretty">{t(ask)}</p>
          <div className="flex flex-wrap items-start gap-2">
            <Form method="post" preventScrollReset>
              <input type="hidden" name="entry" value={entry.id} />
              <Button name="act" value="entry_confirm" tone="primary">{t("entry.confirm")}</Button>
            </Form>
            <details open={refusal?.act === "entry_reject" && refusal.values.entry === entry.id} className="open:w-full">
              <summary className="inline-flex h-9 items-center rounded-md border border-line-strong bg-raised px-3.5 font-medium select-none hover:bg-hover">{t("entry.reject")}</summary>
              <Form method="post" preventScrollReset className="mt-2 flex max-w-xl flex-col items-start gap-2">
                <input type="hidden" name="entry" value={entry.id} />
                <div className="w-full">
                  <Note name="text" label={t("entry.reject.text")} value={refusal?.values.entry === entry.id ? refusal.values.text : undefined} />
                </div>
                <Button name="act" value="entry_reject">{t("entry.reject.send")}</Button>
              </Form>
            </details>
          </div>
        </>
      ) : null}
      {entry.mayWithdraw ? (
        <Form method="post" preventScrollReset>
          <input type="hidden" name="entry" value={entry.id} />
          <Button name="act" value="entry_withdraw" size="small">{t("entry.withdraw")}</Button>
        </Form>
      ) : null}
    </div>
  );
}

function whatOf({ command }: Entry, t: Translate<"desk">, near: (at: number) => string): string {
  switch (command.type) {
    case "request":
      return t("entry.what.request");
    case "date_agreed":
      return t("entry.what.date_agreed", { when: near(command.at) });
    case "measure":
      return t("entry.what.measure", { name: command.name, value: command.value });
    case "cancel":
      return command.forClient ? t("entry.what.cancel", { reason: command.reason }) : t("act.cancel");
    default:
      return t(`act.${command.type}` as Key<"desk">, { date: "", when: "" }).trim();
  }
}
