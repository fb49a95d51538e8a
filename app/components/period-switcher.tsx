import { Form, Link, useSearchParams, useSubmit } from "@remix-run/react";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { formatPeriod } from "#app/format/date.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { INPUT_LOOK } from "./field.tsx";
import { withParameters } from "#app/domain/list/table-query.ts";

/** The period that a page shows, by the address parameter `period`. `periods` in time order, as ids (`2026-06`, `2026-Q3`). */
export function PeriodSwitcher({
  periods,
  current,
}: {
  readonly periods: readonly string[];
  readonly current: string;
}) {
  const t = useT("shell");
  const common = useT("common");
  const locale = useLocale();
  const submit = useSubmit();
  const [params] = useSearchParams();
  const at = periods.indexOf(current);
  const kept = [...params].filter(([name]) => name !== "period" && name !== "page");
  return (
    <div className="no-print flex items-center gap-1">
      <Step to={periods[at - 1]} params={params} label={t("period.previous")} back />
      <Form
        method="get"
        preventScrollReset
        onChange={(event) => submit(event.currentTarget, { preventScrollReset: true })}
        className="flex items-center gap-1"
      >
        {kept.map(([name, value], index) => (
          <input key={index} type="hidden" name={name} value={value} />
        ))}
        <select
          key={current}
          name="period"
          aria-label={t("period")}
          defaultValue={current}
          className={`${INPUT_LOOK} h-8 pr-7 pl-2.5 font-medium`}
        >
          {[...periods].reverse().map((period) => (
            <option key={period} value={period}>
              {formatPeriod(period, locale)}
            </option>
          ))}
        </select>
        <noscript>
          <button className="h-8 px-2 font-medium text-accent">{common("apply")}</button>
        </noscript>
      </Form>
      <Step to={periods[at + 1]} params={params} label={t("period.next")} />
    </div>
  );
}

function Step({
  to,
  params,
  label,
  back = false,
}: {
  readonly to: string | undefined;
  readonly params: URLSearchParams;
  readonly label: string;
  readonly back?: boolean;
}) {
  const icon = back ? (
    <ChevronLeft aria-hidden size={16} />
  ) : (
    <ChevronRight aria-hidden size={16} />
  );
  const box = "grid size-8 place-items-center rounded-md border border-line";
  if (!to) {
    return (
      <span aria-hidden className={`${box} opacity-40`}>
        {icon}
      </span>
    );
  }
  return (
    <Link
      to={withParameters(params, { period: to })}
      preventScrollReset
      aria-label={label}
      title={label}
      className={`${box} hover:bg-hover`}
    >
      {icon}
    </Link>
  );
}
