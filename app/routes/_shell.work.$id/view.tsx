import { Form, Link, useNavigation } from "@remix-run/react";
import { Star } from "lucide-react";
import { Button, LinkButton } from "#app/components/button.tsx";
import { Card, Facts } from "#app/components/card.tsx";
import { InfoTip } from "#app/components/info-tip.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { StateChip } from "#app/components/state-chip.tsx";
import { Time } from "#app/components/time.tsx";
import { Timeline } from "#app/components/timeline.tsx";
import { formatDay } from "#app/format/date.ts";
import { deliveredSentence, dueSentence } from "#app/format/due.ts";
import { formatInstantNear } from "#app/format/instant.ts";
import type { Locale } from "#app/domain/names.ts";
import type { Key, Translate } from "#app/i18n/catalogue.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { WatchNotice } from "#app/components/relationship/watch-notice.tsx";
import { EvidenceField, FileList } from "#app/components/evidence.tsx";
import { Choice, Note } from "./act-fields.tsx";
import type { ActRefusal } from "./act-panel.tsx";
import { Acts } from "./acts.tsx";
import { Entries } from "./entries.tsx";
import { Ball } from "./ball.tsx";
import { FollowUp } from "./follow-up.tsx";
import { HistoryTable } from "./history-table.tsx";
import type { TaskPageData } from "./task-page.server.ts";
import { VerdictCard } from "./verdict-card.tsx";
import { Waits } from "./waits.tsx";
import { pauseWord } from "./words.ts";

/** One task: why each verdict is what it is, and what can be done now. */
/** Attributes that many task systems have; others are shown as the source calls them. */
const KNOWN_ATTRIBUTES = ["priority", "type", "severity", "amount"] as const;
const KNOWN_VALUES = ["low", "normal", "high", "urgent"] as const;
const isOneOf = <T extends string>(known: readonly T[], text: string): text is T => (known as readonly string[]).includes(text);

export function TaskPage({ data, refusal }: { readonly data: TaskPageData; readonly refusal: ActRefusal | null }) {
  const t = useT("work");
  const reasons = useT("reasons");
  const common = useT("common");
  const desk = useT("desk");
  const evidence = useT("evidence");
  const locale = useLocale();
  const { task, timeline, zone, now } = data;
  return (
    <Page
      title={task.title || data.product}
      crumbs={[{ label: t("title"), to: "/work" }]}
      aside={
        <>
          <StateChip state={task.state} />
          {task.outcome ? <StateChip state={task.outcome} /> : task.hasAgreement ? null : <StateChip state="no_agreement" />}
        </>
      }
      sentence={sentenceOf(data, t, locale)}
    >
      {data.isRequested ? null : <Notice tone="warning">{desk("entry.unconfirmed", { other: data.entries.find((entry) => entry.command.type === "request")?.side === "client" ? data.provider : data.clients })}</Notice>}
      <Entries data={data} refusal={refusal} answered={false} />
      {data.watched ? <WatchNotice watch={data.watched} maySay={data.side === "provider" && data.task.deliveredAt === null} clock={{ now, zone }} /> : null}
      <Acts data={data} refusal={refusal} />
      <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-5">
          {timeline ? (
            <Card title={t("timeline")} aside={data.calendar}>
              <Timeline
                label={t("timeline.label")}
                from={timeline.from}
                to={timeline.to}
                zone={zone}
                now={now}
                working={timeline.working}
                pauses={timeline.pauses.map((pause) => ({ ...pause, reason: pauseWord(pause.reason, t) }))}
                events={timeline.events.map((event) => ({ at: event.at, label: reasons(`event.${event.type}`) }))}
                startAt={timeline.startAt}
                endAt={timeline.endAt}
                dueAt={timeline.dueAt}
              />
            </Card>
          ) : null}
          <h2 className="text-lg font-semibold">{t("verdicts")}</h2>
          {data.isRequested && data.verdicts.length === 0 && data.planned.length === 0 ? <Notice>{t("verdicts.none")}</Notice> : null}
          {data.verdicts.map((verdict) => (
            <VerdictCard key={verdict.key} verdict={verdict} zone={zone} now={now} />
          ))}
          {data.planned.map((row) => (
            <Card
              key={row.key + row.date}
              title={
                <Link to={`/work/planned/one?obligation=${encodeURIComponent(row.key)}&date=${row.date}`} className="hover:underline">
                  {row.name}
                </Link>
              }
              aside={<StateChip state={row.outcome} />}
            >
              <Facts
                rows={[
                  { name: t("occurrence"), value: formatDay(row.date, locale) },
                  ...(row.dueAt === null ? [] : [{ name: t("promised"), value: <Time at={row.dueAt} zone={zone} /> }]),
                ]}
              />
            </Card>
          ))}
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Card title={t("details")}>
            <Facts
              rows={[
                { name: t("number"), value: <span className="figures break-all">{task.externalId}</span> },
                { name: common("product.one"), value: <Link to={`/catalogue/${data.productId}`} className="text-accent hover:underline">{data.product}</Link> },
                { name: t("parties"), value: `${data.provider} → ${data.clients}` },
                ...(data.askedOf === null ? [] : [{ name: t("askedOf"), value: data.askedOf }]),
                { name: t("requestedBy"), value: data.requester ?? "–" },
                { name: t("assignee"), value: data.assignee ?? "–" },
                { name: t("requested"), value: <Time at={task.requestedAt} zone={zone} /> },
                ...(task.deliveredAt === null ? [] : [{ name: t("delivered"), value: <Time at={task.deliveredAt} zone={zone} /> }]),
                ...(data.hands.length > 1 ? [{ name: t("hands"), value: data.hands.join(" → ") }] : []),
                ...(data.moves > 0 ? [{ name: t("moves"), value: t("moves.times", { count: data.moves }) }] : []),
                ...data.recipients.map((one) => ({ name: one.name, value: one.deliveredAt === null ? t("recipient.waits") : <Time at={one.deliveredAt} zone={zone} /> })),
                ...Object.entries(task.attributes).map(([name, value]) => ({ name: isOneOf(KNOWN_ATTRIBUTES, name) ? t(`attribute.${name}`) : name, value: isOneOf(KNOWN_VALUES, value) ? t(`attributeValue.${value}`) : value })),
              ]}
            />
          </Card>
          {data.asked ? (
            <Card title={t("asked")}>
              <p className="break-words whitespace-pre-line">{data.asked}</p>
            </Card>
          ) : null}
          {data.files.length > 0 ? (
            <Card title={evidence("list")}>
              <FileList files={data.files} zone={zone} />
            </Card>
          ) : null}
          <Entries data={data} refusal={null} answered />
          <Ball data={data} />
          <Waits data={data.waits} editTo={data.mayEditWaits ? `/work/${task.id}/waits` : null} dueAt={timeline?.dueAt ?? null} zone={zone} now={now} />
          <Ratings data={data} />
          <FollowUp data={data.followUp} taskId={task.id} />
          {data.maySeeDisputes ? <Disputes data={data} refusal={refusal?.act === "dispute" ? refusal : null} /> : null}
        </div>
      </div>
      <Card title={t("history")} flush>
        <HistoryTable data={data} />
      </Card>
    </Page>
  );
}

function sentenceOf(data: TaskPageData, t: Translate<"work">, locale: Locale): string {
  const { task, provider, clients: client, timeline, zone, now } = data;
  if (!data.isRequested && task.state !== "cancelled") return t("sentence.unconfirmed", { provider, client });
  const tail = task.hasAgreement ? "" : ` ${t("sentence.none")}`;
  const near = (at: number) => formatInstantNear(at, now, zone, locale);
  if (task.state === "cancelled") return t("sentence.cancelled", { when: near(timeline?.endAt ?? task.requestedAt) }) + tail;
  if (task.deliveredAt !== null) {
    if (data.lateByMs === null) return t("sentence.deliveredNoDue", { provider, client, when: near(task.deliveredAt) }) + tail;
    return t("sentence.delivered", { provider, client, how: deliveredSentence(data.lateByMs, locale) }) + tail;
  }
  const waiting = data.openPause === null ? "" : ` ${t("sentence.paused", { reason: pauseWord(data.openPause, t) })}`;
  if (!timeline || timeline.dueAt === null) return t("sentence.openNoDue", { provider, client }) + waiting + tail;
  const due = dueSentence({ dueAt: timeline.dueAt, now, zone, workingMs: data.workingToDueMs }, locale);
  return t("sentence.open", { provider, client, due }) + waiting + tail;
}

function Ratings({ data }: { readonly data: TaskPageData }) {
  const t = useT("work");
  const ratings = useT("ratings");
  const locale = useLocale();
  return (
    <Card title={t("rating")}>
      {data.ratings.length === 0 ? <p className="text-muted">{t("rating.none")}</p> : null}
      <ul className="flex flex-col gap-3">
        {data.ratings.map((rating) => (
          <li key={rating.invitationId} className="flex flex-col gap-1">
            {rating.answer ? (
              <>
                <p className="flex items-center gap-1.5 font-medium">
                  <Star aria-hidden size={15} className="text-accent" />
                  {ratings(`score.${rating.answer.csat}` as Key<"ratings">)}
                </p>
                <p className="text-sm text-muted">
                  {rating.who} · {formatInstantNear(rating.answer.answeredAt, data.now, data.zone, locale)}
                  {rating.answer.effort === null ? "" : ` · ${t("rating.effort", { effort: rating.answer.effort })}`}
                </p>
                {rating.answer.reasons.length > 0 ? (
                  <p className="text-sm">{rating.answer.reasons.map((reason) => ratings(`reason.${reason}` as Key<"ratings">)).join(", ")}</p>
                ) : null}
                {rating.answer.voidedBecause === null ? null : <p className="text-sm text-pretty text-muted">{ratings("voided", { because: rating.answer.voidedBecause })}</p>}
                {rating.answer.comment ? <blockquote className="border-l-2 border-line-strong pl-3 text-pretty">{rating.answer.comment}</blockquote> : null}
              </>
            ) : rating.isMine && rating.isOpen ? (
              <LinkButton to={`/inbox#${rating.invitationId}`}>{t("rating.give")}</LinkButton>
            ) : (
              <p className="text-muted">{t("rating.asked")}</p>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Disputes({ data, refusal }: { readonly data: TaskPageData; readonly refusal: ActRefusal | null }) {
  const t = useT("work");
  const desk = useT("desk");
  const states = useT("states");
  const locale = useLocale();
  const navigation = useNavigation();
  // What went wrong is what is objected to most.
  const open = data.verdicts.filter((verdict) => verdict.mayDispute).sort((a, b) => Number(a.outcome === "met") - Number(b.outcome === "met"));
  return (
    <Card
      title={
        <span className="inline-flex items-center gap-1">
          {t("disputes")} <InfoTip text={t("dispute.explain")} />
        </span>
      }
    >
      <div className="flex flex-col gap-3">
        {data.disputes.length === 0 ? <p className="text-muted">{t("disputes.none")}</p> : null}
        {data.disputes.map((dispute) => (
          <div key={dispute.id} className="flex flex-col gap-0.5">
            <p className="font-medium">
              <Link to={`/work/disputes/${dispute.id}`} className="door">
                {dispute.obligation}
              </Link>{" "}
              · {t(`dispute.state.${dispute.state}`)}
            </p>
            <p className="text-pretty">{dispute.reason}</p>
            <p className="text-sm text-muted">
              {dispute.by}
              {dispute.state === "open" ? ` · ${t("dispute.until", { when: formatInstantNear(dispute.decideBy, data.now, data.zone, locale) })}` : ""}
            </p>
            {dispute.decision ? <p className="text-sm">{dispute.decision}</p> : null}
            {dispute.files.length > 0 ? <FileList files={dispute.files} zone={data.zone} /> : null}
          </div>
        ))}
        {data.mayDispute && open.length > 0 ? (
          <details key={data.disputes.length} open={refusal !== null}>
            <summary className="font-medium text-accent hover:underline">{t("dispute.raise")}</summary>
            <Form method="post" preventScrollReset encType="multipart/form-data" className="mt-3 flex flex-col gap-3">
              <input type="hidden" name="act" value="dispute" />
              {refusal && refusal.field !== "evidence" ? <Notice tone="error">{desk(`refused.${refusal.code}` as Key<"desk">, refusal.facts)}</Notice> : null}
              <Choice name="verdict" label={t("dispute.which")} value={refusal?.values.verdict} options={open.map((verdict) => ({ value: verdict.key, label: `${verdict.name}: ${states(verdict.outcome)}` }))} />
              <Note name="reason" label={t("dispute.reason")} value={refusal?.values.reason} rows={4} />
              <EvidenceField refusal={refusal?.field === "evidence" ? refusal : null} hadFiles={refusal?.hadFiles} />
              <div>
                <Button disabled={navigation.formData?.get("act") === "dispute"}>{t("dispute.send")}</Button>
              </div>
            </Form>
          </details>
        ) : null}
      </div>
    </Card>
  );
}
