import type { Reason } from "#app/domain/evaluation/verdict.ts";
import { taskRef } from "#app/domain/evaluation/chain.ts";
import { standingOf } from "#app/domain/evaluation/standing.ts";
import { currentEvents } from "#app/domain/evaluation/task-state.ts";
import { deliveredToEach, hands } from "#app/domain/evaluation/who-had-the-ball.ts";
import { can } from "#app/domain/access/can.ts";
import { nameIn } from "#app/domain/names.ts";
import type { Locale } from "#app/domain/names.ts";
import { actsOpen, RETURN_CRITERIA } from "#app/domain/task/task-acts.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { openPass } from "#app/operations/evaluate-tasks.server.ts";
import { findOrdinals } from "#app/operations/request-ordinals.server.ts";
import { explainTask } from "#app/operations/explain-task.server.ts";
import { mayDispute } from "#app/operations/raise-dispute.server.ts";
import { readDesk } from "#app/operations/task-desk.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { followUpOfTask } from "#app/web/follow-up-of-task.server.ts";
import { allow } from "#app/web/guard.server.ts";
import { maySeeImport } from "#app/web/import-scope.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { watchLines } from "#app/web/watch-lines.server.ts";
import { evidencePath, waitsOfTask } from "#app/web/wait-rows.server.ts";
import { taskSides, taskSubject } from "#app/web/work-scope.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { loadImports } from "#db/queries/imports.server.ts";
import { loadMemberships, loadPeople } from "#db/queries/people.server.ts";
import { findTask, loadDisputesOfItem, loadFrozenItems, loadRatingsOfTask, loadToldEvents, loadVerdictsAbout } from "#db/queries/task-page.server.ts";
import { loadExcuses } from "#db/queries/verdicts.server.ts";
import { findWatch } from "#db/queries/watches.server.ts";
import { loadRecipients } from "#db/queries/tasks.server.ts";
import { formChoices, loadBrought, shownEntry, shownFile } from "./read-desk.server.ts";

/** Everything that the page of one task draws. Throws 404 for a task that is not the viewer's to see. */
export async function taskPage(context: AppContext, viewer: Viewer, taskId: string, locale: Locale) {
  const { store } = context;
  const now = context.now();
  const task = await findTask(store, taskId);
  const recipients = task ? ((await loadRecipients(store, [task.id])).get(task.id) ?? [task.clientId]) : [];
  allow(viewer, "task.read", task && taskSubject(task, recipients));
  if (!task) throw new Error("allow lets no missing task through");

  const item = `t:${task.id}`;
  const ctx = { store, now, actor: { kind: "account", id: viewer.actor.accountId } } as const;
  const [pass, events, stored, excuses, disputes, ratings, products] = await Promise.all([
    openPass(ctx), loadToldEvents(store, task.id), loadVerdictsAbout(store, task.id), loadExcuses(store, [item]), loadDisputesOfItem(store, item), loadRatingsOfTask(store, task.id), loadProducts(store),
  ]);
  const batches = await loadImports(store, [...new Set(events.flatMap((event) => event.batchId ?? []))]);
  const openBatches = new Set(batches.filter((batch) => maySeeImport(viewer.actor, batch)).map((batch) => batch.id));
  pass.ordinals = await findOrdinals(store, pass.book, [task], new Map([[task.id, recipients]]));
  const explained = explainTask(now, pass, task, events, recipients);
  const frozen = await loadFrozenItems(store, item, [...new Set(stored.flatMap((row) => (row.item === item && row.period !== "" ? [row.period] : [])))]);
  const { book } = pass;
  const departmentName = (id: string) => nameIn(book.departments.get(id)?.name ?? {}, locale) || "–";
  const sides = taskSides(viewer.actor, task, recipients);
  const desk = readDesk(now, pass, task, recipients, events);
  const { facts } = desk;
  const brought = await loadBrought(store, task.id, disputes.map((row) => row.id));
  const acts = actsOpen(facts, sides, now).filter((act) => act !== "assign" || can(viewer.actor, "task.reassign", { departmentIds: [task.providerId] }));

  const zone = zoneOf(book.organisation.zone);
  const today = localDateOf(zone, now);
  const assignable = acts.includes("assign") ? await peopleOf(context, book.tree.withBelow(task.providerId), today, locale) : [];
  const personIds = new Set([
    ...events.flatMap((event) => [event.actorId, event.payload.personId ?? null, event.payload.forPersonId ?? null]), task.requesterId, task.assigneeId, ...ratings.map((row) => row.personId), ...disputes.map((row) => row.raisedBy), ...brought.personIds, ...events.map((event) => event.payload.confirmedById ?? null),
  ]);
  const wanted = [...personIds].flatMap((id) => (id ? [id] : []));
  const people = new Map((wanted.length > 0 ? await loadPeople(store, wanted) : []).map((row) => [row.id, personName(row, locale)]));
  const nameOf = (id: string | null | undefined) => (id ? (people.get(id) ?? null) : null);

  const product = products.find((row) => row.id === task.productId);
  const verdictKey = (row: { obligationKey: string; cycle: number; carry: number }) => `${row.obligationKey}\n${row.cycle}\n${row.carry}`;
  const storedByKey = new Map(stored.filter((row) => row.item === item).map((row) => [verdictKey(row), row]));
  const frozenByKey = new Map(frozen.map((row) => [verdictKey(row), row]));
  const excuseByKey = new Map(excuses.map((row) => [verdictKey(row), row]));

  const verdicts = (explained?.verdicts ?? []).map(({ obligation, agreement, verdict, ...row }) => {
    const key = verdictKey({ obligationKey: obligation.key, ...verdict });
    const kept = storedByKey.get(key);
    const excuse = excuseByKey.get(key);
    const closed = frozenByKey.get(key);
    const shown = closed && kept ? kept : verdict;
    return {
      key: `${obligation.key}|${verdict.cycle}|${verdict.carry}`, name: nameIn(obligation.name, locale), kind: obligation.kind, mode: obligation.mode, cycle: verdict.cycle, carry: verdict.carry,
      outcome: shown.outcome, state: shown.state, dueAt: shown.dueAt, decidedAt: shown.decidedAt, lateByMs: shown.lateByMs, measured: shown.measured,
      reasons: [...(closed && closed.reasons.length > 0 ? closed.reasons : verdict.reasons)] as Reason[], agreementId: agreement.id, agreementCode: agreement.code, versionNumber: row.versionNumber, versionId: row.versionId,
      calendar: nameIn(row.calendarName, locale), calendarId: row.calendarId, period: standingOf(verdict, false) === "void" ? "" : (kept?.period ?? row.period), frozenIn: closed?.period ?? null, hasRecordedReasons: (closed?.reasons.length ?? 0) > 0,
      excuse: excuse ? { reason: excuse.reason, note: excuse.note, to: evidencePath(excuse.evidence) } : null,
      // One objection at a time: what waits for the arbiter is not sent again.
      mayDispute: kept !== undefined && mayDispute(kept, pass.periods.stateOf(kept.period)) && !disputes.some((row) => row.state === "open" && verdictKey({ obligationKey: row.obligationKey ?? "", cycle: row.cycle ?? 0, carry: row.carry ?? 0 }) === key),
    };
  });
  const planned = stored
    .filter((row) => row.item.startsWith("o:"))
    .map((row) => {
      const obligation = book.obligationsOf(row.versionId).find((one) => one.key === row.obligationKey);
      return { key: row.obligationKey, date: row.item.slice(2), name: nameIn(obligation?.name ?? {}, locale), outcome: row.outcome, agreementId: obligation?.agreementId ?? "", dueAt: row.dueAt };
    });

  const waits = await waitsOfTask(store, book, viewer, task, locale);
  const watched = await findWatch(store, taskRef(task.id));
  const followUp = await followUpOfTask(store, viewer, task, recipients, locale);
  const maySeeRating = (personId: string) => personId === viewer.actor.personId || can(viewer.actor, "answer.read", { personIds: [personId], departmentIds: [task.providerId, ...recipients] });
  return {
    watched: (await watchLines(store, watched ? [watched] : [], now, locale))[0] ?? null,
    task: {
      id: task.id, externalId: task.externalId, title: task.title, state: task.state, outcome: task.outcome, seq: task.seq, source: task.source, requestedAt: task.requestedAt,
      deliveredAt: task.deliveredAt, acceptUntil: task.acceptUntil, attributes: task.attributes, hasAgreement: facts.hasAgreement,
    },
    product: nameIn(product?.name ?? {}, locale),
    productId: task.productId,
    provider: departmentName(task.providerId),
    askedOf: task.askedProviderId === null ? null : departmentName(task.askedProviderId),
    clients: recipients.map(departmentName).join(", "),
    requester: nameOf(task.requesterId),
    assignee: nameOf(task.assigneeId),
    timeline: explained && {
      from: explained.from, to: explained.to, startAt: explained.startAt, endAt: explained.endAt, dueAt: explained.dueAt, pauses: explained.pauses,
      working: explained.working.map(([from, to]) => ({ from, to })),
      events: currentEvents(events).filter((event) => !["measured", "assigned", "paused"].includes(event.type)).map((event) => ({ at: event.occurredAt, type: event.type })),
    },
    ball: explained?.ball ?? null,
    moves: explained?.moves ?? 0,
    asked: events.find((event) => event.type === "requested")?.payload.note ?? null,
    hands: hands(events, now).map((hand) => nameOf(hand.personId) ?? (hand.teamId ? departmentName(hand.teamId) : "–")),
    recipients: recipients.length > 1 ? deliveredToEach(events, now, recipients).map(({ recipientId, deliveredAt }) => ({ name: departmentName(recipientId), deliveredAt })) : [],
    calendar: explained?.calendarName ? nameIn(explained.calendarName, locale) : null,
    workingToDueMs: explained?.workingToDueMs ?? null,
    lateByMs: verdicts.find((row) => row.kind === "timing" && row.cycle === 0 && row.carry === 0)?.lateByMs ?? null,
    openPause: explained?.pauses.find((pause) => pause.to === now)?.reason ?? null,
    verdicts,
    planned,
    history: events.map((event) => ({
      id: event.id, seq: event.seq, type: event.type, occurredAt: event.occurredAt, receivedAt: event.receivedAt, source: event.source, batchId: openBatches.has(event.batchId ?? "") ? event.batchId : null,
      who: event.payload.forPersonId ? translateIn(locale, "work")("history.whoFor", { name: nameOf(event.actorId) ?? "–", head: nameOf(event.payload.forPersonId) ?? "–" }) : nameOf(event.actorId),
      confirmedBy: nameOf(event.payload.confirmedById), person: event.type === "handed_over" ? departmentName(event.payload.teamId ?? "") : nameOf(event.payload.personId), corrects: events.find((one) => one.id === event.payload.eventId)?.type ?? null,
      payload: event.payload,
    })),
    ratings: ratings.map((row) => ({
      invitationId: row.invitationId, isMine: row.personId === viewer.actor.personId, isOpen: row.state === "open",
      who: row.answer && maySeeRating(row.personId) ? nameOf(row.personId) : null, answer: row.answer && maySeeRating(row.personId) ? row.answer : null,
    })),
    disputes: disputes.map((row) => ({
      id: row.id, obligation: verdicts.find((one) => one.key === `${row.obligationKey}|${row.cycle}|${row.carry}`)?.name ?? "", reason: row.reason, state: row.state, by: nameOf(row.raisedBy),
      createdAt: row.createdAt, decideBy: row.decideBy, decision: row.decision, files: brought.evidence.filter((file) => file.disputeId === row.id).map((file) => shownFile(file, nameOf)),
    })),
    mayDispute: can(viewer.actor, "dispute.raise", taskSubject(task, recipients)),
    maySeeDisputes: can(viewer.actor, "dispute.read", taskSubject(task, recipients)),
    waits,
    followUp,
    mayEditWaits: (sides.includes("provider") && !["delivered", "accepted", "cancelled"].includes(task.state)) || (waits.waits.length > 0 && can(viewer.actor, "dispute.decide")),
    acts,
    side: sides[0] ?? null,
    isBothSides: sides.length > 1,
    assignable,
    criteria: RETURN_CRITERIA,
    ...(await formChoices(store, viewer, desk)),
    isRequested: facts.isRequested,
    files: brought.files.map((row) => shownFile(row, nameOf)),
    entries: brought.entries.map((row) => shownEntry(row, sides, viewer.actor.personId, nameOf)),
    zone: viewer.timeZone,
    now,
  };
}

export type TaskPageData = Awaited<ReturnType<typeof taskPage>>;

/** People of some departments today. */
export async function peopleOf({ store }: AppContext, departmentIds: readonly string[], today: string, locale: Locale): Promise<{ id: string; name: string }[]> {
  const members = (await loadMemberships(store, today, today)).filter((row) => departmentIds.includes(row.departmentId));
  if (members.length === 0) return [];
  const people = await loadPeople(store, [...new Set(members.map((row) => row.personId))]);
  return people.map((row) => ({ id: row.id, name: personName(row, locale) }));
}

/** People of a department and its teams today: whom a task may be given to. */
export async function isAssignable(context: AppContext, providerId: string, personId: string): Promise<boolean> {
  const { book } = await openPass({ store: context.store, now: context.now(), actor: { kind: "account", id: "" } });
  const today = localDateOf(zoneOf(book.organisation.zone), context.now());
  const below = book.tree.withBelow(providerId);
  return (await loadMemberships(context.store, today, today)).some((row) => row.personId === personId && below.includes(row.departmentId));
}

