import { can } from "#app/domain/access/can.ts";
import { nameIn, wordsIn } from "#app/domain/names.ts";
import { localTime } from "#app/format/local-time.ts";
import { personName } from "#app/format/person-name.ts";
import type { FrequencyTerms } from "#app/domain/agreement/terms.ts";
import { factsOf } from "#app/operations/change-occurrence.server.ts";
import { workOf } from "#app/operations/act-on-occurrence.server.ts";
import { plannedActsOpen } from "#app/domain/occurrence/act-on-occurrence.ts";
import { explainOccurrence, type JudgedOccurrence } from "#app/operations/evaluate-schedules.server.ts";
import { openPass, type EvaluationPass } from "#app/operations/evaluate-tasks.server.ts";
import { agreementSubject } from "#app/operations/agreement-parties.server.ts";
import { openPartyBook } from "#app/operations/negotiating-person.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { allow, fault } from "#app/web/guard.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import { mayDispute } from "#app/operations/raise-dispute.server.ts";
import { departmentsOf } from "#app/web/work-scope.server.ts";
import { loadVerdictsOfDates } from "#db/queries/waits.server.ts";
import { loadDisputesOfItem } from "#db/queries/task-page.server.ts";
import { findWatch } from "#db/queries/watches.server.ts";
import { occurrenceRef } from "#app/domain/evaluation/chain.ts";
import { watchLines } from "#app/web/watch-lines.server.ts";
import type { Store } from "#db/store.ts";
import { evidencePath, waitingForDate } from "#app/web/wait-rows.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { loadOccurrenceChanges, loadOccurrenceInputs } from "#db/queries/occurrences.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { loadExcuses } from "#db/queries/verdicts.server.ts";

export interface FoundOccurrence {
  readonly key: string;
  readonly date: string;
  readonly judged: JudgedOccurrence;
  readonly pass: EvaluationPass;
  /** Who asks here, with the sides for which they may sign. */
  readonly by: { readonly personId: string; readonly sides: readonly ("provider" | "client")[] };
  /** Sides on which the person works: hands over, gives the input, accepts. */
  readonly worksFor: readonly ("provider" | "client")[];
}

/** The planned delivery that the address names. Throws 404 where there is none for these eyes. */
export async function findOccurrence(request: Request, context: AppContext, viewer: Viewer, { now, today }: PageFacts): Promise<FoundOccurrence> {
  const { store } = context;
  const params = new URL(request.url).searchParams;
  const ctx = { store, now, actor: { kind: "account", id: viewer.actor.accountId } } as const;
  const pass = await openPass(ctx);
  const key = params.get("obligation") ?? "";
  const judged = await explainOccurrence(ctx, pass, key, params.get("date") ?? "");
  const subject = judged && (await agreementSubject(store, judged.agreement, today));
  allow(viewer, "task.read", judged && { ...subject, partyIds: [...(subject?.partyIds ?? []), judged.recipientId] });
  if (!judged) throw fault(404, "not_found");
  const parties = await openPartyBook(store, [...pass.book.departments.values()], pass.book.tree, today);
  const sides = can(viewer.actor, "occurrence.move", subject ?? {}) ? parties.sidesMoving(viewer.actor, judged.agreement) : [];
  const worksFor = [
    ...(can(viewer.actor, "task.act", { departmentIds: [judged.agreement.providerId] }) ? (["provider"] as const) : []),
    ...(can(viewer.actor, "task.accept", { departmentIds: [judged.recipientId, ...parties.departmentsOf(judged.agreement, "client")] }) ? (["client"] as const) : []),
  ];
  return { worksFor, key, date: judged.result.occurrence.date, judged, pass, by: { personId: viewer.actor.personId, sides } };
}

/** The department for which the viewer may object to the verdict; 404 for somebody on neither side. */
export async function objectorOf(viewer: Viewer, store: Store, { judged, date, key }: FoundOccurrence): Promise<string> {
  const sides = [judged.agreement.providerId, judged.recipientId];
  allow(viewer, "dispute.raise", (await loadVerdictsOfDates(store, [{ obligationKey: key, date }])).length > 0 ? { partyIds: sides } : null);
  const mine = departmentsOf(viewer.actor);
  return sides.find((id) => mine.includes(id)) ?? sides[0]!;
}

/** What the page of one planned delivery shows. */
export async function readPlannedPage(context: AppContext, viewer: Viewer, { locale, now }: PageFacts, { key, date, judged, pass, by, worksFor }: FoundOccurrence) {
  const { store } = context;
  const { result, agreement, version, obligation, recipientId } = judged;
  const terms = obligation.terms as FrequencyTerms;
  const [inputs, task, excuses, changes] = await Promise.all([loadOccurrenceInputs(store, key), result.matchedDeliveryId ? findTask(store, result.matchedDeliveryId) : null, loadExcuses(store, [`o:${date}`]), loadOccurrenceChanges(store, key)]);
  const [disputes, [stored]] = await Promise.all([loadDisputesOfItem(store, `o:${date}`), loadVerdictsOfDates(store, [{ obligationKey: key, date }])]);
  const excused = excuses.find((row) => row.obligationKey === key) ?? null;
  const asked = changes.filter((row) => row.scheduledOn === date);
  const people = new Map((await loadPeople(store, [...new Set([...asked.flatMap((row) => [row.askedBy, ...(row.answeredBy ? [row.answeredBy] : [])]), ...inputs.flatMap((row) => [row.saidBy, ...(row.takenBackBy ? [row.takenBackBy] : [])])])])).map((row) => [row.id, personName(row, locale)]));
  const nameOf = (id: string) => nameIn(pass.book.departments.get(id)?.name ?? {}, locale) || "–";
  const [provider, client] = [nameOf(agreement.providerId), nameOf(recipientId)];
  const watched = await findWatch(store, occurrenceRef(key, date));
  const facts = factsOf(pass, judged);
  const calendarZone = pass.book.calendarFor(agreement, terms.calendar, recipientId).calendar.zone.name;
  const isChangeable = now <= facts.dueAt && facts.change !== "waived" && (facts.outcome === "pending" || facts.outcome === "at_risk") && !facts.isFrozen;
  return {
    key, date, provider, client, calendarZone,
    name: nameIn(obligation.name, locale),
    outcome: excused ? ("excused" as const) : result.verdict.outcome,
    excuse: excused ? { reason: excused.reason, note: excused.note, to: evidencePath(excused.evidence) } : null,
    watched: (await watchLines(store, watched ? [watched] : [], now, locale))[0] ?? null,
    maySay: worksFor.includes("provider"),
    waits: await waitingForDate(store, pass.book, viewer, key, date, locale),
    disputes: can(viewer.actor, "dispute.read", { partyIds: [agreement.providerId, recipientId] }) ? disputes.filter((row) => row.obligationKey === key).map((row) => ({ id: row.id, reason: row.reason, state: row.state, decideBy: row.decideBy, decision: row.decision })) : [],
    mayObject: stored !== undefined && mayDispute(stored, pass.periods.stateOf(stored.period)) && can(viewer.actor, "dispute.raise", { partyIds: [agreement.providerId, recipientId] }) && !disputes.some((row) => row.obligationKey === key && row.state === "open"),
    dueAt: facts.dueAt,
    newDate: localTime(facts.dueAt, calendarZone).date,
    newTime: terms.at === "24:00" ? "23:59" : terms.at,
    windowFrom: result.windowFrom,
    windowTo: result.windowTo ?? result.occurrence.windowTo,
    change: result.change,
    period: result.verdict.fallsDueAt === null ? "" : pass.periods.periodOf(result.verdict.fallsDueAt),
    reasons: [...result.verdict.reasons],
    agreementId: agreement.id,
    agreementCode: agreement.code,
    versionNumber: version.number,
    task: task && { id: task.id, title: task.title || task.externalId },
    changes: asked.map((row) => ({
      number: row.number, type: row.type, toAt: row.toAt, fromAt: row.fromAt, reason: row.reason, side: row.askedSide === "provider" ? provider : client, askedBy: people.get(row.askedBy) ?? "", askedAt: row.askedAt,
      state: row.state === "asked" && (now > facts.dueAt || !isChangeable) ? ("lapsed" as const) : row.state,
      answeredBy: row.answeredBy === null ? null : (people.get(row.answeredBy) ?? ""), answeredAt: row.answeredAt, answer: row.answer,
      mayAnswer: isChangeable && row.askedBy !== by.personId && by.sides.some((side) => side !== row.askedSide),
      mayWithdraw: by.sides.includes(row.askedSide),
    })).reverse(),
    acts: plannedActsOpen(workOf(pass, judged, inputs), worksFor, now),
    inputs: inputs.filter((row) => row.scheduledOn === date).map((row) => ({ number: row.number, at: row.receivedAt, by: people.get(row.saidBy) ?? "", side: row.side === "provider" ? provider : client, takenBackBy: row.takenBackBy === null ? null : (people.get(row.takenBackBy) ?? ""), takenBackAt: row.takenBackAt, reason: row.reason })).reverse(),
    needsInput: terms.afterInput !== undefined,
    agreedInputs: version.inputs.filter((input) => input.productId === undefined || input.productId === obligation.productId).map((input) => ({ key: input.key, name: nameIn(input.name, locale), due: wordsIn(input.due, locale) })),
    mayAccept: worksFor.includes("client") && task?.state === "delivered",
    mayAsk: isChangeable && by.sides.length > 0 && !asked.some((row) => row.state === "asked"),
    zone: viewer.timeZone,
    now,
  };
}

export type PlannedPageData = Awaited<ReturnType<typeof readPlannedPage>>;
