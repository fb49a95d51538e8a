import { Form, Link } from "@remix-run/react";
import { Button, LinkButton } from "#app/components/button.tsx";
import { Card, Facts } from "#app/components/card.tsx";
import { ClockWord } from "#app/components/clock-word.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { StateChip, VOICE_LOOKS } from "#app/components/state-chip.tsx";
import { Thread } from "#app/components/thread.tsx";
import { TypedFormFrame, TypedLines, TypedSubmit } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { LONGEST_VOICE, type VoiceAct } from "#app/domain/voice/decide-voice.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { VoicePageData } from "./read.server.ts";

/** What a client said: the conversation, the time of the reply, and what can be done. */
export function VoicePage({ data, answer }: { readonly data: VoicePageData; readonly answer: TypedForm | null }) {
  const t = useT("voice");
  const locale = useLocale();
  const { clock, zone, now } = data;
  const state = t(`state.${data.state}`);
  return (
    <Page
      title={data.subject}
      crumbs={[{ label: t("title"), to: "/ratings/voice" }]}
      width="reading"
      aside={data.kind === "thanks" ? null : <StateChip state={VOICE_LOOKS[data.state]} word={state} size="small" />}
      sentence={t("one.sentence", { kind: t(`kind.${data.kind}`), client: data.client.name, provider: data.provider.name, state: state.toLocaleLowerCase(locale) })}
    >
      <Card>
        <Facts
          rows={[
            { name: t("sender"), value: data.sender },
            { name: t("provider"), value: <Link to={`/departments/${data.provider.id}`} className="door">{data.provider.name}</Link> },
            ...(data.thanked ? [{ name: t("thanked"), value: data.thanked }] : []),
            ...(data.task ? [{ name: t("about"), value: <Link to={`/work/${data.task.id}`} className="door">{data.task.title}</Link> }] : data.product ? [{ name: t("about"), value: <Link to={`/catalogue/${data.product.id}`} className="door">{data.product.name}</Link> }] : []),
            { name: t("due"), value: clock ? <ClockWord {...clock} zone={zone} now={now} /> : t("due.none") },
          ]}
        />
      </Card>
      {data.caseId ? <Notice action={<LinkButton to={`/improvement/${data.caseId}`}>{t("case")}</LinkButton>}>{t("case.there")}</Notice> : null}
      <Card title={t("thread")}>
        <Thread label={t("thread")} entries={data.messages.map((one) => ({ ...one, did: t(`said.${one.act}`) }))} zone={zone} now={now} />
      </Card>
      <Acts data={data} answer={answer} />
      {data.mayOpenCase ? (
        <Card title={t("case")}>
          <Form method="post" className="flex flex-col items-start gap-3">
            <p className="text-pretty text-muted">{t("case.open.text", { client: data.client.name })}</p>
            <Button name="intent" value="case">
              {t("case.open")}
            </Button>
          </Form>
        </Card>
      ) : null}
    </Page>
  );
}

/** The provider replies; who said it closes it, adds to it or opens it again. */
function Acts({ data, answer }: { readonly data: VoicePageData; readonly answer: TypedForm | null }) {
  const t = useT("voice");
  const form = answer ?? freshForm();
  const formFor = (act: VoiceAct) => (answer?.values["intent"] === act ? answer : freshForm());
  const may = (act: VoiceAct) => data.acts.includes(act);
  const version = <input type="hidden" name="rowVersion" value={data.rowVersion} />;
  if (data.acts.length === 0) return form.faults["form"] ? <Notice tone="error">{form.faults["form"]}</Notice> : null;
  if (may("reply"))
    return (
      <Card title={t("reply")}>
        <TypedFormFrame form={form} key={data.rowVersion}>
          {version}
          <TypedLines form={form} name="text" label={t("reply.text")} hint={t("reply.hint", { sender: data.sender })} rows={5} maxLength={LONGEST_VOICE} />
          <div>
            <TypedSubmit intent="reply">{t("reply")}</TypedSubmit>
          </div>
        </TypedFormFrame>
      </Card>
    );
  return (
    <>
      {may("close") ? (
        <Card title={t("close.text")}>
          <TypedFormFrame form={formFor("close")}>
            {version}
            <div>
              <TypedSubmit intent="close" tone={data.state === "answered" ? "primary" : "plain"}>
                {t("close")}
              </TypedSubmit>
            </div>
          </TypedFormFrame>
        </Card>
      ) : null}
      {(["add", "reopen"] as const).filter(may).map((act) => (
        <Card key={act} title={t(act)}>
          <TypedFormFrame form={formFor(act)} key={data.rowVersion}>
            {version}
            <TypedLines form={formFor(act)} name="text" label={t(`${act}.text`)} rows={3} maxLength={LONGEST_VOICE} />
            <div>
              <TypedSubmit intent={act} tone="plain">
                {t(act)}
              </TypedSubmit>
            </div>
          </TypedFormFrame>
        </Card>
      ))}
    </>
  );
}
