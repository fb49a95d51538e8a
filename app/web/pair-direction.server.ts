import { can } from "#app/domain/access/can.ts";
import { nameIn, wordsIn } from "#app/domain/names.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { promiseState, worstState } from "#app/domain/relationship/promise-state.ts";
import { sumKept } from "#app/domain/score/kept-share.ts";
import { payPeriodName, monthsOfPayPeriod } from "#app/domain/score/pay-period-months.ts";
import { countOf } from "#app/domain/survey/received.ts";
import { DIMENSIONS } from "#app/domain/survey/relationship-report.ts";
import { lastMonths } from "#app/format/date.ts";
import { obligationSentence } from "#app/format/obligation-sentence.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { contactsOfPair } from "#app/operations/style/contacts-of-pair.server.ts";
import { caseTitle } from "#app/operations/case-title.server.ts";
import { promisesBetween, type AgreementBetween } from "#app/operations/relationship/promises-between.server.ts";
import { missingMeasures, readKept, type KeptBook } from "#app/operations/read-kept.server.ts";
import { openObligationSpeaker } from "#app/operations/speak-obligations.server.ts";
import { loadNewestWords } from "#db/queries/answers.server.ts";
import { loadObligationNames } from "#db/queries/cases.server.ts";
import { loadExpected } from "#db/queries/home.server.ts";
import { findProfile, loadKpis } from "#db/queries/needs.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { countReceived } from "#db/queries/rate-page.server.ts";
import { loadMissedItems, loadNamedReasons, loadOpenBetween, loadOpenCasesBetween } from "#db/queries/relationship-pages.server.ts";
import { loadWatchesBetween } from "#db/queries/watches.server.ts";
import type { Store } from "#db/store.ts";
import type { AppContext } from "./context.server.ts";
import { type KpiValueShown, readKpiValues } from "./kpi-values.server.ts";
import type { PageFacts } from "./page-facts.server.ts";
import type { Pair } from "./pair-access.server.ts";
import type { Viewer } from "./session.server.ts";
import { watchLines } from "./watch-lines.server.ts";

export const HISTORY_MONTHS = 12;
/** How far back failures are looked for; the months before stand in the history. */
const FAILURE_MONTHS = 6;
const MOST = 6;
/** So much of a case's problem stands in a list. */
const LONGEST_PROBLEM = 200;
const EXPECTED_MS = 60 * 24 * 3_600_000;

/** Everything that the page of a relationship shows of one direction: what the provider of `pair` owes its client. */
export async function readDirection({ store }: AppContext, viewer: Viewer, pair: Pair, facts: PageFacts) {
  const { locale, today, now, month } = facts;
  const ids = { providerId: pair.provider.id, clientId: pair.client.id };
  const [between, speaker] = await Promise.all([promisesBetween(store, ids, today), openObligationSpeaker(store, locale)]);
  const tree = departmentTree([...speaker.departments.values()]);
  const sides = { providerIds: tree.withBelow(ids.providerId), clientIds: tree.withBelow(ids.clientId) };
  const months = lastMonths(month, HISTORY_MONTHS);
  const period = payPeriodName(month, facts.organisation?.payPeriod ?? "quarter");
  const inPeriod = monthsOfPayPeriod(period);
  const read = await Promise.all(between.map(async (one) => ({ ...one, kept: await keptOf(store, one, [...new Set([...months, ...inPeriod])]) })));
  const lines = new Map(read.flatMap((one) => one.promises.map((line) => [line.key, { line, one }] as const)));
  const doorOf = (key: string) => `/work?obligation=${encodeURIComponent(key)}${lines.get(key)?.one.recipientIds === null ? "" : `&client=${ids.clientId}`}`;
  const nameOf = (key: string) => nameIn(lines.get(key)?.line.name ?? {}, locale);
  const promises = read.flatMap(({ agreement, promises: own, kept }) =>
    own.map((line) => {
      const keptNow = kept.sum([line.key], inPeriod);
      return {
        key: line.key, agreementId: agreement.id, code: agreement.code, kind: line.kind, mode: line.mode, name: nameIn(line.name, locale),
        sentence: obligationSentence(speaker.speak(agreement, line), locale),
        kept: keptNow, state: promiseState(keptNow, line.target, line.floor),
        target: line.target, monthly: months.map((one) => kept.of(line.key, one).bp), to: `${doorOf(line.key)}&period=${period}`,
      };
    }),
  );
  const keys = [...lines.keys()];
  const [failures, expected, open, watches, cases, ratings, profile] = await Promise.all([
    Promise.all(read.map((one) => loadMissedItems(store, one.promises.map((line) => line.key), lastMonths(month, FAILURE_MONTHS), one.recipientIds, MOST))),
    loadExpected(store, keys, now, now + EXPECTED_MS, MOST),
    loadOpenBetween(store, sides, MOST),
    loadWatchesBetween(store, sides),
    can(viewer.actor, "case.read", { partyIds: [ids.providerId, ids.clientId] }) ? loadOpenCasesBetween(store, sides) : null,
    readRatings(store, viewer, pair, sides, months, inPeriod),
    readProfile(store, viewer, pair, locale),
  ]);
  const caseLines = await loadObligationNames(store, (cases ?? []).flatMap((row) => row.obligationKey ?? []));
  const people = new Map((await loadPeople(store, [...new Set(open.flatMap((row) => row.assigneeId ?? []))])).map((row) => [row.id, personName(row, locale)]));
  return {
    provider: pair.provider, client: pair.client, period,
    kept: sumKept(promises.map((row) => row.kept)),
    state: worstState(promises.map((row) => row.state)),
    promises,
    inputs: between.flatMap(({ agreement, version }) => version.inputs.map((input) => ({ key: `${agreement.id} ${input.key}`, agreementId: agreement.id, name: nameIn(input.name, locale), due: wordsIn(input.due, locale), completeness: input.completeness === undefined ? null : wordsIn(input.completeness, locale) }))),
    months: months.map((one) => ({
      month: one,
      kept: sumKept(read.map((part) => part.kept.sum(part.promises.map((line) => line.key), [one]))),
      to: keys.length === 0 ? null : `/work?${keys.slice(0, 60).map((key) => `obligation=${encodeURIComponent(key)}`).join("&")}&period=${one}${read.some((part) => part.recipientIds !== null) ? `&client=${ids.clientId}` : ""}`,
    })),
    failures: failures.flat().sort((a, b) => (b.dueAt ?? 0) - (a.dueAt ?? 0)).slice(0, MOST).map((row) => ({
      ...row, name: nameOf(row.obligationKey),
      to: row.taskId ? `/work/${row.taskId}` : plannedDoor(row.obligationKey, row.item.slice(2)),
    })),
    expected: expected.map((row) => ({ ...row, name: nameOf(row.obligationKey), to: plannedDoor(row.obligationKey, row.scheduledOn) })),
    open: open.slice(0, MOST).map((row) => ({ id: row.id, title: row.title || row.externalId, state: row.state, outcome: row.outcome, dueAt: row.dueAt, assignee: row.assigneeId === null ? null : (people.get(row.assigneeId) ?? null) })),
    hasMoreOpen: open.length > MOST,
    watched: await watchLines(store, watches, now, locale),
    late: open.filter((row) => row.dueAt !== null && row.dueAt < now).length,
    cases: cases?.map((row) => ({ id: row.id, problem: caseTitle(row, caseLines, locale).slice(0, LONGEST_PROBLEM), action: row.action, state: row.state })) ?? null,
    expiring: between.flatMap(({ agreement, endsOn }) => (endsOn === null ? [] : [{ agreementId: agreement.id, code: agreement.code, endsOn }])),
    agreements: between.map(({ agreement }) => ({ id: agreement.id, code: agreement.code })),
    ratings, profile, styles: await readStyles(store, viewer, pair, facts),
    mayAsk: can(viewer.actor, "task.request", { departmentIds: [ids.clientId] }),
    mayState: can(viewer.actor, "profile.edit", { partyIds: [ids.clientId] }),
  };
}

export type Direction = Awaited<ReturnType<typeof readDirection>>;

const plannedDoor = (key: string, date: string) => `/work/planned/one?obligation=${encodeURIComponent(key)}&date=${date}`;

function keptOf(store: Store, { promises, recipientIds }: AgreementBetween, months: readonly string[]): Promise<KeptBook> {
  return readKept(store, months, missingMeasures(promises), promises.map((line) => line.key), recipientIds ?? undefined);
}

/** How the client's people like to be told things, for those who serve them; null for everybody else. */
async function readStyles(store: Store, viewer: Viewer, { provider, client }: Pair, { locale, today, now }: PageFacts) {
  if (!can(viewer.actor, "style.read", { departmentIds: [provider.id] })) return null;
  const contacts = await contactsOfPair(store, { providerId: provider.id, clientId: client.id }, today, now);
  if (contacts.length === 0) return null;
  const t = translateIn(locale, "style");
  return (await loadPeople(store, contacts)).flatMap((row) => (row.style === null || row.archivedAt !== null ? [] : [{ id: row.id, name: personName(row, locale), style: t(row.style), advice: t(`${row.style}.advice`) }]));
}

/** What the client's people said by name: for those on the provider's side and those who oversee, as on the page of ratings. Null for others. */
async function readRatings(store: Store, viewer: Viewer, { provider, client }: Pair, sides: { readonly providerIds: readonly string[]; readonly clientIds: readonly string[] }, months: readonly string[], period: readonly string[]) {
  if (!can(viewer.actor, "answer.read", { departmentIds: [provider.id] })) return null;
  const [counts, reasons, words] = await Promise.all([countReceived(store, [provider.id], months), loadNamedReasons(store, { providerIds: [provider.id], clientIds: sides.clientIds }, period), loadNewestWords(store, [provider.id], months, client.id, 3)]);
  const own = counts.filter((row) => sides.clientIds.includes(row.clientId));
  return {
    total: countOf(own.filter((row) => period.includes(row.period))),
    byMonth: months.map((month) => ({ month, ...countOf(own.filter((row) => row.period === month)) })),
    dimensions: DIMENSIONS.map((dimension) => ({ dimension, n: reasons.filter((one) => one.includes(dimension)).length })).filter((row) => row.n > 0),
    words: words.map((row) => ({ id: row.id, csat: row.csat, comment: row.comment, answeredAt: row.answeredAt, done: row.caseId === null ? null : { caseId: row.caseId, action: row.caseAction ?? "" } })),
    to: `/ratings?provider=${provider.id}&client=${client.id}`,
  };
}

/** How the client describes itself to the provider and which of its figures the products move; null for those who may not read it. */
async function readProfile(store: Store, viewer: Viewer, { provider, client }: Pair, locale: PageFacts["locale"]) {
  if (!can(viewer.actor, "profile.read", { partyIds: [provider.id, client.id] })) return null;
  const [profile, kpis] = await Promise.all([findProfile(store, provider.id, client.id), loadKpis(store, client.id, provider.id)]);
  const values: readonly KpiValueShown[] = await readKpiValues(store, kpis, locale);
  return {
    texts: profile?.texts ?? null,
    kpis: kpis.map((kpi) => {
      const own = values.filter((row) => row.kpiId === kpi.id);
      return { id: kpi.id, name: kpi.name, unit: kpi.unit, target: kpi.target, isHigherBetter: kpi.isHigherBetter, last: own[0] ? { month: own[0].month, value: own[0].value, reached: own[0].reached } : null, trend: own.slice(0, HISTORY_MONTHS).map((row) => Number(row.value)).reverse() };
    }),
    to: `/needs/profile?client=${client.id}&provider=${provider.id}`,
  };
}

/** Both directions of a pair, that of the address first. */
export async function readDirections(context: AppContext, viewer: Viewer, pair: Pair, facts: PageFacts): Promise<readonly [Direction, Direction]> {
  return Promise.all([readDirection(context, viewer, pair, facts), readDirection(context, viewer, { provider: pair.client, client: pair.provider }, facts)]);
}
