import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { LinkButton } from "#app/components/button.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can } from "#app/domain/access/can.ts";
import { ownDepartments } from "#app/domain/access/own-departments.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { requireActor, requireViewer } from "#app/web/guard.server.ts";
import { readVisit } from "#app/web/last-visit.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { assignTicked } from "./assign.server.ts";
import { officeCards } from "./office-cards.server.ts";
import { owedCard } from "./owed-card.server.ts";
import { OwedNext, OwedOpen } from "./owed-view.tsx";
import { pathCard, scoreCard, slackCard, urgentCard } from "./own-cards.server.ts";
import { readOffice } from "./read-office.server.ts";
import { readOwnWork } from "./read-work.server.ts";
import { homeSentence } from "./sentence.server.ts";
import { CardView } from "./view.tsx";
import { waitingCard } from "./waiting-card.server.ts";
import { readWeekCard } from "./week-card.server.ts";
import { sinceCard } from "./since-card.server.ts";
import { startCard } from "./start-card.server.ts";
import { watchedCards } from "./watched-cards.server.ts";
import { WeekView } from "./week-view.tsx";

/** "What needs me today?" Each part is read only for those whom it concerns, and comes as words: Home brings no catalogues to the browser. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context);
  const facts = await readPageFacts(request, context);
  // An empty portal has nothing to say of today: it leads to its beginning.
  if (!facts.organisation && can(viewer.actor, "start.edit", {})) throw redirect("/start");
  const zone = viewer.timeZone;
  const [work, office] = await Promise.all([readOwnWork(context, viewer, facts), readOffice(context, viewer, facts)]);
  // A department that only asks of others has no week of deliveries of its own.
  const isServing = work.leads && (work.counts.open > 0 || work.score !== null);
  const shown = <T,>(...cards: readonly (T | null)[]): T[] => cards.filter((card): card is T => card !== null);
  const t = translateIn(facts.locale, "home");
  const watched = await watchedCards(context, viewer, facts, !work.leads && viewer.actor.headOf.length > 0);
  const visit = readVisit(request.headers.get("Cookie"), viewer.actor.accountId, facts.now, context.mode === "production");
  const data = {
    title: t("title"), sentence: homeSentence(work, office, facts.locale), newRequest: work.mayRequest ? translateIn(facts.locale, "week")("request.new") : null,
    start: await startCard(context, viewer, facts),
    waiting: waitingCard(work, office, facts),
    since: await sinceCard(context, viewer.actor.personId, visit.before, facts, zone),
    week: isServing ? await readWeekCard(context, viewer, facts, work.leadIds) : null,
    urgent: isServing || work.counts.open > 0 ? urgentCard(work, facts, zone) : null,
    own: work.leads ? shown(slackCard(work, facts), scoreCard(work, facts)) : shown(scoreCard(work, facts), slackCard(work, facts)),
    owed: work.leads || work.owedCounts.open + work.toAccept.length > 0 ? owedCard(work, facts, zone) : null,
    offices: officeCards(office, facts, zone),
    path: pathCard(work, facts),
    toSay: watched.toSay,
    toHear: watched.toHear,
    relationships: ownDepartments(viewer.actor).length > 0 ? translateIn(facts.locale, "relationship")("title") : null,
  };
  return json(data, visit.cookie === null ? {} : { headers: { "Set-Cookie": visit.cookie } });
}

/** Gives ticked tasks of the agenda to somebody else. */
export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "task.reassign");
  const { answer, status } = await assignTicked(request, context, viewer);
  return json(answer, { status });
}

export default function Home() {
  const { title, sentence, newRequest, start, waiting, since, week, urgent, own, owed, offices, path, toSay, toHear, relationships } = useLoaderData<typeof loader>();
  const assigned = useActionData<typeof action>() ?? null;
  // What an office is for comes first; where there is no week to show, half of its other parts stands beside the other half.
  const left = week || urgent ? 1 : Math.ceil(offices.length / 2);
  return (
    <Page
      title={title}
      sentence={sentence}
      action={
        <>
          {relationships ? <LinkButton to="/relationships">{relationships}</LinkButton> : null}
          {newRequest ? (
            <LinkButton to="/work/new" tone="primary">
              {newRequest}
            </LinkButton>
          ) : null}
        </>
      }
    >
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-5">
          {start ? <CardView card={start} /> : null}
          <CardView card={waiting} />
          {since ? <CardView card={since} /> : null}
          {offices.slice(0, left).map((card) => (
            <CardView key={card.id} card={card} />
          ))}
          {toSay ? <CardView card={toSay} /> : null}
          {week ? <WeekView week={week} assigned={assigned} /> : null}
          {urgent ? <CardView card={urgent} /> : null}
          {owed && !week ? <OwedOpen owed={owed} /> : null}
          {path && !week ? <CardView card={path} /> : null}
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          {own.map((card) => (
            <CardView key={card.id} card={card} />
          ))}
          {owed && week ? <OwedOpen owed={owed} /> : null}
          {owed ? <OwedNext owed={owed} /> : null}
          {toHear ? <CardView card={toHear} /> : null}
          {offices.slice(left).map((card) => (
            <CardView key={card.id} card={card} />
          ))}
          {path && week ? <CardView card={path} /> : null}
        </div>
      </div>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
