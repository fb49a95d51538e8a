import { Card, Facts } from "#app/components/card.tsx";
import { ChangeTable } from "#app/components/change-table.tsx";
import { PayoutPlot } from "#app/components/pay/payout-plot.tsx";
import { StateChip } from "#app/components/state-chip.tsx";
import type { Names } from "#app/domain/names.ts";
import type { PlanVersionTerms } from "#app/domain/pay/check-plan-terms.ts";
import { formatDayShort } from "#app/format/date.ts";
import { planChanges, planFacts } from "#app/i18n/plan-words.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";

export interface VersionShown {
  readonly id: string;
  readonly number: number;
  readonly from: string;
  readonly terms: PlanVersionTerms;
  readonly contentHash: string;
}

/** Every version of a plan in words and as a drawing, newest first, each with what it changed. */
export function PlanView({ versions, inForceId, seesFund, lineNames }: { readonly versions: readonly VersionShown[]; readonly inForceId: string | null; readonly seesFund: boolean; readonly lineNames: Readonly<Record<string, Names>> }) {
  const pay = useT("pay");
  const t = useT("plans");
  const locale = useLocale();
  const factsOf = (version: VersionShown) => planFacts(version.terms, { t, locale, lineNames, seesFund });
  return (
    <>
      {versions.map((version, place) => {
        const before = versions[place + 1];
        const changes = before ? planChanges(factsOf(before), factsOf(version)) : [];
        return (
          <Card
            key={version.id}
            id={`v${version.number}`}
            title={`${pay("plan.version.number", { number: version.number })} · ${formatDayShort(version.from, locale)}`}
            aside={version.id === inForceId ? <StateChip state="in_force" size="small" /> : null}
          >
            <div className="grid items-start gap-6 lg:grid-cols-2">
              <PayoutPlot rule={version.terms.payout} />
              <Facts rows={factsOf(version)} />
            </div>
            {before ? (
              <details className="mt-4">
                <summary className="door cursor-pointer">{t("version.changes", { number: before.number })}</summary>
                <div className="mt-2">{changes.length === 0 ? <p className="text-muted">{t("version.changes.none", { number: before.number })}</p> : <ChangeTable changes={changes} />}</div>
              </details>
            ) : null}
            <p className="mt-3 text-sm text-faint">
              {pay("plan.hash")}: <code className="font-mono break-all select-all">{version.contentHash}</code>
            </p>
          </Card>
        );
      })}
    </>
  );
}
