import { ok, refused } from "#app/domain/refusal.ts";
import type { Refused, Result } from "#app/domain/refusal.ts";
import { DIMENSIONS } from "#app/domain/survey/relationship-report.ts";
import type { Dimension } from "#app/domain/survey/relationship-report.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { newId } from "#db/new-id.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { insertRelationshipAnswers, loadRelationshipAsked, markRelationshipAnswered } from "#db/queries/relationship.server.ts";
import { findRoundById, findRoundPerson, markRoundAnswered } from "#db/queries/survey-rounds.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { LONGEST_COMMENT } from "./record-answer.server.ts";

/** What a person says about one provider; null where nothing was chosen. */
export interface RelationshipEntry {
  readonly providerId: string;
  readonly nps: number | null;
  readonly dimensions: Readonly<Record<Dimension, number | null>>;
  readonly comment: string;
}

const isChosen = (entry: RelationshipEntry): boolean => entry.nps !== null || entry.comment !== "" || DIMENSIONS.some((dimension) => entry.dimensions[dimension] !== null);
const isWithin = (value: number | null, low: number, high: number): boolean => value !== null && Number.isInteger(value) && value >= low && value <= high;

/** What is wrong with an entry. One that is begun is complete: differing numbers of answers to each question would tell of single people. */
function faultOf(entry: RelationshipEntry): Refused | null {
  if (entry.comment.length > LONGEST_COMMENT) return refused("comment_too_long", { longest: LONGEST_COMMENT }, entry.providerId);
  const isComplete = isWithin(entry.nps, 0, 10) && DIMENSIONS.every((dimension) => isWithin(entry.dimensions[dimension], 1, 5));
  return isComplete ? null : refused("entry_incomplete", undefined, entry.providerId);
}

export type RelationshipAnswered = Result<{ readonly answered: number }> | { readonly ok: false; readonly code: "entries_refused"; readonly faults: readonly Refused[] };

/**
 * Records a confidential answer: what was said without who said it, and that somebody answered without what or when. Both carry the
 * round's last day, so that a log of the web server cannot be laid beside them. It is final: nothing leads back from the person to it.
 */
export async function answerRelationship({ store, now }: Pick<OperationContext, "store" | "now">, roundPersonId: string, entries: readonly RelationshipEntry[]): Promise<RelationshipAnswered> {
  const asked = await findRoundPerson(store, roundPersonId);
  const round = asked && (await findRoundById(store, asked.roundId));
  if (!asked || round?.survey !== "relationship") return refused("round_gone");
  if (asked.state === "answered") return refused("round_answered");
  if (round.closedAt !== null || round.closesAt <= now) return refused("round_over");
  const questions = await loadRelationshipAsked(store, round.id, asked.personId);
  const chosen = entries.filter((entry) => isChosen(entry) && questions.some((question) => question.providerId === entry.providerId));
  if (chosen.length === 0) return refused("nothing_said");
  const faults = chosen.flatMap((entry) => faultOf(entry) ?? []);
  if (faults.length > 0) return { ok: false, code: "entries_refused", faults };

  const organisation = await loadOrganisation(store);
  const answeredOn = localDateOf(zoneOf(organisation?.zone ?? "UTC"), round.closesAt);
  const rows = chosen.map(({ providerId, nps, dimensions, comment }) => ({
    id: newId(), period: round.quarter, providerId, clientId: questions.find((question) => question.providerId === providerId)!.clientId, answeredOn,
    content: { nps: nps!, ...(dimensions as Record<Dimension, number>), comment },
  }));
  try {
    await store.writeUnaudited((w) => [
      markRoundAnswered(store, w, asked.id),
      markRelationshipAnswered(store, w, round.id, asked.personId, chosen.map((entry) => entry.providerId)),
      ...insertRelationshipAnswers(store, w, rows),
    ]);
  } catch (error) {
    // The same press twice at once: the other one recorded it.
    if (error instanceof StaleWriteError) return refused("round_answered");
    throw error;
  }
  return ok({ answered: rows.length });
}
