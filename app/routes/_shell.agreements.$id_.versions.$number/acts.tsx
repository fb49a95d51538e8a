import { Form } from "@remix-run/react";
import { Ban, FileCode2, FileDown, PenLine, Reply, Send, Undo2, X } from "lucide-react";
import { Button, LinkButton } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { SubmitButton } from "#app/components/form.tsx";
import { otherSide } from "#app/domain/agreement/agreement-life.ts";
import type { AgreementAct } from "#app/domain/agreement/agreement-life.ts";
import { formatDay } from "#app/format/date.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { AskedAct, Line, Seen } from "./fields.tsx";
import type { VersionPage } from "./read.server.ts";
import type { VersionRefusal } from "./sentence.ts";

/** What the viewer can do with this version now; everything that cannot be taken back is asked about. */
export function NextStep({ page, refusal }: { readonly page: VersionPage; readonly refusal: VersionRefusal | null }) {
  const t = useT("negotiation");
  const locale = useLocale();
  const { names, number, drafter } = page;
  const has = (act: AgreementAct) => page.acts.includes(act);
  const other = names[otherSide(drafter)];
  const author = names[drafter];
  const bad = (act: string) => (refusal?.act === act ? refusal : null);
  const reason = (act: string, label = t("reason")) => <Line name="reason" label={label} rows={3} required refusal={bad(act)} />;
  const from = formatDay(page.from, locale);
  const shared = { page, refusal } as const;
  return (
    <Card title={t("step")}>
      <div className="flex flex-wrap gap-2">
        {has("propose") ? (
          <AskedAct
            {...shared} act="propose" tone="primary" icon={<Send aria-hidden size={15} />} trigger={t("act.propose")}
            title={t(page.proposed.isCounter ? "act.counter.title" : "act.propose.title", { other, number })} consequence={t(page.proposed.isCounter ? "act.counter.text" : "act.propose.text", { other })}
          >
            <Line name="from" type="date" label={t("frame.from")} min={page.earliest} value={page.from} required refusal={bad("propose")} />
            <Line name="to" type="date" label={t("frame.to")} hint={t("frame.to.hint")} value={page.ownTo ?? ""} refusal={bad("propose")} />
            <Line name="answerBy" type="date" label={t("act.propose.answerBy")} value={page.proposed.answerBy} required refusal={bad("propose")} />
            {page.proposed.isCounter ? reason("propose", t("act.propose.reason")) : null}
            {page.maySignOwn ? (
              <label className="flex items-start gap-2.5">
                <input type="checkbox" name="signs" defaultChecked className="mt-[3px] size-4 shrink-0 accent-fill" />
                {t("act.propose.signs")}
              </label>
            ) : null}
          </AskedAct>
        ) : null}
        {has("sign") && page.signsFor ? (
          <AskedAct
            {...shared} act="sign" tone="primary" icon={<PenLine aria-hidden size={15} />} trigger={t("act.sign")} title={t("act.sign.title", { number, side: names[page.signsFor] })}
            consequence={t("act.sign.text", { hash: page.contentHash.slice(0, 12), from })}
          >
            <input type="hidden" name="side" value={page.signsFor} />
          </AskedAct>
        ) : null}
        {has("counter") ? (
          page.reply === null ? (
            <Form method="post">
              <Seen page={page} act="counter" />
              <Button icon={<Reply aria-hidden size={15} />}>{t("act.counter")}</Button>
            </Form>
          ) : (
            <LinkButton to={`/agreements/${page.id}/versions/${page.reply}`} icon={<Reply aria-hidden size={15} />}>{t("act.counter.open")}</LinkButton>
          )
        ) : null}
        {has("reject") ? (
          <AskedAct {...shared} act="reject" icon={<X aria-hidden size={15} />} trigger={t("act.reject")} title={t("act.reject.title", { number })} consequence={t("act.reject.text", { other: author })} submitTone="danger">
            {reason("reject")}
          </AskedAct>
        ) : null}
        {has("withdraw") ? <AskedAct {...shared} act="withdraw" icon={<Undo2 aria-hidden size={15} />} trigger={t("act.withdraw")} title={t("act.withdraw.title", { number })} consequence={t("act.withdraw.text", { other })} /> : null}
        {has("answer") ? (
          <AskedAct
            {...shared} act="answer" trigger={t("act.answer", { side: other })} title={t("act.answer.title", { side: other })} consequence={t("act.answer.text", { drafter: author })}
            submit={
              <>
                <SubmitButton name="accepts" value="yes">{t("act.answer.yes", { side: other })}</SubmitButton>
                <SubmitButton name="accepts" value="no" tone="danger">{t("act.answer.no")}</SubmitButton>
              </>
            }
          >
            {reason("answer")}
          </AskedAct>
        ) : null}
        {has("impose") ? (
          <AskedAct {...shared} act="impose" trigger={t("act.impose")} title={t("act.impose.title", { number, ...names })} consequence={t("act.impose.text", { from })} submitTone="danger">
            {reason("impose")}
          </AskedAct>
        ) : null}
        {has("terminate") && page.state !== "superseded" && page.state !== "ended" ? (
          <AskedAct {...shared} act="terminate" icon={<Ban aria-hidden size={15} />} trigger={t("act.terminate")} title={t("act.terminate.title", names)} consequence={t("act.terminate.text")} submitTone="danger">
            <Line name="on" type="date" label={t("act.terminate.on")} min={page.earliest} required refusal={bad("terminate")} />
            {reason("terminate")}
          </AskedAct>
        ) : null}
        {has("discard") ? <AskedAct {...shared} act="discard" tone="quiet" trigger={t("act.discard")} title={t("act.discard.title", { number })} consequence={t("act.discard.text")} submitTone="danger" /> : null}
        <LinkButton reloadDocument to={`/agreements/${page.id}/versions/${number}/file.pdf`} tone="quiet" icon={<FileDown aria-hidden size={15} />}>{t("print")}</LinkButton>
        <LinkButton reloadDocument to={`/agreements/${page.id}/versions/${number}/file.yaml`} tone="quiet" icon={<FileCode2 aria-hidden size={15} />}>{t("yaml")}</LinkButton>
        <LinkButton reloadDocument to={`/agreements/${page.id}/versions/${number}/file.json`} tone="quiet" icon={<FileCode2 aria-hidden size={15} />}>{t("json")}</LinkButton>
      </div>
    </Card>
  );
}
