import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { readDay } from "#app/domain/time/local-date.ts";
import { newId } from "#db/new-id.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { endRaterPause, insertRaterPause } from "#db/queries/surveys.server.ts";
import type { RaterPauseRow } from "#db/queries/surveys.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";

export interface RaterPause {
  readonly personId: string;
  readonly kind: RaterPauseRow["kind"];
  /** Local days, `YYYY-MM-DD`, both ends included; no end = until further notice. */
  readonly from: string;
  readonly until: string | null;
}

/** Takes a person off the questions for some days, or until further notice. What was asked before stays open. */
export async function pauseRater(ctx: OperationContext, pause: RaterPause, byPersonId: string | null): Promise<Result<{ readonly id: string }>> {
  const { store, now } = ctx;
  const [person] = pause.personId === "" ? [] : await loadPeople(store, [pause.personId]);
  if (!person || person.archivedAt !== null) return refused("unknown_person", undefined, "personId");
  if (readDay(pause.from) === null) return refused("not_a_date", undefined, "from");
  if (pause.until !== null && readDay(pause.until) === null) return refused("not_a_date", undefined, "until");
  if (pause.until !== null && pause.until < pause.from) return refused("ends_before", undefined, "until");
  if (pause.kind === "absence" && pause.until === null) return refused("end_missing", undefined, "until");
  const id = newId();
  await store.writeAll((w) => [insertRaterPause(store, w, { id, ...pause, addedBy: byPersonId, addedAt: now, endedAt: null })], {
    at: now, actor: ctx.actor, action: "survey.pause_rater", entity: "person", entityId: pause.personId, details: { kind: pause.kind, from: pause.from, until: pause.until },
  });
  return ok({ id });
}

/** Lets a person be asked again before the pause ends by itself. */
export async function resumeRater(ctx: OperationContext, id: string): Promise<Result<null>> {
  const { store, now } = ctx;
  try {
    await store.writeAll((w) => [endRaterPause(store, w, id, now)], { at: now, actor: ctx.actor, action: "survey.resume_rater", entity: "rater_pause", entityId: id });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok(null);
}
