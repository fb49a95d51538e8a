import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Handshake } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { requireViewer } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { readOffice } from "./read-office.server.ts";
import { readOwnWork } from "./read-work.server.ts";
import { homeSentence } from "./sentence.server.ts";
import { OfficeCards, OwedCards, ScoreCard, UrgentCard, WaitingCard, WatchedCard } from "./view.tsx";

/** "What needs me today?" Each part is read only for those whom it concerns. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context);
  const facts = await readPageFacts(request, context);
  const [work, office] = await Promise.all([readOwnWork(context, viewer, facts), readOffice(context, viewer, facts)]);
  const t = translateIn(facts.locale, "home");
  return json({ title: t("title"), sentence: homeSentence(work, office, facts.locale), work, office, clock: { now: facts.now, zone: viewer.timeZone } });
}

export default function Home() {
  const { title, sentence, work, office, clock } = useLoaderData<typeof loader>();
  const relationship = useT("relationship");
  const hasOwnWork = work.leads || work.counts.open > 0;
  return (
    <Page title={title} sentence={sentence} action={work.departments > 0 ? <LinkButton to="/relationships" icon={<Handshake aria-hidden size={15} />}>{relationship("title")}</LinkButton> : null}>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-5">
          <WaitingCard work={work} office={office} />
          {work.score ? <ScoreCard score={work.score} /> : null}
          <WatchedCard rows={work.toSay} side="provider" clock={clock} />
          {hasOwnWork ? <UrgentCard work={work} clock={clock} /> : null}
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <OfficeCards office={office} clock={clock} />
          <WatchedCard rows={work.toHear} side="client" clock={clock} />
          {work.leads ? <OwedCards work={work} clock={clock} /> : null}
        </div>
      </div>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
