import { closesLoop, type ItemRef, type WaitsOf } from "../evaluation/chain.ts";
import { ok, refused, type Result } from "../refusal.ts";

export const LONGEST_WAIT_NOTE = 1000;
/** A task that waits for more is a plan, which other tools keep. */
export const MOST_WAITS = 10;

export interface WaitFacts {
  readonly task: ItemRef;
  readonly isDone: boolean;
  readonly upstream: ItemRef;
  readonly isUpstreamDone: boolean;
  readonly waitsOf: WaitsOf;
}

export type WaitRefusal = "task_done" | "upstream_done" | "waits_already" | "waits_for_itself" | "loop_of_waits" | "above_most" | "note_missing" | "note_too_long";

/** Whether a task may wait for an item: both still run, it does not wait for it yet, and no wait comes back to itself. */
export function decideWait(facts: WaitFacts, note: string): Result<string, WaitRefusal> {
  const { task, upstream, waitsOf } = facts;
  if (facts.isDone) return refused("task_done");
  if (task === upstream) return refused("waits_for_itself", undefined, "upstream");
  const waits = waitsOf(task);
  if (waits.some((wait) => wait.upstream === upstream)) return refused("waits_already", undefined, "upstream");
  if (facts.isUpstreamDone) return refused("upstream_done", undefined, "upstream");
  if (closesLoop(task, upstream, waitsOf)) return refused("loop_of_waits", undefined, "upstream");
  if (waits.length >= MOST_WAITS) return refused("above_most", { most: MOST_WAITS }, "upstream");
  const trimmed = note.trim();
  if (trimmed === "") return refused("note_missing", undefined, "note");
  if (trimmed.length > LONGEST_WAIT_NOTE) return refused("note_too_long", { longest: LONGEST_WAIT_NOTE }, "note");
  return ok(trimmed);
}
