import { Form, Link, useNavigation } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { WEEKDAYS } from "#app/domain/calendar/calendar-spec.ts";
import { WEEKDAYS as WEEKDAY_NAMES } from "#app/format/calendar-words.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { EditorState } from "./act.server.ts";
import type { EditorChoices } from "./choices.server.ts";
import { DayRows } from "./day-rows.tsx";
import { InputField } from "./input-field.tsx";
import { Proposal } from "./proposal.tsx";
import { ReviewPage } from "./review.tsx";
import { SourceBox } from "./source-box.tsx";

/** A calendar in fields; then what its saving would change; then it is saved as the next version. */
export function EditorPage({ title, calendarId, state: found, choices, zone }: { readonly title: string; readonly calendarId: string | null; readonly state: EditorState; readonly choices: EditorChoices; readonly zone: string }) {
  const t = useT("calendars");
  const catalogue = useT("catalogue");
  const locale = useLocale();
  const navigation = useNavigation();
  const busy = navigation.state !== "idle" && navigation.formMethod === "POST";
  const [kept, setKept] = useState(found);
  if (found.stamp !== "" && found !== kept) setKept(found);
  const state = found.stamp === "" ? { ...kept, faults: found.faults } : found;
  useShowResult(found);
  const { draft, faults } = state;
  const crumbs = [{ label: catalogue("calendars"), to: "/calendars" }, ...(calendarId ? [{ label: title, to: `/calendars/${calendarId}` }] : [])];
  if (state.review) return <ReviewPage crumbs={crumbs} state={state} review={state.review} zone={zone} busy={busy} />;
  return (
    <Page title={calendarId ? t("edit.title", { name: title }) : title} crumbs={crumbs} sentence={t(calendarId ? "edit.sentence" : "new.sentence")}>
      <Form method="post" encType="multipart/form-data" className="flex max-w-5xl flex-col gap-5" key={state.stamp} noValidate>
        {/* Enter in a field goes on to the review, never to the first button of the page. */}
        <button type="submit" name="intent" value="review" className="hidden" tabIndex={-1} aria-hidden />
        <input type="hidden" name="base" value={state.base} />
        {faults["form"] ? <Notice tone="error">{faults["form"]}</Notice> : null}
        {state.taken === null ? null : <Notice tone="done">{t("taken", { count: state.taken })}</Notice>}
        {state.proposal ? <Proposal changes={state.proposal.changes} skipped={state.proposal.skipped} busy={busy} /> : null}
        <Card title={t("about")}>
          <div className="grid items-end gap-4 sm:grid-cols-2">
            <InputField name="nameEn" label={t("nameEn")} value={draft.nameEn} fault={faults["nameEn"]} maxLength={120} />
            <InputField name="nameRu" label={t("nameRu")} value={draft.nameRu} fault={faults["nameRu"]} maxLength={120} />
            <InputField name="tz" label={catalogue("zone")} hint={t("zone.hint")} value={draft.tz} fault={faults["tz"]} list="zones" autoComplete="off" spellCheck={false} />
            {calendarId ? <input type="hidden" name="code" value={state.code} /> : <InputField name="code" label={catalogue("code")} hint={t("code.hint")} value={state.code} fault={faults["code"]} maxLength={40} />}
          </div>
          <datalist id="zones">{choices.zones.map((name) => <option key={name} value={name} />)}</datalist>
        </Card>
        <Card title={t("week")}>
          <p className="mb-3 max-w-2xl text-sm text-pretty text-muted">{t("week.hint")}</p>
          <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
            {WEEKDAYS.map((day, i) => (
              <InputField key={day} name={`weekly.${day}`} label={<span className="inline-block first-letter:uppercase">{WEEKDAY_NAMES[locale][i]}</span>} value={draft.weekly[day]} fault={faults[`weekly.${day}`]} placeholder={t("closed")} autoComplete="off" />
            ))}
          </div>
        </Card>
        <DayRows days={draft.days} faults={faults} thisYear={choices.thisYear} />
        <SourceBox choices={choices} state={state} busy={busy} />
        <div className="flex flex-wrap items-center gap-2">
          <Button tone="primary" name="intent" value="review" disabled={busy} aria-busy={busy}>
            {t("review")}
          </Button>
          <Link to={calendarId ? `/calendars/${calendarId}` : "/calendars"} className="px-2 text-muted hover:text-ink hover:underline">
            {t("cancel")}
          </Link>
          <span className="text-sm text-muted">{t("review.hint")}</span>
        </div>
      </Form>
    </Page>
  );
}

/** After a step the page leads to its result: the first field at fault, the proposal, or the top. */
function useShowResult(state: EditorState): void {
  const seen = useRef(state);
  useEffect(() => {
    if (seen.current === state) return;
    seen.current = state;
    const fault = document.querySelector<HTMLElement>("#content [aria-invalid=true]");
    const place = state.faults["source"] ? document.getElementById("source") : null;
    if (fault) fault.focus();
    else if (place) place.scrollIntoView({ block: "center" });
    else window.scrollTo({ top: 0 });
  }, [state]);
}
