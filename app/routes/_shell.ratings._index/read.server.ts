import { nameIn } from "#app/domain/names.ts";
import type { Locale } from "#app/domain/names.ts";
import { monthsOfPayPeriod } from "#app/domain/score/pay-period-months.ts";
import { largestAndOthers } from "#app/domain/score/largest-and-others.ts";
import { DEFAULT_SCORE_POLICY } from "#app/domain/score/score-policy.ts";
import { countOf, effortOf, receivedBy, responseBpOf, shareOf, shrunkBpOf } from "#app/domain/survey/received.ts";
import { addMonths } from "#app/domain/time/local-date.ts";
import { countRatings } from "#app/operations/count-ratings.server.ts";
import { readPeriodFrame } from "#app/operations/read-scorecards.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { scopeFor } from "#app/web/work-scope.server.ts";
import { loadNewestWords } from "#db/queries/answers.server.ts";
import { loadCasesAbout } from "#db/queries/cases.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { loadScorePolicy } from "#db/queries/policies.server.ts";
import { loadAllProducts } from "#db/queries/products.server.ts";
import { personName } from "#app/format/person-name.ts";

const TREND_MONTHS = 12;
const NEWEST_WORDS = 5;
const SCORES = [1, 2, 3, 4, 5] as const;
/** Clients that a chart draws by themselves; of more, the rest is one mark. */
const CLIENT_MARKS = 15;

/** What clients say of the viewer's departments in a period, how sure that is, and the newest words; null before the first setup. */
export async function readRatings({ store, now }: AppContext, viewer: Viewer, params: URLSearchParams, locale: Locale) {
  const asked = params.get("period");
  const frame = await readPeriodFrame(store, asked, now());
  if (!frame) return null;
  // A month has few answers; the pay period is what counts.
  const period = asked === frame.period ? frame.period : (frame.periods.filter((one) => one.includes("Q")).pop() ?? frame.period);
  const months = monthsOfPayPeriod(period);
  const last = months[months.length - 1]!;
  const trend = Array.from({ length: TREND_MONTHS }, (_, i) => addMonths(last, -i));
  const [departments, products, policy] = await Promise.all([loadDepartments(store, "all"), loadAllProducts(store), loadScorePolicy(store, `${months[0]!}-01`)]);
  const all = scopeFor(viewer.actor, "answer.read");
  const provider = departments.find((row) => row.id === params.get("provider") && (all === "all" || all.includes(row.id)))?.id ?? null;
  const client = departments.find((row) => row.id === params.get("client"))?.id ?? null;
  const scope = provider ? [provider] : all;
  const [{ received: counted, asked: rates, named: scores }, words] = await Promise.all([countRatings(store, scope, trend, months), loadNewestWords(store, scope, months, client, NEWEST_WORDS)]);
  const isClient = (row: { readonly clientId: string }) => client === null || row.clientId === client;
  const inPeriod = (row: { readonly period: string }) => months.includes(row.period);
  const counts = counted.filter(isClient);
  const named = scores.filter(isClient);
  const ofPeriod = counts.filter(inPeriod);
  const cases = await loadCasesAbout(store, { dedupeKeys: words.map((row) => `rating:${row.id}`) });
  const people = words.length === 0 ? [] : await loadPeople(store, [...new Set(words.map((row) => row.personId))]);
  const nameOf = (id: string) => nameIn(departments.find((row) => row.id === id)?.name ?? {}, locale) || "–";
  const personOf = (id: string) => {
    const person = people.find((row) => row.id === id);
    return person ? personName(person, locale) : "–";
  };
  const rateOf = (keep: (row: (typeof rates)[number]) => boolean) => {
    const kept = rates.filter((row) => isClient(row) && keep(row));
    return responseBpOf(kept.reduce((sum, row) => sum + row.asked, 0), kept.reduce((sum, row) => sum + row.answered, 0));
  };
  const effortBp = (keep: (row: (typeof named)[number]) => boolean) => effortOf(named.filter(keep)).shareBp;
  const marks = largestAndOthers(receivedBy(ofPeriod, (row) => row.clientId), CLIENT_MARKS, (row) => row.n);
  const otherIds = new Set(marks.others.map((row) => row.key));
  return {
    clientMarks: {
      shown: marks.shown.map((row) => ({ ...row, name: nameOf(row.key) })),
      others: otherIds.size > 0 ? { ...countOf(ofPeriod.filter((row) => otherIds.has(row.clientId))), clients: otherIds.size } : null,
    },
    period, periods: frame.periods,
    total: { ...countOf(ofPeriod), effort: effortOf(named), rateBp: rateOf(inPeriod), shrunkBp: shrunkBpOf(countOf(ofPeriod), policy ?? DEFAULT_SCORE_POLICY) },
    byClient: receivedBy(ofPeriod, (row) => row.clientId).map((row) => ({
      ...row, name: nameOf(row.key), effortBp: effortBp((one) => one.clientId === row.key), shrunkBp: shrunkBpOf(row, policy ?? DEFAULT_SCORE_POLICY), rateBp: rateOf((one) => inPeriod(one) && one.clientId === row.key),
    })),
    // A product beside a client would say what a statistics-only answer was about: answers by name only.
    byProduct: receivedBy(named.filter((row) => row.productId !== null), (row) => row.productId!).map((row) => ({ ...row, name: nameIn(products.find((one) => one.id === row.key)?.name ?? {}, locale) || "–", effortBp: effortBp((one) => one.productId === row.key), shrunkBp: null, rateBp: null })),
    byProvider: receivedBy(ofPeriod, (row) => row.providerId).map((row) => ({
      ...row, name: nameOf(row.key), effortBp: effortBp((one) => one.providerId === row.key), shrunkBp: null, rateBp: rateOf((one) => inPeriod(one) && one.providerId === row.key),
    })),
    byMonth: trend.map((month) => ({ key: month, name: month, ...countOf(counts.filter((row) => row.period === month)), effortBp: null, shrunkBp: null, rateBp: rateOf((row) => row.period === month) })).filter((row) => row.n > 0 || row.rateBp !== null),
    byScore: SCORES.map((csat) => {
      const given = ofPeriod.reduce((sum, row) => sum + (row.csat === csat ? row.n : 0), 0);
      return { csat, ...shareOf(given, ofPeriod.reduce((sum, row) => sum + row.n, 0)) };
    }),
    comments: words.map((row) => ({ id: row.id, csat: row.csat, comment: row.comment, reasons: row.reasons, answeredAt: row.answeredAt, taskId: row.taskId, title: row.title, client: nameOf(row.clientId), provider: nameOf(row.providerId), who: personOf(row.personId), caseId: cases.find((one) => one.dedupeKey === `rating:${row.id}`)?.id ?? null })),
    providers: [...new Set(counted.map((row) => row.providerId))].map((id) => ({ id, name: nameOf(id) })),
    clients: [...new Set(counted.map((row) => row.clientId))].map((id) => ({ id, name: nameOf(id) })),
    provider: provider ?? "", client: client ?? "",
  };
}

export type RatingsRead = NonNullable<Awaited<ReturnType<typeof readRatings>>>;
