import { Form } from "@remix-run/react";
import { FileText, MessageSquare } from "lucide-react";
import { Button } from "#app/components/button.tsx";
import { Card, Facts } from "#app/components/card.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Time } from "#app/components/time.tsx";
import { formatDay } from "#app/format/date.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { Seen } from "./fields.tsx";
import type { VersionPage } from "./read.server.ts";

/** What was said about one place, and room for an answer. */
export function Comments({ page, comments, target, name }: { readonly page: VersionPage; readonly comments: VersionPage["comments"]; readonly target: string | null; readonly name: string }) {
  const t = useT("negotiation");
  const may = page.acts.includes("comment");
  if (!may && comments.length === 0) return null;
  return (
    <div className="mt-2 flex flex-col gap-2">
      {comments.map((comment) => (
        <blockquote key={comment.id} className="border-l-2 border-line-strong pl-3">
          <p className="whitespace-pre-wrap text-pretty">{comment.text}</p>
          <footer className="text-sm text-muted">
            {comment.who}, <Time at={comment.at} zone={page.zone} />
          </footer>
        </blockquote>
      ))}
      {may ? (
        <details key={comments.length} className="text-sm">
          <summary className="inline-flex cursor-pointer items-center gap-1.5 text-muted select-none hover:text-ink">
            <MessageSquare aria-hidden size={13} />
            {t("comment")}
          </summary>
          <Form method="post" preventScrollReset className="mt-1 flex flex-col items-start gap-2">
            <Seen page={page} act="comment" />
            <input type="hidden" name="target" value={target ?? ""} />
            <textarea name="text" rows={2} required maxLength={2000} aria-label={`${t("comment")}: ${name}`} className={`${INPUT_LOOK} w-full px-3 py-2`} />
            <Button size="small">{t("comment.add")}</Button>
          </Form>
        </details>
      ) : null}
    </div>
  );
}

export function WholeComments({ page }: { readonly page: VersionPage }) {
  const t = useT("negotiation");
  if (!page.acts.includes("comment") && page.comments.length === 0) return null;
  return (
    <Card title={t("comment.whole")}>
      <Comments page={page} comments={page.comments} target={null} name={t("comment.whole")} />
    </Card>
  );
}

/** Who signed which text, when, from where; or who put it in force. */
export function Signatures({ page }: { readonly page: VersionPage }) {
  const t = useT("negotiation");
  const agreements = useT("agreements");
  return (
    <Card title={t("signatures")}>
      {page.isImported ? <Notice>{agreements("imported")}</Notice> : null}
      {page.imposed ? <Notice tone="warning">{t("imposed", { name: page.imposed.name, reason: page.imposed.reason })}</Notice> : null}
      {page.isImported ? null : (
        <Facts
          rows={page.signatures.map(({ side, name, by }) => ({
            name,
            value: by ? (
              <span key={side}>
                {by.who}
                {by.superior ? <span className="text-muted"> ({t("superior")})</span> : null}
                <span className="block text-sm text-muted">
                  <Time at={by.at} zone={page.zone} />
                  {by.address ? `, ${t("signature.from", { address: by.address })}` : null}
                </span>
                {by.differs ? <span className="block text-sm text-breach">{t("signature.differs")}</span> : null}
              </span>
            ) : (
              <span key={side} className="text-faint">{t("signature.none")}</span>
            ),
          }))}
        />
      )}
      <p className="mt-3 flex items-start gap-1.5 text-sm text-faint">
        <FileText aria-hidden size={13} className="mt-[3px] shrink-0" />
        <span title={page.contentHash}>{t("signature.hash", { hash: page.contentHash.slice(0, 12) })}</span>
      </p>
    </Card>
  );
}

/** Everything that happened between the two, newest last. */
export function Thread({ page, title }: { readonly page: Pick<VersionPage, "thread" | "zone">; readonly title: string }) {
  const t = useT("negotiation");
  const locale = useLocale();
  return (
    <Card title={title}>
      {page.thread.length === 0 ? <p className="text-muted">{t("thread.none")}</p> : null}
      <ol className="flex flex-col gap-3">
        {page.thread.map((event) => (
          <li key={event.id} className="border-l-2 border-line pl-3">
            <p className="font-medium">
              {t(`event.${event.type}`)} {event.on ? <span className="font-normal">{t("event.on", { what: event.on })}</span> : null}
              <span className="font-normal text-muted"> · {t("version", { number: event.number })}</span>
            </p>
            <p className="text-sm text-muted">
              {event.who}
              {event.side ? ` (${event.side})` : null}, <Time at={event.at} zone={page.zone} />
            </p>
            {event.type === "proposed" ? <p className="text-sm text-muted">{t("event.valid", { from: formatDay(event.facts.from ?? "", locale), answerBy: formatDay(event.facts.answerBy ?? "", locale) })}</p> : null}
            {event.text ? <p className="mt-0.5 text-pretty whitespace-pre-wrap">{event.text}</p> : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}
