import type { ClockHabit } from "#app/domain/evaluation/clock-habit.ts";
import { replaceHabits } from "#db/queries/habits.server.ts";
import type { OperationContext } from "./context.ts";
import type { Gathered } from "./full-pass.ts";

/** Keeps what a pass over all tasks gathered: pages read these figures and never count tasks themselves. */
export async function keepHabits(ctx: OperationContext, gathered: Gathered): Promise<void> {
  const rows = Object.entries(gathered).map(([key, habit]: [string, ClockHabit]) => {
    const [departmentId, month] = key.split(" ");
    return { departmentId: departmentId!, month: month!, ...habit, countedAt: ctx.now };
  });
  await ctx.store.writeAll((w) => replaceHabits(ctx.store, w, rows), { at: ctx.now, actor: ctx.actor, action: "habits.count", entity: "clock_habit", entityId: "all", rows: rows.length });
}
