import type { Kit } from "#db/columns/sqlite.ts";
import type { SurveyPolicy } from "#app/domain/survey/survey-policy.ts";
import { SURVEYS } from "#app/domain/survey/survey-policy.ts";
import type { PeopleTables } from "./people.ts";

export const RATER_PAUSE_KINDS = ["absence", "block"] as const;

/** How surveys ask, and who is not asked. */
export function surveyTables(k: Kit, p: PeopleTables) {
  /** Policies are added; the newest of a survey holds. */
  const surveyPolicy = k.table(
    "survey_policy",
    {
      id: k.text().primaryKey(),
      survey: k.word(SURVEYS).notNull(),
      policy: k.json<SurveyPolicy>().notNull(),
      createdAt: k.instant().notNull(),
      createdBy: k.text().references(() => p.person.id),
    },
    (t) => [k.uniqueIndex("survey_policy_newest").on(t.survey, t.createdAt)],
  );

  /** Days on which a person is not asked: away, or on the block list. Both ends belong to it; no end = until further notice. */
  const raterPause = k.table(
    "rater_pause",
    {
      id: k.text().primaryKey(),
      personId: k.text().notNull().references(() => p.person.id),
      kind: k.word(RATER_PAUSE_KINDS).notNull(),
      from: k.text().notNull(),
      until: k.text(),
      addedBy: k.text().references(() => p.person.id),
      addedAt: k.instant().notNull(),
      endedAt: k.instant(),
    },
    (t) => [k.index("rater_pause_person").on(t.personId)],
  );

  /** Addresses whose mail server says that nobody can be reached there. Nothing is sent to them until somebody tries again. */
  const bouncingAddress = k.table("bouncing_address", {
    /** In lower case. */
    address: k.text().primaryKey(),
    personId: k.text().notNull().references(() => p.person.id),
    since: k.instant().notNull(),
    /** The server's words. */
    said: k.text().notNull(),
  });

  return { surveyPolicy, raterPause, bouncingAddress };
}
