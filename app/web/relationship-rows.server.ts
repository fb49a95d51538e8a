import { nameIn } from "#app/domain/names.ts";
import type { Locale } from "#app/domain/names.ts";
import type { RelationshipReport } from "#app/domain/survey/relationship-report.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadProviderAnswers } from "#db/queries/provider-answers.server.ts";
import { loadRelationshipReports } from "#db/queries/relationship.server.ts";
import { loadClosedRounds } from "#db/queries/survey-rounds.server.ts";
import type { Store } from "#db/store.ts";
import { relationshipSight } from "./relationship-sight.server.ts";
import type { RelationshipSight } from "./relationship-sight.server.ts";
import type { Viewer } from "./session.server.ts";

/** Quarters back that can be chosen. */
const MOST_QUARTERS = 12;

export interface RelationshipRow {
  readonly providerId: string;
  readonly provider: string;
  /** Null where the viewer sees the provider's answer only. */
  readonly report: RelationshipReport | null;
  readonly answerBy: string;
  readonly answeredAt: number | null;
  readonly sight: RelationshipSight;
}

/** Closed relationship surveys, the newest first, as `YYYY-Qn`. */
export const closedQuarters = async (store: Store): Promise<readonly string[]> => (await loadClosedRounds(store, "relationship", MOST_QUARTERS)).map((round) => round.quarter);

/** What a viewer sees of one quarter's reports, by the names of the providers. Everything shown of a relationship survey is made of these rows. */
export async function relationshipRows(store: Store, viewer: Viewer, quarter: string, locale: Locale): Promise<readonly RelationshipRow[]> {
  const [reports, answers, departments, sightOf] = await Promise.all([loadRelationshipReports(store, { quarters: [quarter] }), loadProviderAnswers(store, "all", quarter), loadDepartments(store, "all"), relationshipSight(store, viewer.actor)]);
  const nameOf = new Map(departments.map((row) => [row.id, nameIn(row.name, locale)]));
  return reports
    .map(({ providerId, content, answerBy }): RelationshipRow => {
      const sight = sightOf(providerId);
      const seen = sight.comments ? content : { ...content, comments: null };
      return { providerId, provider: nameOf.get(providerId) ?? "–", report: sight.figures ? seen : null, answerBy, answeredAt: answers.find((row) => row.providerId === providerId)?.publishedAt ?? null, sight };
    })
    .filter((row) => row.sight.answer)
    .sort((a, b) => a.provider.localeCompare(b.provider));
}
