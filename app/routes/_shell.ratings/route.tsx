import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { nameIn } from "#app/domain/names.ts";
import { mayEver } from "#app/domain/access/can.ts";
import { countOf, receivedBy } from "#app/domain/survey/received.ts";
import { addMonths } from "#app/domain/time/local-date.ts";
import { periodOf } from "#app/domain/time/instant.ts";
import { zoneOf } from "#app/domain/time/zone.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { scopeFor } from "#app/web/work-scope.server.ts";
import { loadCasesAbout } from "#db/queries/cases.server.ts";
import { loadDepartments, loadOrganisation } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { countAsked, countReceived, loadNamedAnswers } from "#db/queries/rate-page.server.ts";
import { RatingsPage } from "./view.tsx";

const MONTHS = 12;
const RECENT = 3;
const MOST_COMMENTS = 30;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "answer.read");
  const { store } = context;
  const params = new URL(request.url).searchParams;
  const [locale, organisation, departments] = await Promise.all([localeFor(request, context), loadOrganisation(store), loadDepartments(store)]);
  const current = periodOf(context.now(), zoneOf(organisation?.zone ?? "UTC"));
  const months = Array.from({ length: MONTHS }, (_, i) => addMonths(current, -i));
  const all = scopeFor(viewer.actor, "answer.read");
  const chosen = departments.find((row) => row.id === params.get("provider") && (all === "all" || all.includes(row.id)));
  const scope = chosen ? [chosen.id] : all;
  const client = departments.find((row) => row.id === params.get("client")) ?? null;
  const [counted, asked, answers] = await Promise.all([
    countReceived(store, scope, months),
    countAsked(store, scope, months),
    loadNamedAnswers(store, scope, months.slice(0, RECENT), client?.id ?? null, MOST_COMMENTS),
  ]);
  const counts = client ? counted.filter((row) => row.clientId === client.id) : counted;
  const cases = await loadCasesAbout(store, { dedupeKeys: answers.map((row) => `rating:${row.invitationId}`) });
  const people = answers.length > 0 ? await loadPeople(store, [...new Set(answers.map((row) => row.personId))]) : [];
  const nameOf = (id: string) => nameIn(departments.find((row) => row.id === id)?.name ?? {}, locale) || "–";
  const recent = counts.filter((row) => months.slice(0, RECENT).includes(row.period));
  const providers = [...new Set(counted.map((row) => row.providerId))];
  return json({
    title: translateIn(locale, "ratings")("title"),
    total: countOf(recent),
    byClient: receivedBy(recent, (row) => row.clientId).map((row) => ({ ...row, name: nameOf(row.key) })),
    byProvider: receivedBy(recent, (row) => row.providerId).map((row) => ({ ...row, name: nameOf(row.key) })),
    byMonth: months
      .map((month) => ({ month, ...countOf(counts.filter((row) => row.period === month)), asked: client ? null : (asked.find((row) => row.period === month) ?? null) }))
      .filter((row) => row.n > 0 || row.asked),
    comments: answers.map((row) => {
      const person = people.find((one) => one.id === row.personId);
      return {
        id: row.invitationId, csat: row.csat, comment: row.comment, reasons: row.reasons, answeredAt: row.answeredAt, taskId: row.taskId, title: row.title, client: nameOf(row.clientId),
        provider: nameOf(row.providerId), who: person ? personName(person, locale) : "–", caseId: cases.find((one) => one.dedupeKey === `rating:${row.invitationId}`)?.id ?? null,
      };
    }),
    providers: providers.map((id) => ({ id, name: nameOf(id) })),
    clients: [...new Set(counted.map((row) => row.clientId))].map((id) => ({ id, name: nameOf(id) })),
    provider: chosen?.id ?? "",
    client: client?.id ?? "",
    zone: viewer.timeZone,
    now: context.now(),
    mayReadVoice: mayEver(viewer.actor, "feedback.read"),
    mayEditSurveys: mayEver(viewer.actor, "survey.edit"),
  });
}

export default function Ratings() {
  return <RatingsPage data={useLoaderData<typeof loader>()} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
