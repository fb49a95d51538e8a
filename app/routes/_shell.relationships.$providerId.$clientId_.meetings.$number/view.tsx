import { Form, Link } from "@remix-run/react";
import { FileDown } from "lucide-react";
import { Button, LinkButton } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { MeetingChip } from "#app/components/relationship/meeting-chip.tsx";
import { TypedFormFrame, TypedLines, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { LONGEST_NOTE } from "#app/domain/relationship/meeting.ts";
import { formatInstantNear } from "#app/format/instant.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { MeetingPage } from "#app/web/meeting-page.server.ts";
import type { Pair } from "#app/web/pair-access.server.ts";
import { Decisions } from "./decisions.tsx";

export interface MeetingData {
  readonly meeting: MeetingPage;
  readonly pair: Pair;
  readonly title: string;
  /** Departments of the two for which the viewer may sign. */
  readonly mine: readonly string[];
  readonly formKey: string;
  readonly today: string;
  readonly clock: { readonly now: number; readonly zone: string };
}

/** The record of a talk: agenda with notes, decisions, and who confirmed it. */
export function MeetingView({ data, acted }: { readonly data: MeetingData; readonly acted: TypedForm | undefined }) {
  const t = useT("meeting");
  const relationship = useT("relationship");
  const { meeting, pair } = data;
  const path = `/relationships/${pair.provider.id}/${pair.client.id}`;
  const counted = { points: t("n.points", { count: meeting.points.length }), decisions: t("n.decisions", { count: meeting.decisions.length }) };
  const [done, waits] = meeting.sides[0].by !== null ? meeting.sides : [meeting.sides[1], meeting.sides[0]];
  const mayWrite = data.mine.length > 0 && meeting.state === "open";
  const isMinutes = acted?.values["intent"] !== "decide";
  return (
    <Page
      title={data.title}
      sentence={meeting.state === "sent" ? t("sentence.sent", { who: done.name, waits: waits.name }) : t(`sentence.${meeting.state}`, counted)}
      crumbs={[{ label: relationship("pair", { one: pair.provider.name, other: pair.client.name }), to: path }, { label: t("title"), to: `${path}/meetings` }]}
      aside={<MeetingChip state={meeting.state} size="regular" />}
      action={<LinkButton reloadDocument to={`${path}/meetings/${meeting.number}/minutes.pdf`} icon={<FileDown aria-hidden size={15} />}>{t("minutes")}</LinkButton>}
    >
      {acted && acted.faults["form"] && acted.values["intent"] !== "save" && acted.values["intent"] !== "decide" ? <Notice tone="error">{acted.faults["form"]}</Notice> : null}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-5">
          {mayWrite ? <Minutes meeting={meeting} acted={isMinutes ? acted : undefined} /> : <Agenda meeting={meeting} />}
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Confirmation data={data} />
          <Decisions data={data} acted={isMinutes ? undefined : acted} mayWrite={mayWrite} />
        </div>
      </div>
    </Page>
  );
}

type Point = MeetingPage["points"][number];

/** What a point speaks of: its heading, direction, and doors to the things themselves. */
function PointAbout({ point }: { readonly point: Point }) {
  const t = useT("meeting");
  return (
    <>
      <h3 className="font-medium">
        {point.title ?? t(`point.${point.kind}`)}
        {point.direction ? <span className="ml-2 text-sm font-normal text-muted">{point.direction}</span> : null}
      </h3>
      {point.items.length > 0 ? (
        <ul className="list-disc pl-5 text-sm">
          {point.items.map((item, index) => (
            <li key={index}>
              <Link to={item.to} className="door inline-block min-h-6">{item.text || t("point.ratings.door")}</Link>
            </li>
          ))}
          {point.n > point.items.length ? <li className="text-muted">{t("point.more", { n: point.n - point.items.length })}</li> : null}
        </ul>
      ) : null}
    </>
  );
}

/** The form of open minutes. */
function Minutes({ meeting, acted }: { readonly meeting: MeetingPage; readonly acted: TypedForm | undefined }) {
  const t = useT("meeting");
  const fresh = freshForm({ heldOn: meeting.heldOn, note: meeting.note, ...Object.fromEntries(meeting.points.map((point) => [`note.${point.number}`, point.note])) });
  const form = acted?.values["intent"] === "save" ? acted : fresh;
  const attending = new Set(meeting.attendees.map((one) => one.id));
  return (
    <TypedFormFrame form={form} key={meeting.rowVersion}>
      <input type="hidden" name="rowVersion" value={meeting.rowVersion} />
      <TypedText form={form} name="heldOn" type="date" label={t("heldOn")} className="max-w-44" />
      <fieldset className="rounded-lg border border-line p-4">
        <legend className="px-1 font-medium">{t("attendees")}</legend>
        <ul className="grid max-h-64 gap-x-4 gap-y-1 overflow-y-auto sm:grid-cols-2" tabIndex={0}>
          {meeting.candidates.map((one) => (
            <li key={one.id}>
              <label className="flex min-h-6 items-start gap-2">
                <input type="checkbox" name="attendee" value={one.id} defaultChecked={attending.has(one.id)} className="mt-1 size-4 shrink-0 accent-fill" />
                <span>{one.name} <span className="text-sm text-muted">{one.side}</span></span>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <Card title={t("agenda")} flush>
        {meeting.points.length === 0 ? <p className="px-4 py-3 text-muted">{t("agenda.none")}</p> : null}
        <ul className="divide-y divide-line">
          {meeting.points.map((point) => (
            <li key={point.number} className="flex flex-col gap-2 px-4 py-3">
              <PointAbout point={point} />
              <TypedLines form={form} name={`note.${point.number}`} label={t("note")} rows={2} maxLength={LONGEST_NOTE} optional />
            </li>
          ))}
        </ul>
      </Card>
      <TypedText form={form} name="newPoint" label={t("newPoint")} maxLength={200} optional />
      <TypedLines form={form} name="note" label={t("note.all")} rows={3} maxLength={LONGEST_NOTE} optional />
      <div>
        <TypedSubmit intent="save">{t("save")}</TypedSubmit>
      </div>
    </TypedFormFrame>
  );
}

/** Minutes that nobody writes any more, or that the reader may not write. */
function Agenda({ meeting }: { readonly meeting: MeetingPage }) {
  const t = useT("meeting");
  return (
    <>
      <Card title={t("attendees")}>{meeting.attendees.map((one) => one.name).join(", ") || "–"}</Card>
      <Card title={t("agenda")} flush>
        {meeting.points.length === 0 ? <p className="px-4 py-3 text-muted">{t("agenda.none")}</p> : null}
        <ul className="divide-y divide-line">
          {meeting.points.map((point) => (
            <li key={point.number} className="flex flex-col gap-1 px-4 py-3">
              <PointAbout point={point} />
              {point.note ? <p className="text-pretty whitespace-pre-line">{point.note}</p> : null}
            </li>
          ))}
        </ul>
      </Card>
      {meeting.note ? <Card title={t("note.all")}><p className="text-pretty whitespace-pre-line">{meeting.note}</p></Card> : null}
    </>
  );
}

/** Who confirmed, and the buttons to do so or to open the minutes again. */
function Confirmation({ data }: { readonly data: MeetingData }) {
  const t = useT("meeting");
  const locale = useLocale();
  const { meeting, mine, clock } = data;
  const waiting = meeting.state === "agreed" ? [] : meeting.sides.filter((side) => mine.includes(side.id) && side.by === null);
  const own = meeting.sides.find((side) => mine.includes(side.id));
  return (
    <Card title={t("confirmations")}>
      <ul className="flex flex-col gap-1">
        {meeting.sides.map((side) => (
          <li key={side.id} className={side.by === null ? "text-muted" : undefined}>
            {side.by === null || side.at === null ? t("confirmed.not", { side: side.name }) : t("confirmed", { side: side.name, who: side.by, when: formatInstantNear(side.at, clock.now, clock.zone, locale) })}
          </li>
        ))}
      </ul>
      {waiting.length > 0 && meeting.heldOn <= data.today ? (
        <>
          <p className="mt-2 text-sm text-pretty text-muted">{t("confirm.hint")}</p>
          <div className="mt-2 flex flex-wrap gap-2">{waiting.map((side) => <Step key={side.id} intent="confirm" side={side.id} rowVersion={meeting.rowVersion}>{t("confirm", { side: side.name })}</Step>)}</div>
        </>
      ) : null}
      {meeting.state === "sent" && own ? (
        <div className="mt-2">
          <Step intent="reopen" side={own.id} rowVersion={meeting.rowVersion}>{t("reopen")}</Step>
        </div>
      ) : null}
    </Card>
  );
}

function Step({ intent, side, rowVersion, children }: { readonly intent: "confirm" | "reopen"; readonly side: string; readonly rowVersion: number; readonly children: string }) {
  return (
    <Form method="post">
      <input type="hidden" name="side" value={side} />
      <input type="hidden" name="rowVersion" value={rowVersion} />
      <Button name="intent" value={intent} tone="plain">{children}</Button>
    </Form>
  );
}
