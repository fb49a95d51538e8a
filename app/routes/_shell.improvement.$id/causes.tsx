import { Form, Link } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { CASE_LOOKS, StateChip } from "#app/components/state-chip.tsx";
import { Time } from "#app/components/time.tsx";
import { formatCount } from "#app/format/number.ts";
import { formatPercentBpShort } from "#app/format/percent.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { CasePageData } from "./read.server.ts";

/** The first causes of late deliveries of the case's line, for whoever looks for the cause. */
export function Lateness({ data: { lateness } }: { readonly data: CasePageData }) {
  const t = useT("improvement");
  const locale = useLocale();
  if (!lateness) return null;
  return (
    <Card title={t("lateness")} aside={<Link to={`/work/causes?obligation=${encodeURIComponent(lateness.key)}`} className="font-medium text-accent hover:underline">{t("lateness.open")}</Link>}>
      <p>{lateness.late === 0 ? t("lateness.none") : t("lateness.sentence", { late: formatCount(lateness.late, locale), due: formatCount(lateness.due, locale) })}</p>
      <ul className="mt-2 flex flex-col gap-1">
        {lateness.causes.map((row) => (
          <li key={row.cause} className="flex justify-between gap-3">
            <span>{t(`category.${row.cause}`)}</span>
            <span className="figures whitespace-nowrap text-muted">
              {formatCount(row.count, locale)} · {formatPercentBpShort(row.shareBp, locale)}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Earlier cases of the department that are filed under the same cause, and those linked to this one. */
export function SameCause({ data }: { readonly data: CasePageData }) {
  const t = useT("improvement");
  const { same, linked, plan, mayLink } = data;
  const rows = [...same, ...linked.map((row) => ({ ...row, isLinked: true }))];
  return (
    <Card title={t("same")} id="same">
      {rows.length === 0 ? <p className="text-muted">{plan.category ? t("same.none", { provider: data.provider }) : t("same.unfiled")}</p> : null}
      <ul className="flex flex-col gap-3">
        {rows.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="min-w-0 grow">
              <Link to={`/improvement/${row.id}`} className="door">
                {row.problem}
              </Link>
              <span className="block text-sm text-muted">
                <Time at={row.createdAt} zone={data.zone} />
                {row.action ? ` · ${row.action}` : ""}
              </span>
            </span>
            <StateChip state={CASE_LOOKS[row.state]} word={t(`state.${row.state}`)} size="small" />
            {mayLink && same.some((one) => one.id === row.id) ? (
              <Form method="post" preventScrollReset>
                <Button size="small" tone="quiet" name="intent" value={`${row.isLinked ? "unlink" : "link"}:${row.id}`} aria-label={`${t(row.isLinked ? "same.unlink" : "same.link")}: ${row.problem}`}>
                  {t(row.isLinked ? "same.unlink" : "same.link")}
                </Button>
              </Form>
            ) : row.isLinked ? (
              <span className="text-sm text-muted">{t("same.linked")}</span>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
