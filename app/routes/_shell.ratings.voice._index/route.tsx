import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { MessageCircle } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { ClockWord } from "#app/components/clock-word.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { RatingTabs } from "#app/components/rating-tabs.tsx";
import { StateChip, VOICE_LOOKS } from "#app/components/state-chip.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import { Time } from "#app/components/time.tsx";
import { can } from "#app/domain/access/can.ts";
import { VOICE_KINDS, VOICE_STATES } from "#app/domain/voice/voice-kind.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { readVoiceRows } from "#app/web/voice-rows.server.ts";

/** What clients said by themselves: sent by the viewer's departments, or to them. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "feedback.read");
  const locale = await localeFor(request, context);
  const now = context.now();
  const read = await readVoiceRows(request, context.store, viewer, locale, now);
  const t = translateIn(locale, "voice");
  const sentence = [t(`sentence.${read.view}`, { count: read.waiting }), ...(read.late > 0 ? [t("sentence.late", { count: read.late })] : [])].join(" ");
  return json({ title: t("title"), sentence, ...read, maySend: can(viewer.actor, "feedback.send"), withFairness: can(viewer.actor, "fairness.read"), zone: viewer.timeZone, now });
}

export default function Voices() {
  const data = useLoaderData<typeof loader>();
  const t = useT("voice");
  const { view, zone, now } = data;
  return (
    <Page
      title={data.title}
      sentence={data.sentence}
      action={data.maySend ? <LinkButton tone="primary" to="/ratings/voice/new">{t("new")}</LinkButton> : null}
      tabs={<RatingTabs current="voice" withFairness={data.withFairness} />}
    >
      <Tabs label={t("views")} tabs={(["received", "sent"] as const).map((one) => ({ to: `/ratings/voice?view=${one}`, label: t(`view.${one}`), current: one === view }))} />
      <div className="rounded-lg border border-line">
        <DataTable
          label={data.title}
          rows={data.rows}
          rowKey={(row) => row.id}
          rowTo={(row) => `/ratings/voice/${row.id}`}
          query={data.query}
          total={data.total}
          searchable
          csvTo="/ratings/voice.csv"
          filters={[
            { name: "kind", label: t("kind"), options: VOICE_KINDS.map((value) => ({ value, label: t(`kind.${value}`) })) },
            { name: "state", label: t("state"), options: VOICE_STATES.map((value) => ({ value, label: t(`state.${value}`) })) },
          ]}
          columns={[
            { id: "subject", header: t("subject"), cell: (row) => row.subject },
            { id: "kind", header: t("kind"), cell: (row) => t(`kind.${row.kind}`) },
            view === "sent" ? { id: "provider", header: t("provider"), cell: (row) => row.provider } : { id: "client", header: t("client"), cell: (row) => row.client },
            { id: "sender", header: t("sender"), cell: (row) => row.sender, hideInCard: true },
            { id: "said", header: t("said"), cell: (row) => <Time at={row.said} zone={zone} now={now} />, sortable: true },
            { id: "due", header: t("due"), cell: (row) => (row.clock ? <ClockWord {...row.clock} zone={zone} now={now} /> : <span className="text-faint">{t("clock.none")}</span>), sortable: true },
            { id: "state", header: t("state"), cell: (row) => <StateChip state={VOICE_LOOKS[row.state]} word={t(`state.${row.state}`)} size="small" /> },
          ]}
          empty={
            <EmptyState icon={<MessageCircle aria-hidden size={20} />} title={t(`none.${view}`)}>
              {t(`none.${view}.text`)}
            </EmptyState>
          }
        />
      </div>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
