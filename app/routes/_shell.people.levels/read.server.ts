import { can } from "#app/domain/access/can.ts";
import { DEFAULT_COEFFICIENTS } from "#app/domain/level/client-level.ts";
import { addDays } from "#app/domain/time/local-date.ts";
import { formatDay } from "#app/format/date.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { readLevelRows } from "#app/web/level-rows.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { countAsks, loadAsksOf, loadLevelPolicy, loadLevelResults, loadLevelRounds } from "#db/queries/levels.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";

const USUAL_DAYS = 21;

/** Who may open and close rounds and set what levels suggest: HR. */
export const keepsLevels = (viewer: Viewer): boolean => can(viewer.actor, "level.keep");

/** Everything that the page shows this person. */
export async function readLevels(request: Request, context: AppContext, viewer: Viewer, facts: PageFacts) {
  const { store } = context;
  const { locale, today } = facts;
  const { personId } = viewer.actor;
  const { all: _all, ...list } = await readLevelRows(context, viewer, new URL(request.url), facts);
  const [rounds, [own]] = await Promise.all([loadLevelRounds(store), loadLevelResults(store, { subjectIds: [personId] })]);
  const open = rounds.find((row) => row.state === "open") ?? null;
  const mayGive = can(viewer.actor, "level.give", { personIds: [personId] });
  const asks = open && mayGive ? await loadAsksOf(store, open.id, personId) : [];
  const people = new Map((await loadPeople(store, asks.map((row) => row.subjectId))).map((row) => [row.id, personName(row, locale)]));
  const mayKeep = keepsLevels(viewer);
  const [policy, progress] = mayKeep ? await Promise.all([loadLevelPolicy(store), open ? countAsks(store, open.id) : null]) : [null, null];
  const t = translateIn(locale, "levels");
  const waiting = asks.filter((row) => row.answeredOn === null).length;
  const newest = rounds[0];
  const sentence = open
    ? t(waiting === 0 ? "sentence.done" : "sentence.open", { year: open.year, to: formatDay(open.closesOn, locale), count: waiting })
    : newest ? t("sentence.closed", { year: newest.year }) : t("sentence.none");
  return {
    title: t("title"), sentence, list, mayKeep,
    own: own ? { year: own.year, level: own.level } : null,
    asks: asks.map((row) => ({ subjectId: row.subjectId, name: people.get(row.subjectId) ?? "–", side: row.side, isAnswered: row.answeredOn !== null })),
    round: open ? { id: open.id, year: open.year, progress } : null,
    mayOpen: mayKeep && open === null && newest?.year !== Number(today.slice(0, 4)),
    year: Number(today.slice(0, 4)), closesOn: addDays(today, USUAL_DAYS),
    coefficients: mayKeep ? [...(policy?.coefficients ?? DEFAULT_COEFFICIENTS)] : null,
  };
}

export type LevelsData = Awaited<ReturnType<typeof readLevels>>;
