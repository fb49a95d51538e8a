import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { MessageSquare } from "lucide-react";
import { AnswerTable } from "#app/components/answer-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { PeriodSwitcher } from "#app/components/period-switcher.tsx";
import { RatingTabs } from "#app/components/rating-tabs.tsx";
import { can } from "#app/domain/access/can.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { MOST_LISTED, readReceivedAnswers } from "#app/web/answer-rows.server.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";

/** Every answer by name of a period, with its words. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "answer.read");
  const locale = await localeFor(request, context);
  const read = await readReceivedAnswers(context, viewer, new URL(request.url), locale, MOST_LISTED);
  if (!read) throw fault(404, "not_found");
  const { frame, query, rows, total, all, door, isCut } = read;
  const t = translateIn(locale, "ratings");
  const withWords = all.filter((row) => row.comment !== "").length;
  return json({
    title: t("answers.title"), sentence: total === 0 ? t("answers.none") : t("answers.sentence", { count: total, words: withWords }), cut: isCut ? t("answers.cut", { count: MOST_LISTED }) : null, period: frame.period, periods: frame.periods, query, rows, total, door,
    withFairness: can(viewer.actor, "fairness.read"), zone: viewer.timeZone, now: context.now(),
  });
}

export default function Answers() {
  const { title, sentence, cut, period, periods, withFairness, door, ...table } = useLoaderData<typeof loader>();
  const t = useT("ratings");
  const closing = useT("closing");
  return (
    <Page title={title} sentence={sentence} aside={<PeriodSwitcher periods={periods} current={period} />} tabs={<RatingTabs current="answers" withFairness={withFairness} />} width="full">
      {door ? (
        <Notice
          action={
            <Link to={`/ratings/answers?period=${period}`} className="font-medium text-accent hover:underline">
              {closing("answers.door.clear")}
            </Link>
          }
        >
          {closing("answers.door", { name: door.name })} {door.quiet > 0 ? closing("answers.door.quiet", { count: door.quiet }) : null}
        </Notice>
      ) : null}
      {cut ? <Notice>{cut}</Notice> : null}
      <AnswerTable
        {...table}
        side="received"
        label={title}
        csvTo="/ratings/answers.csv"
        empty={
          <EmptyState icon={<MessageSquare aria-hidden size={20} />} title={t("answers.none")}>
            {t("empty.text")}
          </EmptyState>
        }
      />
      <p className="text-sm text-pretty text-muted">{t("received.live")}</p>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
