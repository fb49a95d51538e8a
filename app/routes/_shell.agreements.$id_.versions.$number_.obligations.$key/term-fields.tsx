import type { ObligationKind } from "#app/domain/agreement/terms.ts";
import { RadioField, SelectField, TextareaField, TextField } from "#app/components/field.tsx";
import { useT } from "#app/i18n/use-t.ts";
import { PAUSE_REASONS } from "./form.ts";
import { CheckGroup, ClockField, DueField, DurationField, type Chosen, type Field } from "./parts.tsx";
import { ScheduleField } from "./schedule-field.tsx";

interface Props {
  readonly f: Field;
  readonly chosen: Chosen;
}

/** The terms that one kind of promise has for itself. */
export function TermFields({ kind, f, chosen }: Props & { readonly kind: ObligationKind }) {
  switch (kind) {
    case "timing":
      return <Timing f={f} chosen={chosen} />;
    case "response":
      return <Clocked f={f} chosen={chosen} />;
    case "frequency":
      return <Frequency f={f} chosen={chosen} />;
    case "quality":
      return <Quality f={f} />;
    case "completeness":
      return <Completeness f={f} />;
    case "format":
      return <Format f={f} />;
  }
}

function Timing({ f, chosen }: Props) {
  const t = useT("obligation");
  return (
    <>
      <RadioField field={f("start")} label={t("start")} choices={[{ value: "requested", label: t("start.requested") }, { value: "input_complete", label: t("start.input_complete"), hint: t("start.input_complete.hint") }]} />
      <Clocked f={f} chosen={chosen} />
      <div className="choice flex flex-col gap-3">
        <div className="choice-head">
          <RadioField field={f("rework")} label={t("rework")} choices={[{ value: "own_clock", label: t("rework.own_clock") }, { value: "same_clock", label: t("rework.same_clock") }]} />
        </div>
        <div data-when="own_clock">
          <DueField f={f} prefix="reworkDue" label={t("reworkDue")} same={t("reworkDue.same")} />
        </div>
      </div>
    </>
  );
}

function Clocked({ f, chosen }: Props) {
  const t = useT("obligation");
  return (
    <>
      <DueField f={f} prefix="due" label={t("due")} />
      <div className="grid gap-4 sm:grid-cols-2">
        <DurationField f={f} prefix="grace" label={t("grace")} hint={t("grace.hint")} optional />
        <ClockField field={f("cutOff")} label={t("cutOff")} hint={t("cutOff.hint")} optional />
      </div>
      <details className="rounded-md border border-line px-3 py-2" open={f("volume_upTo").initialValue ? true : undefined}>
        <summary className="cursor-pointer font-medium select-none hover:text-ink">{t("volume")}</summary>
        <div className="mt-2 flex flex-col gap-3">
          <TextField field={f("volume_upTo")} label={t("volume.upTo")} hint={t("volume.hint")} inputMode="numeric" className="figures max-w-24" optional />
          <DueField f={f} prefix="volume" label={t("volume.due")} />
        </div>
      </details>
      <CheckGroup name="pauseReasons" field={f("pauseReasons")} label={t("pauses")} chosen={chosen} choices={PAUSE_REASONS.map((value) => ({ value, label: t(`pause.${value}`) }))} />
      <details className="text-sm">
        <summary className="cursor-pointer text-muted hover:text-ink">{t("pauses.other")}</summary>
        <div className="mt-2">
          <TextareaField field={f("otherReasons")} label={t("pauses.other")} hint={t("onePerLine")} rows={2} />
        </div>
      </details>
    </>
  );
}

function Frequency({ f, chosen }: Props) {
  const t = useT("obligation");
  return (
    <>
      <ScheduleField f={f} chosen={chosen} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField field={f("dtstart")} type="date" label={t("dtstart")} hint={t("dtstart.hint")} />
        <ClockField field={f("at")} label={t("at")} hint={t("at.hint")} />
      </div>
      <SelectField field={f("adjust")} label={t("adjust")} choices={(["following", "preceding", "none"] as const).map((value) => ({ value, label: t(`adjust.${value}`) }))} />
      <div className="grid gap-4 sm:grid-cols-2">
        <DurationField f={f} prefix="windowBefore" label={t("windowBefore")} hint={t("windowBefore.hint")} />
        <DurationField f={f} prefix="windowAfter" label={t("windowAfter")} hint={t("windowAfter.hint")} />
      </div>
      <DurationField f={f} prefix="afterInput" label={t("afterInput")} hint={t("afterInput.hint")} optional />
    </>
  );
}

function Quality({ f }: { readonly f: Field }) {
  const t = useT("obligation");
  return (
    <div className="choice flex flex-col gap-3">
      <div className="choice-head">
        <RadioField field={f("quality")} label={t("quality")} choices={[{ value: "returns", label: t("quality.returns"), hint: t("quality.returns.hint") }, { value: "measure", label: t("quality.measure"), hint: t("quality.measure.hint") }]} />
      </div>
      <div data-when="measure">
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField field={f("measure_name")} label={t("measure.name")} placeholder="defects" />
          <TextField field={f("measure_atMost")} label={t("measure.atMost")} inputMode="decimal" />
        </div>
      </div>
    </div>
  );
}

function Completeness({ f }: { readonly f: Field }) {
  const t = useT("obligation");
  return (
    <div className="choice flex flex-col gap-3">
      <div className="choice-head">
        <RadioField field={f("rule")} label={t("completeness")} choices={[{ value: "share", label: t("completeness.share") }, { value: "checklist", label: t("completeness.checklist") }]} />
      </div>
      <div data-when="share">
        <TextField field={f("rule_share")} label={t("completeness.atLeast")} suffix="%" inputMode="decimal" className="figures max-w-24" />
      </div>
      <div data-when="checklist">
        <TextareaField field={f("rule_parts")} label={t("completeness.parts")} hint={t("onePerLine")} rows={4} />
      </div>
    </div>
  );
}

function Format({ f }: { readonly f: Field }) {
  const t = useT("obligation");
  const types = ["file_types", "glob", "template", "field"] as const;
  return (
    <div className="choice flex flex-col gap-3">
      <div className="choice-head">
        <RadioField field={f("rule")} label={t("format")} choices={types.map((value) => ({ value, label: t(`format.${value}`) }))} />
      </div>
      <div data-when="file_types">
        <TextareaField field={f("rule_types")} label={t("format.types")} hint={t("format.types.hint")} rows={3} />
      </div>
      <div data-when="glob">
        <TextField field={f("rule_pattern")} label={t("format.pattern")} hint={t("format.pattern.hint")} placeholder="report_????-??.xlsx" />
      </div>
      <div data-when="template">
        <TextField field={f("rule_template")} label={t("format.templateName")} />
      </div>
      <div data-when="field">
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField field={f("rule_name")} label={t("format.fieldName")} />
          <TextareaField field={f("rule_values")} label={t("format.values")} hint={t("onePerLine")} rows={2} />
        </div>
      </div>
    </div>
  );
}
