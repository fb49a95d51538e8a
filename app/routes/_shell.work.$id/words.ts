import { INCIDENT_REASON } from "#app/domain/evaluation/who-had-the-ball.ts";
import { PAUSE_REASONS, RETURN_CRITERIA } from "#app/domain/task/task-acts.ts";
import type { Key, Translate } from "#app/i18n/catalogue.ts";

/** A pause reason in words; one of a source that the portal does not know stays as it is. */
export const pauseWord = (reason: string, t: Translate<"work">): string =>
  reason === INCIDENT_REASON ? t("pause.incident") : (PAUSE_REASONS as readonly string[]).includes(reason) ? t(`pause.${reason}` as Key<"work">) : reason;

export const criterionWord = (criterion: string, t: Translate<"work">): string =>
  (RETURN_CRITERIA as readonly string[]).includes(criterion) ? t(`criterion.${criterion}` as Key<"work">) : criterion;
