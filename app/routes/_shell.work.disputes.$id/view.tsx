import { Form, Link, useNavigation } from "@remix-run/react";
import { type ReactNode, useId } from "react";
import { Button } from "#app/components/button.tsx";
import { Card, Facts } from "#app/components/card.tsx";
import { EvidenceField, FileList } from "#app/components/evidence.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { DISPUTE_LOOKS, StateChip } from "#app/components/state-chip.tsx";
import { Time } from "#app/components/time.tsx";
import { EXCUSE_REASONS } from "#app/domain/dispute/decide-dispute.ts";
import { formatPeriod } from "#app/format/date.ts";
import { formatInstant, formatInstantNear } from "#app/format/instant.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { DecisionForm } from "./form.ts";
import type { DisputePageData } from "./read.server.ts";

interface Refusal {
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly field: string | null;
  readonly hadFiles: boolean;
  readonly values: DecisionForm | { readonly act: "evidence" };
}

/** One objection: what is said, the verdict as it stands, and the decision or the ways to it. */
export function DisputePage({ data, refusal }: { readonly data: DisputePageData; readonly refusal: Refusal | null }) {
  const t = useT("disputes");
  const work = useT("work");
  const locale = useLocale();
  const state = work(`dispute.state.${data.state}`);
  const sentence = data.decidedAt === null ? t("one.sentence", { department: data.department, when: formatInstantNear(data.decideBy, data.now, data.zone, locale) }) : t("one.sentence.decided", { department: data.department, state: state.toLocaleLowerCase(locale) });
  return (
    <Page title={data.title} sentence={sentence} crumbs={[{ label: work("title"), to: "/work" }, { label: t("title"), to: "/work/disputes" }]} width="reading">
      {refusal && refusal.field !== "evidence" ? <Notice tone="error">{t(`refused.${refusal.code}` as Key<"disputes">, refusal.facts)}</Notice> : null}
      <Card title={t("reason")}>
        <p className="whitespace-pre-line">{data.reason}</p>
        <p className="mt-2 text-sm text-muted">
          {data.by}, <Time at={data.createdAt} zone={data.zone} />
        </p>
        <Files data={data} of="objection" />
        {data.mayAddEvidence ? <AddFiles refusal={refusal?.values.act === "evidence" && refusal.field === "evidence" ? refusal : null} /> : null}
      </Card>
      {data.verdict ? (
        <Card title={t("verdict")} aside={<StateChip state={data.verdict.standing} size="small" />}>
          <p>{t("verdict.line", { line: data.verdict.line, period: data.verdict.period === "" ? "–" : formatPeriod(data.verdict.period, locale) })}</p>
          {data.taskId ? (
            <Link to={`/work/${data.taskId}`} className="mt-1 inline-block py-1 text-accent hover:underline">
              {t("verdict.open")}
            </Link>
          ) : null}
        </Card>
      ) : null}
      {data.decidedAt !== null ? (
        <Card title={t("decision")}>
          <Facts
            rows={[
              { name: t("state"), value: <StateChip state={DISPUTE_LOOKS[data.state]} word={state} size="small" /> },
              { name: t("decided"), value: <Time at={data.decidedAt} zone={data.zone} /> },
              { name: t("decidedBy"), value: data.decidedBy ?? "–" },
              ...(data.decision ? [{ name: t("decision"), value: <span className="whitespace-pre-line">{data.decision}</span> }] : []),
            ]}
          />
          <Files data={data} of="decision" />
        </Card>
      ) : null}
      {data.acts.length > 0 ? <Decide data={data} refusal={refusal} /> : null}
      {data.mayWithdraw ? (
        <DecisionFormOf act="withdraw" data={data}>
          <div>
            <Send act="withdraw" />
          </div>
        </DecisionFormOf>
      ) : null}
    </Page>
  );
}

function AddFiles({ refusal }: { readonly refusal: Refusal | null }) {
  const t = useT("evidence");
  return (
    <details open={refusal !== null} className="mt-3">
      <summary className="opens cursor-pointer text-muted select-none hover:text-ink">{t("add")}</summary>
      <Form method="post" encType="multipart/form-data" className="mt-2 flex max-w-xl flex-col items-start gap-3">
        <input type="hidden" name="act" value="evidence" />
        <EvidenceField refusal={refusal} />
        <Button>{t("add")}</Button>
      </Form>
    </details>
  );
}

function Files({ data, of }: { readonly data: DisputePageData; readonly of: "objection" | "decision" }) {
  const files = data.files.filter((file) => file.attachedTo === of);
  return files.length === 0 ? null : (
    <div className="mt-3 border-t border-line pt-3">
      <FileList files={files} zone={data.zone} />
    </div>
  );
}

function Decide({ data, refusal }: { readonly data: DisputePageData; readonly refusal: Refusal | null }) {
  const t = useT("disputes");
  const locale = useLocale();
  const values = refusal && refusal.values.act !== "evidence" ? refusal.values : undefined;
  return (
    <Card title={t("decide")}>
      {data.isFrozen ? <p className="mb-3 text-muted">{t("frozen", { period: formatPeriod(data.period, locale) })}</p> : null}
      <div className="flex flex-col gap-2">
        {data.acts.map((act) => (
          <details key={act} {...{ name: "decision" }} open={values?.act === act} className="rounded-md border border-line">
            <summary className="opens px-3 py-2 font-medium select-none hover:bg-hover">{t(`act.${act}` as Key<"disputes">)}</summary>
            <div className="flex flex-col gap-3 border-t border-line px-3 py-3">
              <p className="text-sm text-muted">{t(`act.${act}.text` as Key<"disputes">)}</p>
              <DecisionFormOf act={act} data={data}>
                {act === "excuse" ? <ExcuseReason value={values?.reason} /> : null}
                {act === "correct" ? <Correction data={data} values={values} /> : null}
                <Words value={values?.act === act ? values.text : ""} />
                <EvidenceField refusal={values?.act === act && refusal?.field === "evidence" ? refusal : null} hadFiles={values?.act === act && refusal?.hadFiles} />
                <div>
                  <Send act={act} primary />
                </div>
              </DecisionFormOf>
            </div>
          </details>
        ))}
      </div>
    </Card>
  );
}

function DecisionFormOf({ act, data, children }: { readonly act: string; readonly data: DisputePageData; readonly children: ReactNode }) {
  return (
    <Form method="post" encType="multipart/form-data" className="flex flex-col gap-3">
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="rowVersion" value={data.rowVersion} />
      {children}
    </Form>
  );
}

function Send({ act, primary = false }: { readonly act: string; readonly primary?: boolean }) {
  const t = useT("disputes");
  const busy = useNavigation().formData?.get("act") === act;
  return (
    <Button tone={primary ? "primary" : "plain"} disabled={busy} aria-busy={busy}>
      {t(`act.${act}` as Key<"disputes">)}
    </Button>
  );
}

function Words({ value }: { readonly value: string }) {
  const t = useT("disputes");
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {t("text")}
      </label>
      <textarea id={id} name="text" rows={3} required maxLength={2000} defaultValue={value} className={`${INPUT_LOOK} px-2.5 py-1.5`} />
    </div>
  );
}

function ExcuseReason({ value }: { readonly value: string | undefined }) {
  const t = useT("disputes");
  const work = useT("work");
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {t("act.excuse.reason")}
      </label>
      <select id={id} name="reason" defaultValue={value ?? "client_input"} className={`${INPUT_LOOK} h-9 px-2.5`}>
        {EXCUSE_REASONS.map((reason) => (
          <option key={reason} value={reason}>
            {work(`excuse.${reason}`)}
          </option>
        ))}
      </select>
    </div>
  );
}

function Correction({ data, values }: { readonly data: DisputePageData; readonly values: DecisionForm | undefined }) {
  const t = useT("disputes");
  const reasons = useT("reasons");
  const locale = useLocale();
  const id = useId();
  const delivered = data.events.findLast((event) => event.type === "delivered") ?? data.events[data.events.length - 1];
  return (
    <>
      <div className="flex flex-col gap-1">
        <label htmlFor={`${id}-event`} className="font-medium">
          {t("act.correct.event")}
        </label>
        <select id={`${id}-event`} name="eventId" defaultValue={values?.eventId ?? delivered?.id} className={`${INPUT_LOOK} h-9 px-2.5`}>
          {data.events.map((event) => (
            <option key={event.id} value={event.id}>
              {reasons(`event.${event.type}`)}, {formatInstant(event.occurredAt, data.zone, locale)}
            </option>
          ))}
        </select>
      </div>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 font-medium">{t("act.correct.how")}</legend>
        <div className="flex flex-wrap items-center gap-2">
          <label className="flex items-center gap-2">
            <input type="radio" name="how" value="at" defaultChecked={values?.how !== "never"} className="size-4 accent-fill" />
            {t("act.correct.at")}
          </label>
          <input type="date" name="date" aria-label={t("act.correct.at")} defaultValue={values?.date ?? delivered?.date} className={`${INPUT_LOOK} h-9 px-2.5`} />
          <input type="time" name="time" aria-label={t("act.correct.at")} defaultValue={values?.time ?? delivered?.time} className={`${INPUT_LOOK} h-9 px-2.5`} />
          <span className="text-sm text-faint">{data.zone}</span>
        </div>
        <label className="flex items-center gap-2">
          <input type="radio" name="how" value="never" defaultChecked={values?.how === "never"} className="size-4 accent-fill" />
          {t("act.correct.never")}
        </label>
      </fieldset>
    </>
  );
}
