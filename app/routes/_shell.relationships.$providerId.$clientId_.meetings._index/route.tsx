import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Users } from "lucide-react";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { MeetingChip } from "#app/components/relationship/meeting-chip.tsx";
import { TypedFormFrame, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { MEETING_STATES } from "#app/domain/relationship/meeting.ts";
import { formatDay } from "#app/format/date.ts";
import { formatCount } from "#app/format/number.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { startMeeting } from "#app/operations/relationship/write-meeting.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readMeetingRows } from "#app/web/meeting-rows.server.ts";
import { pairFor, pairSight } from "#app/web/pair-access.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "relationship.read");
  const facts = await readPageFacts(request, context);
  const pair = await pairFor(context.store, viewer, params, "relationship.read", facts.locale);
  const { all: _all, meetings, actions, ...page } = await readMeetingRows(context.store, pair, new URL(request.url), facts);
  const t = translateIn(facts.locale, "meeting");
  const sentence = meetings === 0 ? t("list.sentence.none", { one: pair.provider.name, other: pair.client.name }) : t("list.sentence", { count: meetings, actions });
  return json({ ...page, pair, sentence, today: facts.today, mayMeet: pairSight(viewer, pair).mayMeet, title: `${t("title")}: ${pair.provider.name} – ${pair.client.name}` });
}

/** Begins a meeting's record. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "relationship.edit");
  const facts = await readPageFacts(request, context);
  const { provider, client } = await pairFor(context.store, viewer, params, "relationship.edit", facts.locale);
  const values = await readTyped(request);
  const begun = await startMeeting(actingContext(context, viewer), { departmentIds: [provider.id, client.id], heldOn: values["heldOn"] ?? "", personId: viewer.actor.personId }, facts.zone);
  const t = translateIn(facts.locale, "meeting");
  return begun.ok ? doneTyped(`/relationships/${provider.id}/${client.id}/meetings/${begun.value.number}`, context) : refuseTyped(values, [begun], (code, about) => t(`fault.${code}` as Key<"meeting">, about), facts.locale);
}

export default function Meetings() {
  const data = useLoaderData<typeof loader>();
  const form = (useActionData<typeof action>() as TypedForm | undefined) ?? freshForm({ heldOn: data.today });
  const t = useT("meeting");
  const relationship = useT("relationship");
  const locale = useLocale();
  const { provider, client } = data.pair;
  const path = `/relationships/${provider.id}/${client.id}`;
  return (
    <Page title={data.title} sentence={data.sentence} crumbs={[{ label: relationship("title"), to: "/relationships" }, { label: relationship("pair", { one: provider.name, other: client.name }), to: path }]}>
      {data.isOwed ? <Notice tone="warning">{t("list.owed")}</Notice> : null}
      {data.mayMeet ? (
        <Card title={t("start")}>
          <TypedFormFrame form={form}>
            <TypedText form={form} name="heldOn" type="date" label={t("heldOn")} hint={t("start.hint")} className="max-w-44" />
            <div>
              <TypedSubmit>{t("start")}</TypedSubmit>
            </div>
          </TypedFormFrame>
        </Card>
      ) : null}
      <div className="rounded-lg border border-line">
        <DataTable
          label={t("title")}
          rows={data.rows}
          rowKey={(row) => String(row.number)}
          rowTo={(row) => `${path}/meetings/${row.number}`}
          query={data.query}
          total={data.total}
          searchable
          csvTo={`${path}/meetings.csv`}
          filters={[{ name: "state", label: t("state"), options: MEETING_STATES.map((value) => ({ value, label: t(`state.${value}`) })) }]}
          columns={[
            { id: "number", header: t("number"), cell: (row) => t("one", { number: row.number, day: formatDay(row.heldOn, locale) }) },
            { id: "heldOn", header: t("heldOn"), cell: (row) => formatDay(row.heldOn, locale), sortable: true, hideInCard: true },
            { id: "attendees", header: t("attendees"), cell: (row) => row.attendees || "–" },
            { id: "decisions", header: t("decisions"), cell: (row) => formatCount(row.decisions, locale), align: "end" },
            { id: "toDo", header: t("toDo"), cell: (row) => formatCount(row.toDo, locale), align: "end", sortable: true },
            { id: "state", header: t("state"), cell: (row) => <MeetingChip state={row.state} />, sortable: true },
          ]}
          empty={<EmptyState icon={<Users aria-hidden size={20} />} title={t("none.title")}>{t("none.text")}</EmptyState>}
        />
      </div>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
