import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { MessageSquare } from "lucide-react";
import { AnswerTable } from "#app/components/answer-table.tsx";
import { LinkButton } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { RatingTabs } from "#app/components/rating-tabs.tsx";
import { can } from "#app/domain/access/can.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { readGivenAnswers } from "#app/web/answer-rows.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";

/** What the viewer answered: one's own eyes only, statistics-only answers too. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "notice.read");
  const { locale, today, zone } = await readPageFacts(request, context);
  const { query, rows, total, now } = await readGivenAnswers(context, viewer, new URL(request.url), locale, today, zone);
  const t = translateIn(locale, "ratings");
  return json({ title: t("given.title"), sentence: total === 0 ? t("given.none") : t("given.sentence", { count: total }), query, rows, total, withFairness: can(viewer.actor, "fairness.read"), zone: viewer.timeZone, now });
}

export default function Given() {
  const { title, sentence, withFairness, ...table } = useLoaderData<typeof loader>();
  const t = useT("ratings");
  return (
    <Page title={title} sentence={sentence} action={<LinkButton to="/inbox">{t("given.more")}</LinkButton>} tabs={<RatingTabs current="given" withFairness={withFairness} />} width="full">
      <AnswerTable
        {...table}
        side="given"
        csvTo="/ratings/given.csv"
        label={title}
        empty={
          <EmptyState icon={<MessageSquare aria-hidden size={20} />} title={t("given.none")}>
            {t("inbox.empty.text")}
          </EmptyState>
        }
      />
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
