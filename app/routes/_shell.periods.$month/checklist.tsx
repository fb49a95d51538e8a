import { Link } from "@remix-run/react";
import { Check, Info, X } from "lucide-react";
import type { ReactNode } from "react";
import { Time } from "#app/components/time.tsx";
import type { CheckLine, CheckState } from "#app/domain/score/closing-check.ts";
import { formatPeriod } from "#app/format/date.ts";
import { listOf } from "#app/format/list.ts";
import { formatCount } from "#app/format/number.ts";
import { formatPercentBp } from "#app/format/percent.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { PeriodDetail } from "./detail.server.ts";

/** Each line: what is checked, how many, and the way to exactly these items. */
export function Checklist({ detail, zone }: { readonly detail: PeriodDetail; readonly zone: string }) {
  const t = useT("closing");
  return (
    <ul className="divide-y divide-line">
      {detail.check.lines.map((line) => (
        <Point key={line.id} state={line.state} name={t(`check.${line.id}`)} remark={<Remark line={line} detail={detail} zone={zone} />} />
      ))}
    </ul>
  );
}

const LOOKS: Record<CheckState, { readonly icon: ReactNode; readonly look: string }> = {
  ok: { icon: <Check aria-hidden size={16} />, look: "text-met" },
  look: { icon: <Info aria-hidden size={16} />, look: "text-risk" },
  blocks: { icon: <X aria-hidden size={16} />, look: "text-breach" },
};

function Point({ state, name, remark }: { readonly state: CheckState; readonly name: string; readonly remark: ReactNode }) {
  const t = useT("closing");
  const { icon, look } = LOOKS[state];
  return (
    <li className="flex items-start gap-3 px-4 py-2">
      <span className={`mt-0.5 shrink-0 ${look}`}>{icon}</span>
      <span className="min-w-0 grow">
        {name}
        <span className="figures block text-sm text-pretty text-muted">{remark}</span>
      </span>
      <span className={`shrink-0 text-sm ${look}`}>{t(`check.${state}`)}</span>
    </li>
  );
}

function Remark({ line, detail, zone }: { readonly line: CheckLine; readonly detail: PeriodDetail; readonly zone: string }): ReactNode {
  const t = useT("closing");
  const locale = useLocale();
  const { check, row, seesAll } = detail;
  const { count } = line;
  const door = (to: string, words: string) => (seesAll ? <Link to={to} className="door">{words}</Link> : words);
  const period = `period=${row.month}`;
  if (line.id === "coverage") {
    const { deliveries, withoutAgreement } = check.coverage;
    if (deliveries === 0) return t("check.coverage.none");
    const share = formatPercentBp(Math.round((10_000 * (deliveries - withoutAgreement)) / deliveries), locale);
    const words = t("check.coverage.of", { share, deliveries: formatCount(deliveries, locale), without: formatCount(withoutAgreement, locale) });
    return withoutAgreement > 0 ? door(`/work?delivered=${row.month}&outcome=none`, words) : words;
  }
  if (line.id === "modes") return t("check.modes.of", { ...check.modes });
  if (count === 0) return null;
  switch (line.id) {
    case "cut_off":
      return <Time at={row.to} zone={zone} />;
    case "review":
      return row.reviewEndsAt === null ? null : <ReviewEnd at={row.reviewEndsAt} zone={zone} />;
    case "earlier":
      return t("check.earlier.blocks", { months: listOf(check.earlierOpen.map((month) => formatPeriod(month, locale)), locale) });
    case "undecided": {
      const words = t("check.undecided.blocks", { count });
      const part = check.waitForAcceptance > 0 ? `, ${t("check.undecided.acceptance", { count: check.waitForAcceptance })}` : "";
      return door(`/work?${period}&standing=pending,at_risk`, words + part);
    }
    case "disputes":
      return door(`/work/disputes?${period}`, t("check.disputes.look", { count }));
    case "carried":
      return door(`/work/disputes?${period}`, t("check.carried.look", { count }));
    case "corrections":
      return detail.mayCorrect ? door(`/periods/corrections?months=${check.correctedMonths.join(",")}`, t("check.corrections.look", { count })) : t("check.corrections.look", { count });
    case "ratings_late":
      return door(`/ratings/answers?${period}&counted=late`, t("check.ratings_late.look", { count }));
    case "ratings_open":
      return t("check.ratings_open.look", { count });
    case "unmeasurable":
      return door(`/work?${period}&standing=unmeasurable`, t("check.unmeasurable.look", { count }));
    case "sources":
      return t("check.sources.look", { names: listOf([...check.silentSources], locale) });
    case "late_edits":
      return door(`/work?${period}&edited=72h`, t("check.late_edits.look", { count }));
  }
}

function ReviewEnd({ at, zone }: { readonly at: number; readonly zone: string }) {
  const t = useT("closing");
  const [before, after] = t("check.review.look", { when: "\u0000" }).split("\u0000");
  return (
    <>
      {before}
      <Time at={at} zone={zone} />
      {after}
    </>
  );
}
