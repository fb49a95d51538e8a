import { Link } from "@remix-run/react";
import { Notice } from "#app/components/notice.tsx";
import { nameIn } from "#app/domain/names.ts";
import { formatDay, formatPeriod } from "#app/format/date.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { AskedPlanShown, AskedRoundShown } from "./asked-rounds.server.ts";

/** A round of coefficients that waits for the reader. */
export function AskedRound({ round }: { readonly round: AskedRoundShown }) {
  const t = useT("coefficients");
  const locale = useLocale();
  return (
    <Notice
      tone="warning"
      action={
        <Link to={`/pay/plans/${round.planId}/coefficients?period=${round.period}`} className="door">
          {t("link")}
        </Link>
      }
    >
      {t("asked", { plan: nameIn(round.planName, locale), period: formatPeriod(round.period, locale), until: formatDay(round.lastDay, locale) })}
    </Notice>
  );
}

/** A version that the reader is asked to acknowledge. */
export function AskedPlan({ asked }: { readonly asked: AskedPlanShown }) {
  const t = useT("acknowledging");
  const locale = useLocale();
  return (
    <Notice
      tone="warning"
      action={
        <Link to={`/pay/plans/${asked.planId}/acknowledge?version=${asked.number}`} className="door">
          {t("asked.door")}
        </Link>
      }
    >
      {t("asked", { plan: nameIn(asked.planName, locale), number: asked.number, day: formatDay(asked.dueOn, locale) })}
    </Notice>
  );
}
