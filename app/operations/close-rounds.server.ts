import { workingDayFrom } from "#app/domain/agreement/answer-days.ts";
import { ANSWER_WORKING_DAYS } from "#app/domain/improvement/provider-answer.ts";
import type { AnswerCell, EarlierCut } from "#app/domain/survey/published-cut.ts";
import { DIMENSIONS, relationshipReport } from "#app/domain/survey/relationship-report.ts";
import type { RelationshipAnswer } from "#app/domain/survey/relationship-report.ts";
import { quartersBefore } from "#app/domain/survey/survey-round.ts";
import { loadPosts } from "#db/queries/people.server.ts";
import { insertRelationshipReports, loadAnswersForReport, loadRelationshipAsked, loadRelationshipReports, rewriteRound } from "#db/queries/relationship.server.ts";
import type { RelationshipAnswerRow, RelationshipAskedRow, RelationshipReportRow } from "#db/queries/relationship.server.ts";
import { clearDrafts, findRound, loadRoundsToClose, markRoundClosed } from "#db/queries/survey-rounds.server.ts";
import type { RoundRow } from "#db/queries/survey-rounds.server.ts";
import type { Store } from "#db/store.ts";
import { StaleWriteError } from "#db/store.ts";
import { groupBy } from "./agreement-book.server.ts";
import type { OperationContext } from "./context.ts";
import { notices } from "./notify.server.ts";
import type { Notification } from "./notify.server.ts";
import { organisationDay } from "./organisation-day.server.ts";

/** Rounds back with which a new report is compared, so that a joiner or leaver of the year stands out in none. */
const COMPARED = 3;

/**
 * Closes rounds whose time to answer is over. Of a relationship survey the reports are made and frozen in the same transaction; an
 * answer that comes in meanwhile leaves the round for the next run. Returns how many were closed.
 */
export async function closeRounds(ctx: OperationContext): Promise<number> {
  let closed = 0;
  for (const round of await loadRoundsToClose(ctx.store, ctx.now)) {
    try {
      await (round.survey === "relationship" ? publish(ctx, round) : closeReview(ctx, round));
      closed += 1;
    } catch (error) {
      if (!(error instanceof StaleWriteError)) throw error;
    }
  }
  return closed;
}

async function closeReview({ store, now, actor }: OperationContext, round: RoundRow): Promise<void> {
  await store.writeAll((w) => [markRoundClosed(store, w, round.id, now), clearDrafts(store, w, round.id)], { at: now, actor, action: "survey.close_round", entity: "survey_round", entityId: round.id });
}

async function publish(ctx: OperationContext, round: RoundRow): Promise<void> {
  const { store, now, actor } = ctx;
  const [answers, asked, earlier, { today, calendar }] = await Promise.all([loadAnswersForReport(store, round.quarter), loadRelationshipAsked(store, round.id), earlierCuts(store, round.quarter), organisationDay(ctx)]);
  const answerBy = workingDayFrom(calendar, today, ANSWER_WORKING_DAYS);
  const reports = [...groupBy(asked, (row) => row.providerId)].map(([providerId, rows]): RelationshipReportRow => {
    const said = answers.filter((row) => row.providerId === providerId).map(answerOf);
    return { quarter: round.quarter, providerId, content: relationshipReport(said, cellsOf(rows), rows.length, earlier.get(providerId) ?? []), publishedAt: now, answerBy };
  });
  const heads = (await loadPosts(store, today)).filter((row) => row.post === "head");
  const tell = await notices(
    store,
    reports.filter((report) => report.content.total !== null).flatMap(({ providerId }) =>
      heads.filter((row) => row.departmentId === providerId).map((row): Notification => ({ kind: "relationship_published", personId: row.personId, refs: { departmentId: providerId, quarter: round.quarter, to: answerBy }, about: `${round.quarter}:${providerId}` })),
    ),
    now,
  );
  await store.writeAll(
    (w) => [markRoundClosed(store, w, round.id, now), ...rewriteRound(store, w, round.id, round.quarter, answers, asked), ...insertRelationshipReports(store, w, reports), ...tell(w)],
    { at: now, actor, action: "survey.publish", entity: "survey_round", entityId: round.id, rows: reports.length, details: { quarter: round.quarter } },
  );
}

function answerOf({ id, clientId, content }: RelationshipAnswerRow): RelationshipAnswer {
  return {
    id, clientId, nps: Number(content["nps"]), comment: String(content["comment"] ?? ""),
    dimensions: Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, Number(content[dimension])])) as RelationshipAnswer["dimensions"],
  };
}

/** Who answered about one provider, by client. */
function cellsOf(rows: readonly RelationshipAskedRow[]): AnswerCell[] {
  return [...groupBy(rows.filter((row) => row.isAnswered), (row) => row.clientId)].map(([id, cell]) => ({ id, people: new Set(cell.map((row) => row.personId)) }));
}

/** What the last rounds showed of each provider, with who had taken part. */
async function earlierCuts(store: Store, quarter: string): Promise<ReadonlyMap<string, readonly EarlierCut[]>> {
  const cuts = new Map<string, EarlierCut[]>();
  for (const before of quartersBefore(quarter, COMPARED)) {
    const round = await findRound(store, "relationship", before);
    if (!round || round.closedAt === null) continue;
    const [asked, reports] = await Promise.all([loadRelationshipAsked(store, round.id), loadRelationshipReports(store, { quarters: [before] })]);
    const byProvider = groupBy(asked, (row) => row.providerId);
    for (const { providerId, content } of reports)
      cuts.set(providerId, [...(cuts.get(providerId) ?? []), { cells: cellsOf(byProvider.get(providerId) ?? []), isTotalShown: content.total !== null, shown: content.clients.map((row) => row.clientId) }]);
  }
  return cuts;
}
