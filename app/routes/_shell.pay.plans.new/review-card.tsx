import { useEffect, useRef } from "react";
import { Card, Facts } from "#app/components/card.tsx";
import { ChangeTable } from "#app/components/change-table.tsx";
import { TypedSubmit } from "#app/components/typed-field.tsx";
import { formatDay } from "#app/format/date.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { PlanReview } from "./save.server.ts";

/** What the version would change, in words, with the button that saves it. */
export function ReviewCard({ review }: { readonly review: PlanReview }) {
  const t = useT("plans");
  const locale = useLocale();
  const { number, from, against, facts, changes } = review;
  const place = useRef<HTMLDivElement>(null);
  // The button that asked for it stands at the end of a long form.
  useEffect(() => place.current?.focus(), [review]);
  return (
    <Card title={t("review.title", { number, from: formatDay(from, locale) })}>
      <div ref={place} tabIndex={-1} className="flex scroll-mt-28 flex-col gap-4 outline-none">
        <p>{against === null ? t("review.new") : changes.length === 0 ? t("review.same", { number: against }) : t("review.changes", { number: against })}</p>
        {against === null ? <Facts rows={facts} /> : changes.length > 0 ? <ChangeTable changes={changes} /> : null}
        <p className="text-sm text-muted">{t("review.note")}</p>
        <div>
          <TypedSubmit intent="save">{t("save")}</TypedSubmit>
        </div>
      </div>
    </Card>
  );
}
