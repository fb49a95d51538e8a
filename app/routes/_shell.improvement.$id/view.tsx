import { Link } from "@remix-run/react";
import { Card, Facts } from "#app/components/card.tsx";
import { ClockWord } from "#app/components/clock-word.tsx";
import { InfoTip } from "#app/components/info-tip.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { CASE_LOOKS, StateChip } from "#app/components/state-chip.tsx";
import { Thread } from "#app/components/thread.tsx";
import { Time } from "#app/components/time.tsx";
import { TypedFormFrame, TypedLines, TypedSubmit } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { LONGEST_TEXT } from "#app/domain/improvement/decide-case.ts";
import { formatDay } from "#app/format/date.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { CaseAnswer } from "./act.server.ts";
import { CheckCard } from "./check.tsx";
import { Lateness, SameCause } from "./causes.tsx";
import { PlanCard } from "./plan.tsx";
import type { CasePageData } from "./read.server.ts";

/** One case: the problem, its cause, what is done about it, the client's word, and everything that happened. */
export function CasePage({ data, answer }: { readonly data: CasePageData; readonly answer: CaseAnswer | null }) {
  const t = useT("improvement");
  const locale = useLocale();
  const formOf = (of: CaseAnswer["of"]): TypedForm | null => (answer?.of === of ? answer.form : null);
  const facts = { provider: data.provider, client: data.client, state: t(`state.${data.state}`).toLocaleLowerCase(locale), due: formatDay(data.plan.dueOn, locale) };
  const opened = { key: "opened", who: data.openedBy, did: t("history.openedBy", { origin: t(`origin.${data.origin}`) }), side: null, at: data.createdAt, text: "" };
  // A form that stands no more, because somebody was faster, says so above the page.
  const lost = answer && answer.form.faults["form"] && !isShown(answer.of, data) ? answer.form.faults["form"] : null;
  return (
    <Page title={data.title} crumbs={[{ label: t("title"), to: "/improvement" }]} width="reading" aside={<StateChip state={CASE_LOOKS[data.state]} word={t(`state.${data.state}`)} size="small" />} sentence={t(data.client ? "case.sentence" : "case.sentence.alone", facts)}>
      {lost ? <Notice tone="error">{lost}</Notice> : null}
      <Card title={t("problem")}>
        {data.problem ? <p className="mb-3 break-words whitespace-pre-line">{data.problem}</p> : null}
        <About data={data} />
      </Card>
      <CheckCard data={data} form={formOf("check")} />
      <Clocks data={data} />
      <PlanCard data={data} form={formOf("plan")} />
      <Lateness data={data} />
      <SameCause data={data} />
      <Card title={t("history")}>
        <Thread label={t("history")} entries={[opened, ...data.history.map((entry) => ({ ...entry, did: t(`entry.${entry.act}`) }))]} zone={data.zone} now={data.now} />
        {data.acts.includes("comment") ? <Comment data={data} form={formOf("comment")} /> : null}
      </Card>
    </Page>
  );
}

const isShown = (of: CaseAnswer["of"], { acts }: CasePageData) => (of === "plan" ? acts.includes("save") : of === "check" ? acts.includes("confirm") || acts.includes("reopen") : acts.includes("comment"));

/** What opened the case, with the ways there. */
function About({ data }: { readonly data: CasePageData }) {
  const t = useT("improvement");
  return (
    <Facts
      rows={[
        { name: t("origin"), value: t(`origin.${data.origin}`) },
        { name: t("opened"), value: <Time at={data.createdAt} zone={data.zone} /> },
        ...(data.task ? [{ name: t("task"), value: <Link to={`/work/${data.task.id}`} className="door">{data.task.title}</Link> }] : []),
        ...(data.obligationKey ? [{ name: t("line"), value: <Link to={`/work?obligation=${encodeURIComponent(data.obligationKey)}`} className="door">{data.line || t("line.open")}</Link> }] : []),
        ...(data.voice ? [{ name: t("voice"), value: <Link to={`/ratings/voice/${data.voice.id}`} className="door">{data.voice.subject}</Link> }] : []),
        { name: t("owner"), value: data.owner ?? t("owner.none") },
      ]}
    />
  );
}

function Clocks({ data }: { readonly data: CasePageData }) {
  const t = useT("improvement");
  return (
    <Card
      title={
        <span className="inline-flex items-center gap-1">
          {t("clocks")} <InfoTip text={t("clocks.explain")} />
        </span>
      }
    >
      <Facts rows={data.clocks.map(({ clock, ...at }) => ({ name: t(`clock.${clock}`), value: <ClockWord {...at} zone={data.zone} now={data.now} /> }))} />
    </Card>
  );
}

function Comment({ data, form }: { readonly data: CasePageData; readonly form: TypedForm | null }) {
  const t = useT("improvement");
  const shown = form ?? freshForm();
  return (
    <TypedFormFrame form={shown} key={data.rowVersion} className="mt-4 border-t border-line pt-4">
      <input type="hidden" name="rowVersion" value={data.rowVersion} />
      <TypedLines form={shown} name="text" label={t("comment.text")} rows={3} maxLength={LONGEST_TEXT} />
      <div>
        <TypedSubmit intent="comment" tone="plain">
          {t("comment")}
        </TypedSubmit>
      </div>
    </TypedFormFrame>
  );
}
