import type { Names } from "#app/domain/names.ts";
import { monthsOfPayPeriod } from "#app/domain/score/pay-period-months.ts";
import { byTightness, slackOf, type LineStanding, type Slack } from "#app/domain/score/slack.ts";
import { loadTallies } from "#db/queries/scorecards.server.ts";
import type { Store } from "#db/store.ts";
import { liveScorecards } from "./live-scorecards.server.ts";

export interface LineSlack extends LineStanding {
  readonly key: string;
  readonly name: Names;
  readonly client: Names;
  readonly slack: Slack;
}

/**
 * What the lines of departments can still bear in a pay period, the tightest first. Only lines that count in the score: what is observed has
 * no target to lose. Read from the counts, never from the tasks.
 *
 * @param period YYYY-MM or YYYY-Qn, not closed
 */
export async function readSlack(store: Store, departmentIds: readonly string[], period: string, now: number): Promise<LineSlack[]> {
  const { cards } = await liveScorecards(store, period, now);
  const clients = departmentIds.flatMap((id) => cards.get(id)?.shown.clients ?? []);
  const keys = [...new Set(clients.flatMap((client) => client.lines.map((line) => line.key)))];
  if (keys.length === 0) return [];
  const open = new Map<string, number>();
  for (const row of await loadTallies(store, monthsOfPayPeriod(period), keys)) {
    if (row.standing === "pending" || row.standing === "at_risk") open.set(row.obligationKey, (open.get(row.obligationKey) ?? 0) + row.n);
  }
  const lines = clients.flatMap((client) =>
    client.lines.flatMap((line): LineSlack[] => {
      const standing = { kept: line.counts.conforming, judged: line.base, open: open.get(line.key) ?? 0, targetBp: line.targetBp, targetMissed: line.targetMissed };
      const slack = slackOf(standing);
      return slack ? [{ key: line.key, name: line.name, client: client.name, ...standing, slack }] : [];
    }),
  );
  return byTightness(lines);
}
