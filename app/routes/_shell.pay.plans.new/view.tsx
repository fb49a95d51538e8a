import { Link } from "@remix-run/react";
import { useEffect, useRef, useState, type FormEvent, type MouseEvent } from "react";
import { Card } from "#app/components/card.tsx";
import { TypedCheck, TypedFormFrame, type TypedChoice, TypedSelect, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { nameIn, type Names } from "#app/domain/names.ts";
import { ABSENCE_KINDS } from "#app/domain/pay/absence.ts";
import { NEGATIVE_POLICIES } from "#app/domain/pay/adjustment.ts";
import { APPROVER_ROLES } from "#app/domain/pay/approve-run.ts";
import { NOTHING_MEASURED_POLICIES, PAY_MODES, PRORATION_BASES } from "#app/domain/pay/plan-terms.ts";
import { formatDay } from "#app/format/date.ts";
import { currencySign, type Currency } from "#app/format/money.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { GateLine } from "#app/operations/gate-lines.server.ts";
import { GateFields } from "./gate-fields.tsx";
import { PayoutFields } from "./payout-fields.tsx";
import { ReviewCard } from "./review-card.tsx";
import { afterRowStep, type PlanValues } from "./rows.ts";
import type { PlanAnswer } from "./save.server.ts";
import { CHAIN_STEPS } from "./values.ts";

export interface PlanFormGiven {
  readonly days: readonly string[];
  readonly currency: Currency;
  readonly lines: readonly GateLine[];
  /** Figures of the company that a plan may take a part of the score from. */
  readonly metrics: readonly { readonly id: string; readonly name: Names }[];
  readonly isNew: boolean;
}

/** Every term of a version. The scale is drawn and put into words while it is typed; what changes is shown before it is saved. */
export function PlanForm({ given, initial, answer }: { readonly given: PlanFormGiven; readonly initial: PlanValues; readonly answer: PlanAnswer | undefined }) {
  const t = useT("plans");
  const { form, typed, isReviewed, steps, onInput, onClick, place } = useRows(initial, answer);
  return (
    <TypedFormFrame form={form} onInput={onInput} onClick={onClick} className="group/plan max-w-5xl gap-5">
      {/* The first button is the one that Enter presses: it only shows what would change. */}
      <button type="submit" name="intent" value="check" className="sr-only" tabIndex={-1} aria-hidden />
      {answer?.review && isReviewed ? <ReviewCard review={answer.review} /> : null}
      <div key={steps} ref={place} className="flex flex-col gap-5">
        <Naming given={given} form={form} />
        <PayoutFields form={form} typed={typed} />
        <GateFields form={form} lines={given.lines} />
        <Limits given={given} form={form} />
        <TimeWorked form={form} />
        <Sharing form={form} />
        <FromOutside given={given} form={form} />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <TypedSubmit intent="check" tone={answer?.review && isReviewed ? "plain" : "primary"}>
          {t(given.isNew ? "check.new" : "check")}
        </TypedSubmit>
      </div>
    </TypedFormFrame>
  );
}

/** The form's values as they are typed; its row buttons work in the browser as they do on the server. */
function useRows(initial: PlanValues, answer: PlanAnswer | undefined) {
  const [local, setLocal] = useState<{ readonly answer: PlanAnswer | undefined; readonly form: TypedForm; readonly steps: number } | null>(null);
  const [typed, setTyped] = useState<{ readonly answer: PlanAnswer | undefined; readonly values: PlanValues } | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const edited = local !== null && local.answer === answer ? local : null;
  const form: TypedForm = edited?.form ?? answer ?? freshForm(initial);
  const steps = local?.steps ?? 0;
  const focusOn = useRef<string | null>(null);
  useEffect(() => {
    if (focusOn.current !== null) place.current?.querySelector<HTMLElement>(focusOn.current)?.focus();
    focusOn.current = null;
  }, [steps]);
  const read = (element: HTMLFormElement): PlanValues => Object.fromEntries([...new FormData(element)].map(([name, value]) => [name, String(value)]));
  return {
    form,
    steps,
    place,
    typed: typed !== null && typed.answer === answer ? typed.values : form.values,
    /** What was checked is still what stands there. */
    isReviewed: edited === null && typed?.answer !== answer,
    onInput: (event: FormEvent<HTMLFormElement>) => setTyped({ answer, values: read(event.currentTarget) }),
    onClick: (event: MouseEvent<HTMLFormElement>) => {
      const button = (event.target as Element).closest<HTMLButtonElement>("button[name=intent]");
      const values = read(event.currentTarget);
      const next = button && afterRowStep(values, button.value);
      if (!next) return;
      event.preventDefault();
      const [step, list] = button.value.split(":");
      focusOn.current = step === "add" ? `[data-list="${list}"]:last-of-type input, [data-list="${list}"]:last-of-type select` : `button[value="add:${list}"]`;
      setLocal({ answer, form: { values: next, faults: {} }, steps: steps + 1 });
      setTyped({ answer, values: next });
    },
  };
}

const choices = <K extends string>(values: readonly K[], label: (value: K) => string): TypedChoice[] => values.map((value) => ({ value, label: label(value) }));

function Naming({ given, form }: { readonly given: PlanFormGiven; readonly form: TypedForm }) {
  const t = useT("plans");
  const locale = useLocale();
  return (
    <>
      {given.isNew ? (
        <div className="grid items-end gap-4 sm:grid-cols-3">
          <TypedText form={form} name="code" label={t("code")} hint={t("code.hint")} />
          <TypedText form={form} name="nameEn" label={t("nameEn")} />
          <TypedText form={form} name="nameRu" label={t("nameRu")} />
        </div>
      ) : null}
      <div className="max-w-md">
        <TypedSelect form={form} name="from" label={t("from")} hint={t("from.hint")} choices={choices(given.days, (day) => formatDay(day, locale))} />
      </div>
    </>
  );
}

function Limits({ given, form }: { readonly given: PlanFormGiven; readonly form: TypedForm }) {
  const t = useT("plans");
  const { code, digits } = given.currency;
  return (
    <Card title={t("limits")}>
      <div className="grid items-end gap-4 sm:grid-cols-3">
        <TypedText form={form} name="planCap" label={t("planCap")} hint={t("planCap.hint")} inputMode="decimal" className="figures" />
        <TypedText form={form} name="memberCap" label={t("memberCap")} hint={t("memberCap.hint")} inputMode="decimal" className="figures" />
        <TypedText form={form} name="fund" label={t("fund.in", { currency: currencySign(code) })} hint={t("fund.hint")} inputMode="decimal" optional className="figures" />
      </div>
      <p className="mt-3 text-sm text-muted">{digits === 0 ? t("currency.note.whole", { currency: code }) : t("currency.note", { currency: code, count: digits })}</p>
    </Card>
  );
}

function TimeWorked({ form }: { readonly form: TypedForm }) {
  const t = useT("plans");
  return (
    <Card title={t("time")}>
      <div className="grid gap-5 sm:grid-cols-2">
        <div className="flex flex-col gap-4">
          <TypedSelect form={form} name="proration" label={t("proration")} choices={choices(PRORATION_BASES, (value) => t(`proration.${value}`))} />
          <TypedCheck form={form} name="targetIncludesFte" label={t("targetIncludesFte")} hint={t("targetIncludesFte.hint")} />
        </div>
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 font-medium">{t("excluded")}</legend>
          {ABSENCE_KINDS.map((kind) => (
            <TypedCheck key={kind} form={form} name={`excluded.${kind}`} label={t(`absence.${kind}`)} />
          ))}
        </fieldset>
      </div>
    </Card>
  );
}

function Sharing({ form }: { readonly form: TypedForm }) {
  const t = useT("plans");
  return (
    <Card title={t("sharing")}>
      <div className="flex flex-col gap-4">
        <div className="grid items-end gap-4 sm:grid-cols-2">
          <TypedSelect form={form} name="mode" label={t("mode")} choices={choices(PAY_MODES, (value) => t(`mode.${value}`))} />
          <TypedSelect form={form} name="nothingMeasured" label={t("nothingMeasured")} choices={choices(NOTHING_MEASURED_POLICIES, (value) => t(`nothingMeasured.${value}`))} />
          <TypedText form={form} name="mixTeam" label={t("mixTeam")} hint={t("mix.hint")} inputMode="decimal" className="figures" />
          <TypedText form={form} name="mixDepartment" label={t("mixDepartment")} inputMode="decimal" className="figures" />
          <TypedSelect form={form} name="negative" label={t("negative")} choices={choices(NEGATIVE_POLICIES, (value) => t(`negative.${value}`))} />
        </div>
        <fieldset>
          <legend className="mb-2 font-medium">{t("chain")}</legend>
          <div className="grid items-end gap-4 sm:grid-cols-3">
            {Array.from({ length: CHAIN_STEPS }, (_, i) => (
              <TypedSelect key={i} form={form} name={`chain.${i}`} label={t("chain.step", { number: i + 1 })} placeholder={i === 0 ? undefined : t("chain.none")} choices={choices(APPROVER_ROLES, (role) => t(`approver.${role}`))} />
            ))}
          </div>
        </fieldset>
        <TypedCheck form={form} name="shadow" label={t("shadow")} hint={t("shadow.hint")} />
      </div>
    </Card>
  );
}

/** A figure of the whole company as a part of the score; without one the department's score counts alone. */
function FromOutside({ given, form }: { readonly given: PlanFormGiven; readonly form: TypedForm }) {
  const t = useT("plans");
  const locale = useLocale();
  return (
    <Card title={t("external")}>
      <p className="max-w-3xl text-pretty text-muted">
        {t("external.hint")}{" "}
        <Link to="/pay/metrics" className="door">
          {t("metrics.title")}
        </Link>
      </p>
      <div className="mt-4 grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <TypedSelect form={form} name="externalMetric" label={t("external.metric")} placeholder={t("external.none")} choices={given.metrics.map((metric) => ({ value: metric.id, label: nameIn(metric.name, locale) }))} />
        <TypedText form={form} name="externalWeight" label={t("external.weight")} inputMode="decimal" className="figures" />
        <TypedText form={form} name="externalZero" label={t("external.zero")} inputMode="decimal" className="figures" />
        <TypedText form={form} name="externalTarget" label={t("external.target")} inputMode="decimal" className="figures" />
      </div>
    </Card>
  );
}
