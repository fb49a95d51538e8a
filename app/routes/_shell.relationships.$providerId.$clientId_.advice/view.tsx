import { Card } from "#app/components/card.tsx";
import { Page } from "#app/components/page.tsx";
import { Time } from "#app/components/time.tsx";
import { TypedFormFrame, TypedLines, TypedSelect, TypedSubmit } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { useT } from "#app/i18n/use-t.ts";
import type { AdvicePage } from "./read.server.ts";

type AdviceShown = AdvicePage & { readonly zone: string; readonly now: number };

const LONGEST = 2_000;

/** A question, the advice, the thanks: each with the one step that comes next for whoever looks. */
export function AdviceView({ data, form }: { readonly data: AdviceShown; readonly form: TypedForm }) {
  const t = useT("style");
  const relationship = useT("relationship");
  // What was typed stays in the form that was sent.
  const formOf = (intent: string, id?: string) => (form.values["intent"] === intent && (id === undefined || form.values["id"] === id) ? form : freshForm());
  return (
    <Page
      title={data.title} sentence={data.sentence} width="reading"
      crumbs={data.seesPair ? [{ label: relationship("title"), to: "/relationships" }, { label: relationship("pair", { one: data.provider.name, other: data.client.name }), to: `/relationships/${data.provider.id}/${data.client.id}` }] : []}
    >
      {data.mayAsk ? (
        <Card title={t("advice.ask")}>
          {data.contacts.length === 0 ? (
            <p className="text-pretty text-muted">{t("advice.whom.none", { client: data.client.name, provider: data.provider.name })}</p>
          ) : (
            <TypedFormFrame form={formOf("ask")}>
              <input type="hidden" name="intent" value="ask" />
              <TypedSelect form={formOf("ask")} name="personId" label={t("advice.whom")} choices={data.contacts} />
              <TypedLines form={formOf("ask")} name="question" label={t("advice.question")} hint={t("advice.question.hint")} maxLength={LONGEST} />
              <div>
                <TypedSubmit>{t("advice.ask")}</TypedSubmit>
              </div>
            </TypedFormFrame>
          )}
        </Card>
      ) : null}
      {data.asked.map((row) => (
        <Card key={row.id} title={<span className="whitespace-pre-line">{row.question}</span>} aside={<><span>{t("advice.asked", { person: row.askedBy })}</span><Time at={row.askedAt} zone={data.zone} now={data.now} /></>}>
          <div className="flex flex-col gap-3">
            {row.answer === null ? null : <Said by={t("advice.said", { person: row.person })} text={row.answer} />}
            {row.answer === null && !row.isMine ? <p className="text-muted">{t("advice.waits", { person: row.person })}</p> : null}
            {row.answer === null && row.isMine && data.mayGive ? <Step intent="give" name="answer" id={row.id} form={formOf("give", row.id)} label={t("advice.answer")} act={t("advice.give")} /> : null}
            {row.thanks === null ? null : <Said by={t("advice.thanked", { person: row.thankedBy })} text={row.thanks} />}
            {row.answer !== null && row.thanks === null && data.mayAsk ? <Step intent="thank" name="thanks" id={row.id} form={formOf("thank", row.id)} label={t("advice.thanks")} act={t("advice.thank")} /> : null}
          </div>
        </Card>
      ))}
    </Page>
  );
}

function Said({ by, text }: { readonly by: string; readonly text: string }) {
  return (
    <div className="border-l-2 border-line pl-3">
      <p className="text-sm text-muted">{by}</p>
      <p className="break-words whitespace-pre-line">{text}</p>
    </div>
  );
}

function Step({ intent, name, id, form, label, act }: { readonly intent: string; readonly name: string; readonly id: string; readonly form: TypedForm; readonly label: string; readonly act: string }) {
  return (
    <TypedFormFrame form={form}>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="id" value={id} />
      <TypedLines form={form} name={name} label={label} maxLength={LONGEST} />
      <div>
        <TypedSubmit tone="plain">{act}</TypedSubmit>
      </div>
    </TypedFormFrame>
  );
}
