import { actsOpen, isAnswerLate, turnOf } from "#app/domain/agreement/decide-agreement.ts";
import { ANSWER_WORKING_DAYS, workingDayFrom } from "#app/domain/agreement/answer-days.ts";
import { AGREEMENT_SIDES, otherSide } from "#app/domain/agreement/agreement-life.ts";
import type { AgreementSide } from "#app/domain/agreement/agreement-life.ts";
import { nextPayPeriod } from "#app/domain/agreement/check-dates.ts";
import { endOfVersion, versionState } from "#app/domain/agreement/version-state.ts";
import { can } from "#app/domain/access/can.ts";
import { nameIn, wordsIn } from "#app/domain/names.ts";
import type { Wording } from "#app/domain/names.ts";
import { addDays } from "#app/domain/time/local-date.ts";
import { obligationConditions, obligationSentence } from "#app/format/obligation-sentence.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { agreementSubject } from "#app/operations/agreement-parties.server.ts";
import { compareVersions } from "#app/operations/compare-versions.server.ts";
import { openNegotiation } from "#app/operations/negotiation-state.server.ts";
import { clientParty } from "#app/operations/read-agreements.server.ts";
import { openObligationSpeaker } from "#app/operations/speak-obligations.server.ts";
import { organisationCalendar } from "#app/operations/watch-agreements.server.ts";
import { findAgreement, loadObligationsOf, loadVersionsOf } from "#db/queries/agreement-pages.server.ts";
import { loadAgreementEvents } from "#db/queries/negotiation.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { allow, fault } from "#app/web/guard.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";

/** A version that the viewer may see, for loader and action alike: throws 404 for a foreign one, and for the other side's draft. */
export async function findShownVersion(context: AppContext, viewer: Viewer, id: string, number: string, today: string) {
  const { store } = context;
  const agreement = await findAgreement(store, id);
  allow(viewer, "agreement.read", agreement ? await agreementSubject(store, agreement, today) : null);
  const version = agreement ? (await loadVersionsOf(store, agreement.id)).find((row) => String(row.number) === number) : undefined;
  if (!agreement || !version) throw fault(404, "not_found");
  const ctx = { store, now: context.now(), actor: { kind: "account", id: viewer.actor.accountId, address: context.address } } as const;
  const opened = await openNegotiation(ctx, version.id, null);
  if (!opened.ok || (version.state === "draft" && !opened.value.who.sides.includes(opened.value.life.draftedSide))) throw fault(404, "not_found");
  return { agreement, ctx, found: opened.value };
}

/** One version with its negotiation: text, comments, signatures, the thread, and what the viewer can do next. */
export async function readVersionPage(request: Request, context: AppContext, viewer: Viewer, facts: PageFacts, id: string, number: string) {
  const { store } = context;
  const { locale, today } = facts;
  const { agreement, ctx, found } = await findShownVersion(context, viewer, id, number, today);
  const { version, life, who, book } = found;
  const [speaker, rows, events] = await Promise.all([openObligationSpeaker(store, locale), loadObligationsOf(store, { agreementId: id }), loadAgreementEvents(store, id)]);
  const t = translateIn(locale, "negotiation");
  const seen = found.versions.filter((row) => row.state !== "draft" || row.id === version.id || who.sides.includes(row.draftedSide ?? "provider"));
  const client = clientParty(agreement, book.departments, book.groups);
  const names: Record<AgreementSide, string> = {
    provider: nameIn(book.departments.get(agreement.providerId)?.name ?? {}, locale),
    client: client.name ? nameIn(client.name, locale) : translateIn(locale, "agreements")("everyone"),
  };
  const people = new Map((await loadPeople(store, [...new Set([...events.flatMap((row) => [row.personId, row.forPersonId]), version.imposedBy].filter((one) => one !== null))])).map((row) => [row.id, personName(row, locale)]));
  const acting = (event: { personId: string | null; forPersonId: string | null }) => {
    const name = event.personId ? (people.get(event.personId) ?? "") : t("system");
    const head = event.forPersonId ? people.get(event.forPersonId) : undefined;
    return head ? t("for", { name, head }) : name;
  };
  const own = rows.filter((row) => row.versionId === version.id).sort((a, b) => a.position - b.position);
  const based = version.basedOnId ? seen.find((row) => row.id === version.basedOnId) : undefined;
  const wanted = new URL(request.url).searchParams.get("compare");
  const compared = seen.find((row) => row.id !== version.id && String(row.number) === wanted) ?? based ?? null;
  const comments = (target: string | null) =>
    events.filter((row) => row.versionId === version.id && row.type === "commented" && row.target === target).map((row) => ({ id: row.id, who: acting(row), text: row.text ?? "", at: row.at }));
  const nameOfTarget = (target: string | null) => {
    if (target === null) return null;
    const key = target.slice(target.indexOf(":") + 1);
    const name = target.startsWith("obligation:") ? rows.find((row) => row.key === key)?.name : seen.flatMap((row) => row.inputs).find((row) => row.key === key)?.name;
    return nameIn(name ?? {}, locale) || key;
  };
  const acts = actsOpen(life, who, today);
  const isEditable = acts.includes("edit");
  const reply = seen.find((row) => row.state === "draft" && row.repliesToId === version.id && who.sides.includes(row.draftedSide ?? "provider"));
  const calendar = acts.includes("propose") ? await organisationCalendar(ctx, book) : null;
  const earliest = addDays(today, 1);
  const from = life.state === "draft" && life.from <= today ? nextPayPeriod(today, book.organisation.payPeriod) : life.from;
  const answerBy = acts.includes("propose") ? workingDayFrom(calendar, today, ANSWER_WORKING_DAYS) : "";
  const signsFor = AGREEMENT_SIDES.find((side) => who.signsFor.includes(side) && life.signatures[side] === null && life.signatures[otherSide(side)]?.personId !== who.personId) ?? null;
  const drafter = life.draftedSide;
  return {
    id, code: agreement.code, number: version.number, versionId: version.id, rowVersion: version.rowVersion, contentHash: version.contentHash,
    title: t("title", { provider: names.provider, client: names.client, number: version.number }),
    pair: `${names.provider} → ${names.client}`,
    names, drafter, state: versionState(version, found.versions, today), stored: version.state,
    from, to: endOfVersion(version, found.versions), ownTo: version.to, earliest, answerBy: version.answerBy, isLate: isAnswerLate(life, today), escalated: life.escalatedAt !== null,
    proposed: { answerBy: answerBy >= from ? addDays(from, -1) : answerBy, isCounter: version.repliesToId !== null },
    turn: turnOf(life), mySides: who.sides, isSuperior: who.isSuperior, signsFor, maySignOwn: who.signsFor.includes(drafter), acts, isEditable, isImported: version.isImported,
    reply: reply ? reply.number : null,
    purpose: version.purpose, shownPurpose: version.purpose ? nameIn(version.purpose, locale) : null,
    faults: life.state === "draft" ? found.around.textFaults.map((one) => ({ code: one.code, facts: one.facts ?? {}, name: nameOfTarget(targetOf(one.path)), key: keyOf(one.path) })) : [],
    obligations: own.map((row) => {
      const spoken = speaker.speak(agreement, row);
      return {
        key: row.key, kind: row.kind, mode: row.mode, weight: row.weight, name: nameIn(row.name, locale), team: spoken.team ?? null, productId: row.productId,
        sentence: obligationSentence(spoken, locale), conditions: obligationConditions(spoken, locale), comments: comments(`obligation:${row.key}`),
        isNew: !rows.some((other) => other.versionId === version.basedOnId && other.key === row.key),
      };
    }),
    basedOn: based ? based.number : null,
    removed: based && isEditable
      ? rows.filter((row) => row.versionId === based.id && !own.some((one) => one.key === row.key)).map((row) => ({ key: row.key, name: nameIn(row.name, locale), sentence: obligationSentence(speaker.speak(agreement, row), locale) }))
      : [],
    inputs: version.inputs.map((input) => ({
      key: input.key, names: input.name, name: nameIn(input.name, locale), due: wordsIn(input.due, locale), completeness: wordsIn(input.completeness ?? "", locale), wordings: { due: bothOf(input.due), completeness: bothOf(input.completeness ?? "") }, productId: input.productId ?? "",
      product: input.productId ? nameIn(speaker.products.get(input.productId)?.name ?? {}, locale) : null, comments: comments(`input:${input.key}`),
    })),
    products: [...speaker.products.values()].filter((row) => row.providerId === agreement.providerId).map((row) => ({ id: row.id, name: nameIn(row.name, locale) })),
    comments: comments(null),
    signatures: AGREEMENT_SIDES.map((side) => {
      const event = events.filter((row) => row.versionId === version.id && ((row.type === "signed" && row.side === side) || (row.type === "answered" && row.facts.for === side))).at(-1);
      const signed = life.signatures[side] !== null && event !== undefined;
      return { side, name: names[side], by: signed ? { who: acting(event), at: event.at, address: event.address, superior: event.type === "answered", differs: event.contentHash !== version.contentHash } : null };
    }),
    imposed: life.imposed ? { name: people.get(life.imposed.personId) ?? "", reason: life.imposed.reason, at: life.imposed.at } : null,
    comparison: compared ? compareVersions(speaker, agreement, rows, compared, version, locale) : null,
    versions: seen.filter((row) => row.id !== version.id).map((row) => ({ number: row.number, state: versionState(row, found.versions, today) })).reverse(),
    thread: events
      .filter((row) => seen.some((one) => one.id === row.versionId) && (row.type !== "started" || who.sides.includes(row.side as AgreementSide)))
      .map((row) => ({
        id: row.id, type: row.type, who: acting(row), side: row.side === "superior" ? t("superior") : row.side ? names[row.side] : null, at: row.at, text: row.text, on: nameOfTarget(row.target),
        number: seen.find((one) => one.id === row.versionId)!.number, facts: row.facts,
      })),
    mayPrint: can(viewer.actor, "agreement.read", await agreementSubject(store, agreement, today)),
    zone: viewer.timeZone,
  };
}

/** `obligations.KEY.field` as the target of a comment; keys hold no dot that a field could be taken for. */
function targetOf(path: string): string | null {
  const key = keyOf(path);
  return key === null ? null : `${path.startsWith("inputs.") ? "input" : "obligation"}:${key}`;
}

function keyOf(path: string): string | null {
  return /^(?:obligations|inputs)\.([^.]+(?:\.[^.]+)*?)\.(?:key|name|productId|teamId|weight|target|floor|terms|due|completeness)\b/.exec(path)?.[1] ?? null;
}

export type VersionPage = Awaited<ReturnType<typeof readVersionPage>>;

/** A wording for the two fields of its form; one text stands in both. */
const bothOf = (words: Wording): { readonly en: string; readonly ru: string } => (typeof words === "string" ? { en: words, ru: words } : { en: words.en ?? "", ru: words.ru ?? "" });
