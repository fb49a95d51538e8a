import { nameIn } from "#app/domain/names.ts";
import type { Locale } from "#app/domain/names.ts";
import { personName } from "#app/format/person-name.ts";
import { findFairness } from "#app/operations/find-fairness.server.ts";
import { readPeriodFrame } from "#app/operations/read-scorecards.server.ts";
import { scoreWithoutAnswers } from "#app/operations/score-without-answers.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { speakFlags } from "#app/web/fairness-rows.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadFairnessLooks, loadRatingEvidence } from "#db/queries/fairness.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";

/** A finding with its answers, what they do to the scores, and what was decided about it; null where it is not there. */
export async function readFinding({ store, now }: AppContext, key: string, askedPeriod: string | null, locale: Locale) {
  const frame = await readPeriodFrame(store, askedPeriod, now());
  const flag = frame && (await findFairness(store, frame.period)).find((one) => one.key === key);
  if (!frame || !flag) return null;
  const [answers, looks, departments, [why]] = await Promise.all([
    loadRatingEvidence(store, flag.answerIds), loadFairnessLooks(store, frame.period), loadDepartments(store, "all"), speakFlags(store, [flag], locale),
  ]);
  const decided = looks.filter((look) => look.flagKey === key);
  const [people, effects] = await Promise.all([loadPeople(store, [...new Set([...answers.map((row) => row.raterId), ...decided.map((look) => look.by)])]), scoreWithoutAnswers(store, frame.period, answers)]);
  const nameOf = (id: string) => nameIn(departments.find((row) => row.id === id)?.name ?? {}, locale) || "–";
  const personOf = (id: string) => {
    const person = people.find((row) => row.id === id);
    return person ? personName(person, locale) : "–";
  };
  return {
    flag: { key, kind: flag.kind }, period: frame.period, why: why!,
    effects: effects.map((row) => ({ ...row, name: nameOf(row.departmentId) })),
    answers: answers.map(({ id, raterId, clientId, providerId, csat, answeredAt, taskId, title, comment }) => ({ id, who: personOf(raterId), client: nameOf(clientId), provider: nameOf(providerId), csat, answeredAt, taskId, title, comment })),
    looks: decided.map(({ id, outcome, note, by, at }) => ({ id, outcome, note, by: personOf(by), at })),
  };
}

export type Finding = NonNullable<Awaited<ReturnType<typeof readFinding>>>;
