import { Link } from "@remix-run/react";
import { Card } from "#app/components/card.tsx";
import { Notice } from "#app/components/notice.tsx";
import { formatInstantNear } from "#app/format/instant.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { reasonSentence } from "#app/i18n/reason-sentence.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { ShownPromise } from "./form.ts";

/** Steps of an explanation that say what is promised; what has happened is nothing yet. */
const PROMISING = /^(cut_off|term_|day_|due$|no_due_date|input_awaited)/;

/** What the request would be promised, with the terms that say so. */
export function PromiseCard({ promise, zone, now }: { readonly promise: ShownPromise; readonly zone: string; readonly now: number }) {
  const t = useT("work");
  const reasons = useT("reasons");
  const common = useT("common");
  const locale = useLocale();
  const view = { locale, zone, now };
  return (
    <Card title={t("new.promise")} aside={t("new.provider", { provider: promise.provider })}>
      <div className="flex flex-col gap-4">
        {promise.lines.length === 0 ? (
          <Notice>{t("new.promise.none", { client: promise.client })}</Notice>
        ) : (
          <p className="text-lg font-semibold text-pretty">
            {promise.dueAt === null ? t("new.promise.noDue") : t("new.promise.due", { when: formatInstantNear(promise.dueAt, now, zone, locale) })}
          </p>
        )}
        {promise.dueAt !== null && promise.wantedAt !== null ? (
          <Notice tone={promise.wantedAt < promise.dueAt ? "warning" : "done"}>{t(promise.wantedAt < promise.dueAt ? "new.promise.tooLate" : "new.promise.inTime")}</Notice>
        ) : null}
        {promise.lines.map((line) => {
          const steps = line.reasons.filter((reason) => PROMISING.test(reason.code));
          return (
            <div key={line.key} className="flex flex-col gap-0.5 border-t border-line pt-3">
              <p className="font-medium">
                {line.name} <span className="font-normal text-faint">· {common(`kind.${line.kind}` as Key<"common">)}</span>
              </p>
              <p className="text-pretty text-muted">{steps.map((reason) => reasonSentence(reason, reasons, view)).join(" ")}</p>
              <p className="text-sm text-muted">
                <Link to={`/agreements/${line.agreementId}`} className="text-accent hover:underline">
                  {t("agreementVersion", { code: line.agreementCode, number: line.versionNumber })}
                </Link>
                {" · "}
                {line.calendar}
              </p>
            </div>
          );
        })}
      </div>
    </Card>
  );
}
