import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { Notice } from "#app/components/notice.tsx";
import { type Crumb, Page } from "#app/components/page.tsx";
import { WEEKDAYS } from "#app/domain/calendar/calendar-spec.ts";
import { nameIn } from "#app/domain/names.ts";
import { formatPeriod } from "#app/format/date.ts";
import { formatInstant } from "#app/format/instant.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { VerdictEffect } from "#app/operations/preview-calendar.server.ts";
import type { EditorState } from "./act.server.ts";
import { DifferenceTable } from "./difference-table.tsx";
import type { Review } from "./review.server.ts";

/** The last look before saving: which days and which verdicts would change. */
export function ReviewPage({ crumbs, state, review, zone, busy }: { readonly crumbs: readonly Crumb[]; readonly state: EditorState; readonly review: Review; readonly zone: string; readonly busy: boolean }) {
  const t = useT("calendars");
  const states = useT("states");
  const locale = useLocale();
  const { effect } = review;
  const standing = (code: string) => (code === "none" ? t("effect.none") : states(code as Key<"states">));
  const moves = effect?.moves.map((move) => t("effect.move", { from: standing(move.from), to: standing(move.to), count: move.count })).join("; ");
  const cell = (row: VerdictEffect["after"] | null): ReactNode =>
    row === null ? "–" : (
      <>
        {standing(row.standing)}
        <span className="block text-sm text-muted">
          {row.dueAt === null ? null : formatInstant(row.dueAt, zone, locale)} {row.period === "" ? null : `· ${formatPeriod(row.period, locale)}`}
        </span>
      </>
    );
  return (
    <Page title={t("review.title")} crumbs={crumbs} sentence={t("review.sentence")}>
      {review.zoneChanged ? <Notice tone="warning">{t("review.zone", review.zoneChanged)}</Notice> : null}
      {effect === null ? (
        <Notice tone="info">{t("effect.new")}</Notice>
      ) : effect.outcomes + effect.dueTimes === 0 ? (
        <Notice tone="done">{t("effect.nothing", { count: effect.items })}</Notice>
      ) : (
        <Notice tone="warning">
          {effect.outcomes > 0 ? t("effect.outcomes", { count: effect.outcomes, moves: moves ?? "" }) : t("effect.noOutcomes")} {effect.dueTimes > 0 ? t("effect.dueTimes", { count: effect.dueTimes }) : ""}{" "}
          {t("effect.closed")}
        </Notice>
      )}
      {effect && effect.looked < effect.items ? <Notice tone="info">{t("effect.looked", { looked: effect.looked, items: effect.items })}</Notice> : null}
      <Form method="post" encType="multipart/form-data" className="flex flex-wrap items-center gap-2">
        <HiddenDraft state={state} />
        <Button tone="primary" name="intent" value="save" disabled={busy} aria-busy={busy}>
          {state.base === 0 ? t("save.new") : t("save", { number: state.base + 1 })}
        </Button>
        <Button name="intent" value="edit" disabled={busy}>
          {t("back")}
        </Button>
      </Form>
      {effect && effect.shown.length > 0 ? (
        <Card title={t("effect")} flush aside={effect.outcomes + effect.dueTimes > effect.shown.length ? t("effect.first", { count: effect.shown.length }) : null}>
          <DataTable
            label={t("effect")}
            rows={effect.shown}
            rowKey={(row) => `${row.obligationKey} ${row.item} ${row.after.period} ${row.after.dueAt} ${row.after.standing}`}
            columns={[
              { id: "item", header: t("effect.item"), cell: (row) => (row.taskId && row.item.startsWith("t:") ? <Link to={`/work/${row.taskId}`} className="door">{row.title}</Link> : row.title) },
              { id: "promise", header: t("effect.promise"), cell: (row) => nameIn(row.obligationName, locale), hideInCard: true },
              { id: "before", header: t("effect.before"), cell: (row) => cell(row.before) },
              { id: "after", header: t("effect.after"), cell: (row) => cell(row.after) },
            ]}
            empty={null}
          />
        </Card>
      ) : null}
      {review.effect ? <DifferenceTable differences={review.differences} more={review.more} fromYear={review.fromYear} toYear={review.toYear} /> : null}
    </Page>
  );
}

/** What was typed travels on unseen. */
function HiddenDraft({ state: { draft, code, base } }: { readonly state: EditorState }) {
  const hidden = (name: string, value: string | number) => <input key={name} type="hidden" name={name} value={value} />;
  return (
    <>
      {hidden("base", base)}
      {hidden("code", code)}
      {hidden("nameEn", draft.nameEn)}
      {hidden("nameRu", draft.nameRu)}
      {hidden("tz", draft.tz)}
      {WEEKDAYS.map((day) => hidden(`weekly.${day}`, draft.weekly[day]))}
      {draft.days.flatMap((day, i) => [hidden(`days.${i}.date`, day.date), hidden(`days.${i}.hours`, day.hours), hidden(`days.${i}.nameEn`, day.nameEn), hidden(`days.${i}.nameRu`, day.nameRu)])}
    </>
  );
}
