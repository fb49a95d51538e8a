import { Form, useSubmit } from "@remix-run/react";
import { formatPeriod } from "#app/format/date.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { INPUT_LOOK } from "./field.tsx";

/** Chooses the quarter of a page by its address. */
export function QuarterChoice({ quarter, quarters }: { readonly quarter: string; readonly quarters: readonly string[] }) {
  const t = useT("rounds");
  const common = useT("common");
  const locale = useLocale();
  const submit = useSubmit();
  if (quarters.length < 2) return null;
  return (
    <Form method="get" className="no-print ml-auto" onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })}>
      <label>
        <span className="sr-only">{t("quarter")}</span>
        <select key={quarter} name="quarter" defaultValue={quarter} className={`${INPUT_LOOK} h-8 pr-7 pl-2.5`}>
          {quarters.map((one) => (
            <option key={one} value={one}>
              {formatPeriod(one, locale)}
            </option>
          ))}
        </select>
      </label>
      <noscript>
        <button className="h-8 px-2 font-medium text-accent">{common("apply")}</button>
      </noscript>
    </Form>
  );
}
