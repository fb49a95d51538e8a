import { countClientMonths } from "#app/operations/count-client-months.server.ts";
import { ensurePeriods } from "#app/operations/ensure-periods.server.ts";
import { evaluateAll, evaluateDue } from "#app/operations/evaluate-tasks.server.ts";
import { keepHabits } from "#app/operations/keep-habits.server.ts";
import { print, readArgs, usage, withStore } from "./command.ts";
import type { Io } from "./command.ts";

/** `concord evaluate`: judges what has news or is due; `--full` judges everything and says what changed. */
export async function run(args: readonly string[], io: Io): Promise<void> {
  const { values } = readArgs(args, { full: { type: "boolean" }, "as-of": { type: "string" } }, 0, "evaluate [--full] [--as-of ISO]");
  const asOf = values["as-of"] === undefined ? null : Date.parse(values["as-of"] as string);
  if (asOf !== null && !Number.isFinite(asOf)) throw usage(`--as-of "${String(values["as-of"])}" is not an instant. Write it like 2026-06-30T18:00:00Z.`);
  const result = await withStore(io, async (opened) => {
    const ctx = asOf === null ? opened : { ...opened, now: asOf };
    await ensurePeriods(ctx);
    return values.full ? judgeAll(ctx, (tasks) => (values.json || tasks % 5000 ? undefined : io.err(`${tasks} tasks judged`))) : evaluateDue(ctx);
  });
  print(io, values.json, { ...result });
}

/** Judges everything and keeps what the pass counted on its way. */
async function judgeAll(ctx: Parameters<typeof evaluateAll>[0], say: (tasks: number) => void) {
  const { gathered, isWhole: _whole, ...counts } = await evaluateAll(ctx, { progress: ({ done }) => say(done) });
  await keepHabits(ctx, gathered);
  await countClientMonths(ctx);
  return counts;
}
