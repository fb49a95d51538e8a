import type { Kit } from "#db/columns/sqlite.ts";
import { agreementTables } from "./agreements.ts";
import { causeTables } from "./causes.ts";
import { closingTables } from "./closing.ts";
import { deskTables } from "./desk.ts";
import { hookTables } from "./hooks.ts";
import { importTables } from "./imports.ts";
import { jobTables } from "./jobs.ts";
import { meetingTables } from "./meetings.ts";
import { peopleTables } from "./people.ts";
import { planTables } from "./plans.ts";
import { platformTables } from "./platform.ts";
import { privacyTables } from "./privacy.ts";
import { relationshipTables } from "./relationship.ts";
import { resultTables } from "./results.ts";
import { scenarioTables } from "./scenarios.ts";
import { signInTables } from "./sign-in.ts";
import { sourceTables } from "./sources.ts";
import { styleTables } from "./styles.ts";
import { surveyTables } from "./surveys.ts";
import { viewTables } from "./views.ts";
import { caseTables, voiceTables } from "./voice.ts";
import { workTables } from "./work.ts";

/** Every table of Concord, in either dialect's columns. */
export function buildSchema(kit: Kit) {
  const people = peopleTables(kit);
  const agreements = agreementTables(kit, people);
  const work = workTables(kit, people, agreements);
  const desk = deskTables(kit, people, work);
  const imports = importTables(kit, people, work);
  const causes = causeTables(kit, people, work);
  const voices = voiceTables(kit, people, agreements, work);
  const results = resultTables(kit, people, agreements, work, voices);
  const scenarios = scenarioTables(kit, people, results);
  const plans = planTables(kit, people, results);
  const cases = caseTables(kit, people, results);
  const relationships = relationshipTables(kit, people, agreements, work);
  const meetings = meetingTables(kit, people, agreements, results);
  const surveys = surveyTables(kit, people);
  const closing = closingTables(kit, people);
  const platform = platformTables(kit, people);
  const jobs = jobTables(kit, people);
  const hooks = hookTables(kit, people);
  const privacy = privacyTables(kit, people);
  const sources = sourceTables(kit, people, work);
  const styles = styleTables(kit, people);
  const signIn = signInTables(kit, people);
  const views = viewTables(kit, people);
  return { ...people, ...agreements, ...work, ...desk, ...causes, ...imports, ...voices, ...results, ...scenarios, ...plans, ...cases, ...relationships, ...meetings, ...surveys, ...closing, ...platform, ...jobs, ...hooks, ...sources, ...privacy, ...signIn, ...styles, ...views };
}

export type Schema = ReturnType<typeof buildSchema>;
export type TableName = keyof Schema;
