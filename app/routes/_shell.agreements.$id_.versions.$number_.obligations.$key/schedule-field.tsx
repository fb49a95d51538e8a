import { RadioField, SelectField, TextField } from "#app/components/field.tsx";
import { WEEKDAY_CODES } from "#app/domain/schedule/plain-schedule.ts";
import { MONTHS, WEEKDAYS } from "#app/format/calendar-words.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { CheckGroup, type Chosen, type Field } from "./parts.tsx";
import { NTH } from "./schedule-form.ts";

/** How often something is delivered: in words, or as the rule itself for those who write it. */
export function ScheduleField({ f, chosen }: { readonly f: Field; readonly chosen: Chosen }) {
  const t = useT("obligation");
  const locale = useLocale();
  const weekdays = WEEKDAY_CODES.map((value, index) => ({ value, label: WEEKDAYS[locale][index] ?? value }));
  const months = MONTHS[locale].map((label, index) => ({ value: String(index + 1), label }));
  return (
    <div className="choice flex flex-col gap-3">
      <div className="choice-head">
        <RadioField field={f("schedule")} label={t("schedule")} layout="row" choices={(["day", "week", "month", "rule"] as const).map((value) => ({ value, label: t(`schedule.${value}`) }))} />
      </div>
      <div data-when="day week month">
        <TextField field={f("every")} label={t("schedule.every")} hint={t("schedule.every.hint")} inputMode="numeric" className="figures max-w-20" />
      </div>
      <div data-when="week">
        <CheckGroup name="weekdays" field={f("weekdays")} label={t("schedule.weekdays")} choices={weekdays} chosen={chosen} />
      </div>
      <div data-when="month">
        <div className="choice flex flex-col gap-3">
          <div className="choice-head">
            <SelectField field={f("monthOn")} label={t("schedule.monthOn")} choices={(["day", "weekday", "workday"] as const).map((value) => ({ value, label: t(`schedule.on.${value}`) }))} />
          </div>
          <div data-when="day">
            <TextField field={f("monthDays")} label={t("schedule.monthDays")} hint={t("schedule.monthDays.hint")} placeholder="1, 15, -1" />
          </div>
          <div data-when="weekday">
            <div className="grid items-end gap-4 sm:grid-cols-2">
              <SelectField field={f("nth")} label={t("schedule.nth")} choices={NTH.map((value) => ({ value, label: value === "-1" ? t("schedule.last") : t("schedule.nthOf", { n: value }) }))} />
              <SelectField field={f("nthWeekday")} label={t("schedule.weekday")} choices={weekdays} />
            </div>
          </div>
          <div data-when="workday">
            <TextField field={f("nthWorkday")} label={t("schedule.nthWorkday")} hint={t("schedule.nthWorkday.hint")} inputMode="numeric" className="figures max-w-20" />
          </div>
          <div data-when="day weekday workday">
            <CheckGroup name="months" field={f("months")} label={t("schedule.months")} choices={months} chosen={chosen} />
          </div>
        </div>
      </div>
      <div data-when="rule">
        <TextField field={f("rrule")} label={t("schedule.rrule")} hint={t("schedule.rrule.hint")} placeholder="FREQ=MONTHLY;BYDAY=-1FR" spellCheck={false} className="figures" />
      </div>
      <div data-when="day week month">
        <TextField field={f("until")} type="date" label={t("schedule.until")} optional className="max-w-48" />
      </div>
    </div>
  );
}
