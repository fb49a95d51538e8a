import { addDays, DAY_MS } from "#app/domain/time/local-date.ts";
import { chooseLevel, closeRound, openLevelRound } from "#app/operations/level/level-rounds.server.ts";
import { organisationDay } from "#app/operations/organisation-day.server.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { loadAsks, loadLevelResults, loadLevelRounds } from "#db/queries/levels.server.ts";
import { loadPosts } from "#db/queries/people.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";

const LASTS_DAYS = 14;
/** So many days ago it was another year, on any day of any year. */
const A_YEAR_DAYS = 366;
/** Choices in turn: mostly the middle, some above, few below. */
const CHOICES = [3, 4, 3, 5, 4, 3, 2, 4, 3, 4] as const;

/** Last year's round, closed with a word of everybody, and this year's, of which a third is answered. Returns the levels there are. */
export async function chooseDemoLevels(ctx: OperationContext): Promise<number> {
  const lastYear: OperationContext = { ...ctx, now: ctx.now - A_YEAR_DAYS * DAY_MS };
  await holdRound(lastYear, () => true);
  const closed = (await loadLevelRounds(ctx.store)).find((row) => row.state === "open");
  if (!closed) return 0;
  await closeRound({ ...ctx, now: lastYear.now + (LASTS_DAYS + 1) * DAY_MS }, closed);
  await holdRound(ctx, (index) => index % 3 === 0);
  return (await loadLevelResults(ctx.store, { roundId: closed.id })).filter((row) => row.level !== null).length;
}

async function holdRound(ctx: OperationContext, isAnswered: (index: number) => boolean): Promise<void> {
  const { today } = await organisationDay(ctx);
  const hr = (await loadDepartments(ctx.store)).find((row) => row.code === "HR");
  const opener = (await loadPosts(ctx.store, today)).find((row) => row.post === "head" && row.departmentId === hr?.id);
  if (!opener) return;
  const opened = await openLevelRound(ctx, { closesOn: addDays(today, LASTS_DAYS), personId: opener.personId });
  if (!opened.ok) throw new Error(`demo round refused: ${opened.code}`);
  for (const [index, ask] of (await loadAsks(ctx.store, opened.value.id)).entries())
    if (isAnswered(index)) await chooseLevel(ctx, { roundId: opened.value.id, subjectId: ask.subjectId, raterId: ask.raterId, side: ask.side, level: CHOICES[index % CHOICES.length]! });
}
