import { readTableQuery } from "#app/domain/list/table-query.ts";
import type { TableQuery } from "#app/domain/list/table-query.ts";
import { nameIn } from "#app/domain/names.ts";
import type { Locale } from "#app/domain/names.ts";
import { personName } from "#app/format/person-name.ts";
import { openAgreementBook } from "#app/operations/agreement-book.server.ts";
import { answeringAgreements, heirsIn } from "#app/operations/agreements-of-party.server.ts";
import { clientName } from "#app/operations/compute-scorecards.server.ts";
import { readPeriodFrame, type PeriodFrame } from "#app/operations/read-scorecards.server.ts";
import { LATE_EDIT_MS } from "#app/domain/score/closing-check.ts";
import { previousPeriod } from "#app/domain/score/period-choices.ts";
import { monthsOfPayPeriod } from "#app/domain/score/pay-period-months.ts";
import { addMonths } from "#app/domain/time/local-date.ts";
import { startOfDate, zoneOf } from "#app/domain/time/zone.ts";
import { loadAnswersGiven, loadAnswersReceived } from "#db/queries/answers.server.ts";
import type { AnswersWanted, ShownAnswer } from "#db/queries/answers.server.ts";
import type { DoneAbout } from "#db/queries/done-about.server.ts";
import { countAnswers } from "#db/queries/ratings.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { loadAllProducts } from "#db/queries/products.server.ts";
import type { Store } from "#db/store.ts";
import type { AppContext } from "./context.server.ts";
import { pageOfRows } from "./page-of-rows.server.ts";
import type { Viewer } from "./session.server.ts";
import { scopeFor } from "./work-scope.server.ts";
import type { WorkScope } from "#db/queries/work-list.server.ts";

export interface AnswerShown {
  readonly id: string;
  readonly who: string;
  readonly client: string;
  readonly provider: string;
  readonly product: string | null;
  readonly taskId: string | null;
  readonly title: string | null;
  readonly csat: number;
  readonly effort: number | null;
  readonly reasons: readonly string[];
  readonly comment: string;
  /** Answers to the company's own questions. */
  readonly extra: readonly { readonly text: string; readonly value: string }[];
  /** What the provider does about it; nothing is done by name about what counts only in the statistics. */
  readonly done: DoneAbout | null;
  readonly statisticsOnly: boolean;
  readonly answeredAt: number;
  readonly voidedBecause: string | null;
}

export const ANSWER_FILTERS = { score: ["low", "high"], words: ["yes"], counted: ["no", "late"] } as const;
type AnswerColumn = "when" | "score" | "client" | "provider";
type AnswerQuery = TableQuery<AnswerColumn, keyof typeof ANSWER_FILTERS>;
const rulesAt = (now: number) => ({
  text: (row: AnswerShown) => [row.comment, row.title ?? "", row.product ?? "", row.who, row.client, row.provider].join(" "),
  sort: { when: (row: AnswerShown) => row.answeredAt, score: (row: AnswerShown) => row.csat, client: (row: AnswerShown) => row.client, provider: (row: AnswerShown) => row.provider },
  filter: {
    score: (row: AnswerShown, value: string) => (value === "low" ? row.csat <= 3 : row.csat >= 4),
    words: (row: AnswerShown) => row.comment !== "",
    counted: (row: AnswerShown, value: string) => (value === "late" ? row.voidedBecause === null && row.answeredAt >= now - LATE_EDIT_MS : row.voidedBecause !== null),
  },
});
const queryOf = (url: URL): AnswerQuery => readTableQuery(url.searchParams, { sortable: ["when", "score", "client", "provider"], defaultSort: { column: "when", descending: true }, filters: ANSWER_FILTERS, pageSize: 50 });

/** Answers that the page reads of a period: searching and sorting them takes some ten milliseconds. */
export const MOST_LISTED = 2_000;

/**
 * Answers by name about the viewer's departments in the period that the address asks for; null before the first setup. Only the newest `most` of
 * those that the filters let through are looked at, null = all; `isCut` says that there are more.
 */
export async function readReceivedAnswers({ store, now }: AppContext, viewer: Viewer, url: URL, locale: Locale, most: number | null) {
  const frame = await readPeriodFrame(store, url.searchParams.get("period"), now());
  if (!frame) return null;
  const query = queryOf(url);
  const scope = scopeFor(viewer.actor, "answer.read");
  const door = await readAnswerDoor(store, scope, url, frame, locale);
  const { score, words, counted } = query.filters;
  const wanted: AnswersWanted = {
    months: door?.months ?? monthsOfPayPeriod(frame.period), agreementIds: door?.agreementIds ?? null, score: score === "low" || score === "high" ? score : null, withWords: words !== undefined,
    counted: counted === "no" ? "voided" : counted === "late" ? { since: now() - LATE_EDIT_MS } : null,
  };
  const answers = await loadAnswersReceived(store, scope, wanted, most === null ? null : most + 1);
  const isCut = most !== null && answers.length > most;
  const rows = await shown(store, isCut ? answers.slice(0, most) : answers, locale);
  return { frame, query, isCut, door: door && { name: door.name, quiet: door.quiet }, ...pageOfRows(rows, query, rulesAt(now())) };
}

/** More periods than a score ever looks back on are not listed. */
const MOST_PERIODS = 3;

/** `?agreement=ID&period=2026-06&periods=3`: the answers that a client's satisfaction was made of; null = all answers. */
async function readAnswerDoor(store: Store, scope: WorkScope, url: URL, frame: PeriodFrame, locale: Locale) {
  const agreementId = url.searchParams.get("agreement");
  if (agreementId === null) return null;
  const book = await openAgreementBook(store);
  const agreement = book.agreements.get(agreementId);
  if (!agreement || (scope !== "all" && !scope.includes(agreement.providerId))) return null;
  const periods = Math.min(MOST_PERIODS, Math.max(1, Math.trunc(Number(url.searchParams.get("periods"))) || 1));
  const months: string[] = [];
  for (let back = 0, period = frame.period; back < periods; back += 1, period = previousPeriod(period)) months.push(...monthsOfPayPeriod(period));
  const agreementIds = answeringAgreements(book, heirsIn(book, monthsOfPayPeriod(frame.period)[0]!), agreement).map((row) => row.id);
  // What counts in the statistics alone enters at closing, as a number.
  const closed = frame.rows.filter((row) => row.state === "closed" && months.includes(row.month)).map((row) => row.month);
  const [all, named] = closed.length === 0 ? [[], []] : await Promise.all([countAnswers(store, closed, true), countAnswers(store, closed, false)]);
  const sum = (rows: typeof all) => rows.filter((row) => row.agreementId !== null && agreementIds.includes(row.agreementId)).reduce((total, row) => total + row.n, 0);
  return { agreementIds, months, name: nameIn(clientName(book, agreement), locale), quiet: sum(all) - sum(named) };
}

/** How far back one's own answers are listed. */
const MONTHS_GIVEN = 24;

/** What the viewer answered in the last two years. */
export async function readGivenAnswers({ store, now }: AppContext, viewer: Viewer, url: URL, locale: Locale, today: string, zone: string) {
  const query = queryOf(url);
  const since = startOfDate(zoneOf(zone), `${addMonths(today.slice(0, 7), -MONTHS_GIVEN)}-01`);
  return { query, now: now(), ...pageOfRows(await shown(store, await loadAnswersGiven(store, viewer.actor.personId, since), locale), query, rulesAt(now())) };
}

async function shown(store: Store, answers: readonly ShownAnswer[], locale: Locale): Promise<AnswerShown[]> {
  const [departments, products, people] = await Promise.all([
    loadDepartments(store, "all"), loadAllProducts(store), answers.length === 0 ? [] : loadPeople(store, [...new Set(answers.map((row) => row.personId))]),
  ]);
  const nameOf = new Map(departments.map((row) => [row.id, nameIn(row.name, locale)]));
  const productOf = new Map(products.map((row) => [row.id, nameIn(row.name, locale)]));
  const personOf = new Map(people.map((row) => [row.id, personName(row, locale)]));
  return answers.map(({ id, personId, clientId, providerId, productId, taskId, title, csat, effort, reasons, comment, extra, statisticsOnly, answeredAt, voidedBecause, caseId, caseState, caseAction }) => ({
    id, who: personOf.get(personId) ?? "–", client: nameOf.get(clientId) ?? "–", provider: nameOf.get(providerId) ?? "–", product: productOf.get(productId ?? "") ?? null,
    taskId, title, csat, effort, reasons, comment, statisticsOnly, answeredAt, voidedBecause, extra: (extra ?? []).map(({ text, value }) => ({ text: nameIn(text, locale), value: String(value) })),
    done: statisticsOnly || caseId === null || caseState === null ? null : { caseId, state: caseState, action: caseAction ?? "" },
  }));
}
