import { Form, Link, useFetcher } from "@remix-run/react";
import { MailCheck } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { OpenRounds, type OpenRound } from "#app/components/open-rounds.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { RatingFacts, RatingFields, type RatingQuestion, type RatingValues } from "#app/components/rating-form.tsx";
import { Time } from "#app/components/time.tsx";
import { forgetDraft, useDraft } from "#app/components/use-draft.ts";
import { NOTICE_MODES, type NoticeMode } from "#app/domain/notice/notice-mode.ts";
import { formatDay } from "#app/format/date.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";

interface InboxData {
  readonly questions: readonly RatingQuestion[];
  readonly notices: readonly { readonly id: string; readonly kind: string; readonly to: string | null; readonly text: string | null; readonly more: string | null; readonly createdAt: number; readonly isNew: boolean }[];
  readonly toAccept: readonly { readonly id: string; readonly title: string; readonly deliveredAt: number; readonly acceptUntil: number }[];
  readonly entries: readonly { readonly id: string; readonly taskId: string; readonly title: string; readonly occurredAt: number }[];
  readonly agreements: readonly WaitingRow[];
  readonly rounds: readonly OpenRound[];
  readonly handed: readonly { readonly id: string; readonly taskId: string | null; readonly title: string; readonly at: number; readonly to: string }[];
  /** The address at which this person cannot be reached. */
  readonly bouncing: string | null;
  readonly noticeMode: NoticeMode;
  /** An auditor is not asked. */
  readonly mayAnswer: boolean;
  readonly zone: string;
  readonly now: number;
}

interface WaitingRow {
  readonly agreementId: string;
  readonly number: number;
  readonly pair: string;
  readonly what: "answer" | "sign" | "superior";
  readonly answerBy: string | null;
}

/** What became of an answer: recorded, with what happens next, or refused, with what was typed. */
export interface Answered {
  readonly done: boolean;
  readonly id: string;
  readonly code: string | null;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly values: RatingValues | null;
  readonly next: "text" | "case" | "statistics" | null;
}

/** Ratings to give, one below the other, and what else waits for this person. */
export function InboxPage({ data, answered }: { readonly data: InboxData; readonly answered: Answered | null }) {
  const t = useT("ratings");
  const asking = useT("asking");
  // Without a script the answer came with the page; with one it comes from the form of its question.
  const [recorded, setRecorded] = useState<Answered | null>(null);
  const last = recorded ?? (answered?.done ? answered : null);
  const home = useT("home");
  const negotiation = useT("negotiation");
  const locale = useLocale();
  const words = useT("notices");
  const { questions, toAccept, zone } = data;
  const listRef = useRef<HTMLDivElement>(null);
  const count = questions.length;
  const waiting = [
    data.agreements.length > 0 ? negotiation("wait.answer", { count: data.agreements.length }) : null,
    data.entries.length > 0 ? home("say.entries", { count: data.entries.length }) : null,
    toAccept.length > 0 ? home("say.accept", { count: toAccept.length }) : null,
    count > 0 ? home("say.rate", { count }) : null,
  ].filter((part) => part !== null);
  const sentence = waiting.join("; ");
  const before = useRef(count);
  // One rating went out: the next one takes the focus, so that five in a row need no mouse.
  useEffect(() => {
    if (count < before.current) listRef.current?.querySelector<HTMLInputElement>("input[name=csat]")?.focus();
    before.current = count;
  }, [count]);
  return (
    <Page title={t("inbox.title")} width="reading" sentence={waiting.length > 0 ? `${sentence.charAt(0).toLocaleUpperCase(locale)}${sentence.slice(1)}.` : t("inbox.sentence.none")}>
      {data.bouncing === null ? null : (
        <Notice tone="warning" action={data.mayAnswer ? <Link to="/inbox/asking" className="door">{asking("title")}</Link> : undefined}>
          {asking("bouncing", { email: data.bouncing })}
        </Notice>
      )}
      {data.agreements.length > 0 ? <WaitingAgreements rows={data.agreements} /> : null}
      {data.rounds.length > 0 ? <OpenRounds rounds={data.rounds} zone={zone} /> : null}
      {data.entries.length > 0 ? (
        <Card id="entries" title={t("inbox.entries")} flush>
          <ul className="divide-y divide-line">
            {data.entries.map((entry) => (
              <li key={entry.id} className="flex flex-wrap items-baseline justify-between gap-x-4 px-4 py-2">
                <Link to={`/work/${entry.taskId}`} data-row-link className="min-w-0 font-medium hover:underline">
                  {entry.title}
                </Link>
                <span className="text-sm text-muted">
                  <Time at={entry.occurredAt} zone={zone} />
                </span>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      {toAccept.length > 0 ? (
        <Card title={t("inbox.toAccept")} flush>
          <ul className="divide-y divide-line">
            {toAccept.map((task) => (
              <li key={task.id} className="flex flex-wrap items-baseline justify-between gap-x-4 px-4 py-2">
                <Link to={`/work/${task.id}`} data-row-link className="min-w-0 font-medium hover:underline">
                  {task.title}
                </Link>
                <span className="text-sm text-muted">
                  {t("inbox.answerBy")} <Time at={task.acceptUntil} zone={zone} now={data.now} />
                </span>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      <section className="flex flex-col gap-4" ref={listRef}>
        <div className="flex flex-wrap items-baseline justify-between gap-2">
          <h2 className="text-lg font-semibold">{t("inbox.toRate")}</h2>
          {count > 0 ? <p className="needs-script text-sm text-faint max-md:hidden">{t("inbox.toRate.hint")}</p> : null}
        </div>
        <nav aria-label={t("inbox.toRate")} className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
          <Link to="/ratings/given" className="door">
            {asking("given")}
          </Link>
          {data.mayAnswer ? (
            <Link to="/inbox/asking" className="door">
              {asking("title")}
            </Link>
          ) : null}
        </nav>
        <div role="status">
          {last?.next ? (
            <p className="rounded-md bg-met-soft px-3 py-2 text-pretty">
              {t(last.next === "statistics" ? "thanks.statistics" : "thanks.text", last.facts)} {last.next === "case" ? t("thanks.case", last.facts) : null} {t("inbox.left", { count })}
            </p>
          ) : null}
        </div>
        {count === 0 ? (
          <EmptyState icon={<MailCheck aria-hidden size={20} />} title={t("inbox.empty.title")}>
            {t("inbox.empty.text")}
          </EmptyState>
        ) : null}
        {questions.map((question) => (
          <Question key={question.invitationId} question={question} answered={answered?.id === question.invitationId ? answered : null} onRecorded={setRecorded} />
        ))}
        {data.handed.length === 0 ? null : <HandedOver rows={data.handed} zone={zone} now={data.now} />}
      </section>
      <Card
        title={t("inbox.notices")}
        aside={
          data.notices.some((notice) => notice.isNew) ? (
            <Form method="post">
              <Button name="act" value="read" size="small" tone="quiet">
                {t("inbox.read")}
              </Button>
            </Form>
          ) : undefined
        }
      >
        {data.notices.length === 0 ? <p className="text-muted">{t("inbox.notices.none")}</p> : null}
        <ul className="flex flex-col gap-2">
          {data.notices.map((notice) => (
            <li key={notice.id} className="flex flex-wrap items-baseline justify-between gap-x-4">
              {notice.to ? (
                <Link to={notice.to} className={notice.isNew ? "min-w-0 font-medium hover:underline" : "min-w-0 text-muted hover:underline"}>
                  {notice.text ?? t(`notice.${notice.kind}` as Key<"ratings">)}
                </Link>
              ) : (
                <span className={notice.isNew ? "min-w-0 font-medium" : "min-w-0 text-muted"}>{notice.text ?? t(`notice.${notice.kind}` as Key<"ratings">)}</span>
              )}
              <span className="text-sm text-faint">
                <Time at={notice.createdAt} zone={zone} now={data.now} />
              </span>
              {notice.more ? <span className="w-full text-sm text-pretty text-muted">{notice.more}</span> : null}
            </li>
          ))}
        </ul>
        <Form method="post" className="mt-4 flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line pt-3">
          <input type="hidden" name="act" value="mode" />
          <label htmlFor="notice-mode" className="text-sm text-muted">
            {words("mode")}
          </label>
          <select id="notice-mode" name="mode" defaultValue={data.noticeMode} className={`${INPUT_LOOK} h-8 pr-8 pl-2 text-sm`}>
            {NOTICE_MODES.map((mode) => (
              <option key={mode} value={mode}>
                {words(`mode.${mode}`)}
              </option>
            ))}
          </select>
          <Button size="small">{words("mode.save")}</Button>
        </Form>
      </Card>
    </Page>
  );
}

/** Proposals that wait for an answer, a signature or a decision. */
function WaitingAgreements({ rows }: { readonly rows: readonly WaitingRow[] }) {
  const t = useT("negotiation");
  const locale = useLocale();
  const when = (row: WaitingRow) => t(`inbox.${row.what}`, { date: row.answerBy ? formatDay(row.answerBy, locale) : "" });
  return (
    <Card title={t("inbox.title")} flush>
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li key={row.agreementId + row.number} className="flex flex-wrap items-baseline justify-between gap-x-4 px-4 py-2">
            <Link to={`/agreements/${row.agreementId}/versions/${row.number}`} data-row-link className="min-w-0 font-medium hover:underline">
              {row.pair}, {t("version", { number: row.number }).toLocaleLowerCase(locale)}
            </Link>
            <span className="text-sm text-muted">{when(row)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Question({ question, answered, onRecorded }: { readonly question: RatingQuestion; readonly answered: Answered | null; readonly onRecorded: (answer: Answered) => void }) {
  const t = useT("ratings");
  const asking = useT("asking");
  const fetcher = useFetcher<Answered>();
  const place = useRef<HTMLFormElement>(null);
  useDraft(place, question.invitationId);
  const result = fetcher.data;
  useEffect(() => {
    if (!result?.done) return;
    forgetDraft(question.invitationId);
    onRecorded(result);
  }, [result, question.invitationId, onRecorded]);
  const refused = [result, answered].find((one) => one && !one.done);
  const shown = refused?.values ? { ...question, values: refused.values } : question;
  return (
    <article id={question.invitationId} className="scroll-mt-16 rounded-lg border border-line p-4">
      <header className="mb-4 flex flex-col gap-1">
        <h3 className="font-semibold text-pretty">{t("rate.delivered", { provider: question.provider, what: question.what, client: question.client })}</h3>
        {question.handedBy ? <p className="text-muted">{t("rate.handedBy", { name: question.handedBy })}</p> : null}
        <RatingFacts question={question} />
      </header>
      <fetcher.Form method="post" ref={place} className="rate-form" onKeyDown={answerByKeys}>
        <input type="hidden" name="invitationId" value={question.invitationId} />
        <RatingFields
          question={shown}
          changed={false}
          busy={fetcher.state !== "idle"}
          error={refused?.code ? t(`refused.${refused.code}` as Key<"ratings">, refused.facts) : undefined}
        />
      </fetcher.Form>
      <p className="mt-3 text-sm">
        <Link to={`/inbox/hand-over/${question.invitationId}`} className="door">
          {asking("handOver.door")}
        </Link>
      </p>
    </article>
  );
}

/** 1 to 5 choose a face, n goes on to the next question; in a field of text they are letters. */
function answerByKeys(event: KeyboardEvent<HTMLFormElement>): void {
  const target = event.target as HTMLElement;
  if (target instanceof HTMLTextAreaElement || event.ctrlKey || event.metaKey || event.altKey) return;
  if (/^[1-5]$/.test(event.key)) {
    const face = event.currentTarget.querySelector<HTMLInputElement>(`input[name=csat][value="${event.key}"]`);
    event.preventDefault();
    face?.click();
    face?.focus();
  } else if (event.code === "KeyN") {
    const next = event.currentTarget.closest("article")?.nextElementSibling?.querySelector<HTMLInputElement>("input[name=csat]");
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
}

/** Questions that this person gave to colleagues. */
function HandedOver({ rows, zone, now }: { readonly rows: InboxData["handed"]; readonly zone: string; readonly now: number }) {
  const asking = useT("asking");
  return (
    <Card title={asking("handed")} flush>
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li key={row.id} className="flex flex-wrap items-baseline justify-between gap-x-4 px-4 py-2">
            {row.taskId === null ? (
              <span className="min-w-0">{row.title}</span>
            ) : (
              <Link to={`/work/${row.taskId}`} data-row-link className="min-w-0 font-medium hover:underline">
                {row.title || asking("handed.delivery")}
              </Link>
            )}
            <span className="text-sm text-muted">
              {asking("handed.to", { name: row.to })} <Time at={row.at} zone={zone} now={now} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
