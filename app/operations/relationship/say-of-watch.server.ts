import { checkWatchWord, type SaidOfWatch } from "#app/domain/relationship/watch.ts";
import { refused, type Refused } from "#app/domain/refusal.ts";
import { findWatch, insertWatchWord, loadWatchWords, updateWatch } from "#db/queries/watches.server.ts";
import { loadTasksById } from "#db/queries/verdicts.server.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "../context.ts";
import { notices, type Notification } from "../notify.server.ts";
import { speakersOfDepartment } from "../who-speaks.server.ts";
import { refsOf } from "./ask-for-words.server.ts";

export interface SayOfWatch extends SaidOfWatch {
  readonly item: string;
  readonly personId: string;
}

export type WatchSaid = { readonly ok: true } | { readonly ok: false; readonly faults: readonly Refused[] };

/**
 * The provider says of a watched delivery that it is on track, or at risk and when it comes instead; the client is told. The word moves no
 * due date: that takes both sides (design.md section 5). Whether the person may act for the provider is asked before.
 */
export async function sayOfWatch(ctx: OperationContext, command: SayOfWatch): Promise<WatchSaid> {
  const { store, now } = ctx;
  const watch = await findWatch(store, command.item);
  if (!watch) return { ok: false, faults: [refused("not_found")] };
  const said: SaidOfWatch = { word: command.word, newAt: command.word === "at_risk" ? command.newAt : null, reason: command.reason.trim() };
  const faults = checkWatchWord(watch, said, now);
  if (faults.length > 0) return { ok: false, faults };
  const [earlier, tasks, speakers] = await Promise.all([loadWatchWords(store, watch.item), watch.taskId ? loadTasksById(store, [watch.taskId]) : [], speakersOfDepartment(store, now, watch.clientId)]);
  const number = (earlier.at(-1)?.number ?? 0) + 1;
  const requester = tasks[0]?.requesterId;
  const heard = [...new Set(requester ? [requester, ...speakers] : speakers)].filter((id) => id !== command.personId);
  const tell = await notices(store, heard.map((personId): Notification => ({ kind: said.word === "on_track" ? "delivery_on_track" : "delivery_at_risk", personId, refs: refsOf(watch), about: `${watch.item}:${number}` })), now);
  try {
    await store.writeAll(
      (w) => [
        updateWatch(store, w, watch, { ...said, saidBy: command.personId, saidAt: now }),
        insertWatchWord(store, w, { item: watch.item, number, ...said, saidBy: command.personId, saidAt: now }),
        ...tell(w),
      ],
      { at: now, actor: ctx.actor, action: "watch.say", entity: "watched_delivery", entityId: watch.item, details: { word: said.word, number, told: heard.length } },
    );
  } catch (error) {
    if (error instanceof StaleWriteError || error instanceof DuplicateError) return { ok: false, faults: [refused("changed_meanwhile")] };
    throw error;
  }
  return { ok: true };
}
