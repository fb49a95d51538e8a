import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { NO_VALUES } from "#app/components/rating-form.tsx";
import { nameIn } from "#app/domain/names.ts";
import { can } from "#app/domain/access/can.ts";
import { NOTICE_MODES } from "#app/domain/notice/notice-mode.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { readNotices } from "#app/operations/read-notices.server.ts";
import { saveNoticeMode } from "#app/operations/save-notice-mode.server.ts";
import { speakNotices } from "#app/operations/read-notice-words.server.ts";
import { readWaitingAgreements } from "#app/operations/waiting-agreements.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { recordAnswer } from "#app/operations/record-answer.server.ts";
import { allow, fault, requireViewer } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { ratingQuestion, readAnswer, refusalStatus, valuesAfter } from "#app/web/rating-question.server.ts";
import { doneTyped } from "#app/web/typed-form.server.ts";
import { readHandedOver } from "#app/web/handed-over.server.ts";
import { waitingForYes } from "#app/web/waiting-entries.server.ts";
import { departmentsOf } from "#app/web/work-scope.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { findBounces } from "#db/queries/mail-states.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { findInvitation } from "#db/queries/ratings.server.ts";
import { loadNotices, loadRateSubjects } from "#db/queries/rate-page.server.ts";
import { loadOpenRounds } from "#db/queries/survey-rounds.server.ts";
import { loadToAccept } from "#db/queries/work-list.server.ts";
import { type Answered, InboxPage } from "./view.tsx";

const MOST_FORMS = 20;
const MOST_NOTICES = 50;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context);
  const { store } = context;
  const now = context.now();
  const { personId, accountId } = viewer.actor;
  const locale = await localeFor(request, context);
  const ctx = { store, now, actor: { kind: "account", id: accountId } } as const;
  const [[person], subjects, notices, toAccept, agreements, entries, rounds] = await Promise.all([
    loadPeople(store, [personId]),
    loadRateSubjects(store, personId, now, MOST_FORMS),
    loadNotices(store, personId, MOST_NOTICES),
    loadToAccept(store, personId, departmentsOf(viewer.actor), now, MOST_FORMS),
    readWaitingAgreements(store, viewer.actor, (await readPageFacts(request, context)).today, locale),
    waitingForYes(store, viewer.actor, MOST_FORMS),
    loadOpenRounds(store, personId, now),
  ]);
  const [spoken, handed, [bounce]] = await Promise.all([speakNotices(store, notices, locale, person?.style ?? null), readHandedOver(store, personId, now, locale), findBounces(store, person?.email ? [person.email] : [])]);
  return json({
    title: translateIn(locale, "ratings")("inbox.title"),
    questions: await Promise.all(subjects.map((subject) => ratingQuestion(ctx, subject, { locale, zone: viewer.timeZone }, NO_VALUES))),
    notices: notices.map(({ id, kind, refs, createdAt, readAt }, index) => ({ id, kind, to: spoken[index]?.to ?? (refs.taskId ? `/work/${refs.taskId}` : null), text: spoken[index]?.text ?? null, more: spoken[index]?.more ?? null, createdAt, isNew: readAt === null })),
    agreements,
    toAccept,
    entries: entries.map(({ id, taskId, title, occurredAt }) => ({ id, taskId, title, occurredAt })),
    rounds: rounds.filter(({ asked }) => asked.state === "open").map(({ round }) => ({ survey: round.survey, quarter: round.quarter, closesAt: round.closesAt })),
    handed,
    bouncing: bounce ? bounce.address : null,
    noticeMode: person?.noticeMode ?? "at_once",
    mayAnswer: can(viewer.actor, "answer.give", { personIds: [personId] }),
    zone: viewer.timeZone,
    now,
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context);
  const { personId, accountId } = viewer.actor;
  const ctx = { store: context.store, now: context.now(), actor: { kind: "account", id: accountId, address: context.address } } as const;
  const form = await request.formData();
  if (form.get("act") === "read") {
    allow(viewer, "notice.read", { personIds: [personId] });
    await readNotices(ctx, personId);
    return json({ done: true, id: null, code: null, facts: {}, values: null, next: null });
  }
  if (form.get("act") === "mode") {
    allow(viewer, "notice.read", { personIds: [personId] });
    const mode = NOTICE_MODES.find((one) => one === form.get("mode"));
    if (!mode) throw fault(400, "bad_request");
    await saveNoticeMode(ctx, personId, mode);
    return doneTyped("/inbox", context);
  }
  const id = form.get("invitationId");
  if (typeof id !== "string") throw fault(400, "bad_request");
  const invitation = await findInvitation(context.store, id);
  allow(viewer, "answer.give", invitation && { personIds: [invitation.personId] });
  if (!invitation) throw fault(404, "not_found");
  const { command, code, values } = await readAnswer(context.store, form, invitation);
  if (!command) return json({ done: false, id, code, facts: {}, values, next: null }, { status: 400 });
  const result = await recordAnswer(ctx, command);
  if (!result.ok) return json({ done: false, id, code: result.code, facts: result.facts ?? {}, values: valuesAfter(result.code, values), next: null }, { status: refusalStatus(result.code) });
  const provider = (await loadDepartments(context.store, "all")).find((row) => row.id === invitation.providerId);
  const next = command.statisticsOnly ? "statistics" : command.csat <= 2 ? "case" : "text";
  return json({ done: true, id, code: null, facts: { provider: nameIn(provider?.name ?? {}, await localeFor(request, context)) }, values: null, next });
}

export default function Inbox() {
  const acted = useActionData<typeof action>();
  return <InboxPage data={useLoaderData<typeof loader>()} answered={acted?.id ? (acted as Answered) : null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
