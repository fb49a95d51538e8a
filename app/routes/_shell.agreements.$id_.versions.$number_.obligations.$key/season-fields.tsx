import { TextField } from "#app/components/field.tsx";
import { useT } from "#app/i18n/use-t.ts";
import { ClockField, DueField, type Field } from "./parts.tsx";

const PARTS = ["first", "last", "n", "nth", "at", "rrule"] as const;

/** Times of the year with another term or schedule; an empty row is left out. */
export function SeasonFields({ kind, f, rows }: { readonly kind: "timing" | "response" | "frequency"; readonly f: Field; readonly rows: number }) {
  const t = useT("obligation");
  const isOpen = Array.from({ length: rows }, (_, i) => `season_${i}`).some((prefix) => f(`${prefix}_first`).initialValue || PARTS.some((part) => f(`${prefix}_${part}`).errors));
  return (
    <details open={isOpen} className="rounded-md border border-line">
      <summary className="opens px-3 py-2 font-medium select-none hover:bg-hover">{t("seasons")}</summary>
      <div className="flex flex-col gap-5 border-t border-line px-3 py-3">
        <p className="text-sm text-muted">{t("seasons.hint")}</p>
        {Array.from({ length: rows }, (_, i) => {
          const prefix = `season_${i}`;
          return (
            <fieldset key={prefix} className="flex min-w-0 flex-col gap-3">
              <legend className="mb-1 font-medium">{t("season.n", { n: i + 1 })}</legend>
              <div className="grid gap-4 sm:grid-cols-2">
                <TextField field={f(`${prefix}_first`)} label={t("season.from")} hint={t("season.date.hint")} placeholder="12-15" className="figures max-w-36" />
                <TextField field={f(`${prefix}_last`)} label={t("season.to")} hint={t("season.date.hint")} placeholder="01-15" className="figures max-w-36" />
              </div>
              {kind === "frequency" ? (
                <div className="grid gap-4 sm:grid-cols-2">
                  <TextField field={f(`${prefix}_rrule`)} label={t("season.rrule")} hint={t("season.rrule.hint")} />
                  <ClockField field={f(`${prefix}_at`)} label={t("at")} />
                </div>
              ) : (
                <DueField f={f} prefix={prefix} label={t("season.due")} />
              )}
            </fieldset>
          );
        })}
      </div>
    </details>
  );
}
