import { useState } from "react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useT } from "#app/i18n/use-t.ts";
import type { EditorState } from "./act.server.ts";
import type { EditorChoices } from "./choices.server.ts";
import { SOURCES } from "./form.ts";
import { InputField } from "./input-field.tsx";

/** Where days can come from. They are shown first, and only what is ticked is taken. */
export function SourceBox({ choices, state, busy }: { readonly choices: EditorChoices; readonly state: EditorState; readonly busy: boolean }) {
  const t = useT("calendars");
  const typed = state.source;
  const [kind, setKind] = useState(typed?.kind ?? (choices.country === "RU" || choices.country === "" ? "russia" : "country"));
  const select = `${INPUT_LOOK} h-9 w-full pr-8 pl-3`;
  const regions = state.regions ?? choices.regions;
  return (
    <Card title={t("source")} id="source">
      <p className="mb-3 max-w-2xl text-sm text-pretty text-muted">{t("source.hint")}</p>
      {state.faults["source"] ? (
        <div className="mb-3">
          <Notice tone="error">{state.faults["source"]}</Notice>
        </div>
      ) : null}
      <fieldset className="mb-3 flex flex-wrap gap-x-5 gap-y-1.5">
        <legend className="sr-only">{t("source")}</legend>
        {SOURCES.map((source) => (
          <label key={source} className="flex items-center gap-2">
            <input type="radio" name="source" value={source} checked={kind === source} onChange={() => setKind(source)} className="size-4 accent-fill" />
            {t(`source.${source}`, { from: choices.shipped.from, to: choices.shipped.to })}
          </label>
        ))}
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <InputField name="fromYear" label={t("source.fromYear")} value={typed?.fromYear || String(choices.thisYear)} inputMode="numeric" maxLength={4} />
        <InputField name="toYear" label={t("source.toYear")} value={typed?.toYear || String(Math.min(choices.thisYear + 1, Math.max(choices.shipped.to, choices.thisYear)))} inputMode="numeric" maxLength={4} />
        {kind === "country" ? (
          <>
            <label className="flex flex-col gap-1">
              <span className="font-medium">{t("source.countryField")}</span>
              <select name="country" defaultValue={typed?.country || choices.country} className={select}>
                {choices.countries.map((country) => (
                  <option key={country.code} value={country.code}>
                    {country.name}
                  </option>
                ))}
              </select>
            </label>
            <label className="flex flex-col gap-1">
              <span className="font-medium">{t("source.region")}</span>
              <select name="region" defaultValue={typed?.region ?? ""} className={select} title={t("source.region.hint")}>
                <option value="">{t("source.wholeCountry")}</option>
                {regions.map((region) => (
                  <option key={region.code} value={region.code}>
                    {region.name}
                  </option>
                ))}
              </select>
            </label>
          </>
        ) : null}
        {kind === "file" ? (
          <label className="flex min-w-0 flex-col gap-1 sm:col-span-2">
            <span className="font-medium">{t("source.fileField", { most: choices.mostMb })}</span>
            <input type="file" name="file" accept=".ics,.xml,.json,text/calendar,application/xml,application/json" className={`${INPUT_LOOK} w-full px-3 py-1.5 file:mr-3 file:rounded-sm file:border-0 file:bg-sunken file:px-2 file:py-0.5 file:font-medium file:text-ink`} />
          </label>
        ) : null}
      </div>
      <div className="mt-4">
        <Button name="intent" value="propose" disabled={busy}>
          {t("source.show")}
        </Button>
      </div>
    </Card>
  );
}
