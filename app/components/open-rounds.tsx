import { Link } from "@remix-run/react";
import { formatPeriod } from "#app/format/date.ts";
import { formatInstant } from "#app/format/instant.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { Card } from "./card.tsx";

export interface OpenRound {
  readonly survey: "client_review" | "relationship";
  readonly quarter: string;
  readonly closesAt: number;
}

/** Where a quarterly survey is answered by those who are signed in. */
export const ROUND_PATHS = { client_review: "/ratings/review", relationship: "/ratings/relationship" } as const;

/** Quarterly surveys that wait for somebody, each with the way to its page. */
export function OpenRounds({ rounds, zone }: { readonly rounds: readonly OpenRound[]; readonly zone: string }) {
  const t = useT("rounds");
  const locale = useLocale();
  return (
    <Card title={t("inbox")} flush>
      <ul className="divide-y divide-line">
        {rounds.map((round) => (
          <li key={round.survey} className="flex flex-wrap items-baseline justify-between gap-x-4 px-4 py-2">
            <Link to={ROUND_PATHS[round.survey]} data-row-link className="min-w-0 font-medium hover:underline">
              {t(`inbox.${round.survey}`, { quarter: formatPeriod(round.quarter, locale) })}
            </Link>
            <span className="text-sm text-muted">{t("inbox.until", { when: formatInstant(round.closesAt, zone, locale) })}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
