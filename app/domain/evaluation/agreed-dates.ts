import type { Side, TaskEvent } from "./task-event.ts";

/** A due date that both sides agreed on, and when they did. */
export interface AgreedDate {
  readonly agreedAt: number;
  readonly at: number;
}

export interface AgreedDates {
  readonly agreed: readonly AgreedDate[];
  /** First due date that a source stated without saying whose word it is. */
  readonly imported: AgreedDate | null;
  /** Later values of sources: listed, without effect. */
  readonly ignored: readonly number[];
}

export const NO_AGREED_DATES: AgreedDates = { agreed: [], imported: null, ignored: [] };

/**
 * Reads `due_proposed` and `due_agreed` in order. A date is agreed when one event says so for both
 * sides (or the arbiter does), or when one side agrees to what the other said.
 */
export function readAgreedDates(events: readonly TaskEvent[]): AgreedDates {
  const agreed: AgreedDate[] = [];
  const ignored: number[] = [];
  let imported: AgreedDate | null = null;
  const said: Partial<Record<Side, number>> = {};
  for (const { type, occurredAt, payload } of events) {
    if (type === "due_proposed") {
      if (payload.by && payload.at !== undefined) said[payload.by] = payload.at;
      continue;
    }
    if (type !== "due_agreed") continue;
    if (payload.value !== undefined && payload.value !== "") ignored.push(Number(payload.value));
    const { by } = payload;
    if (by === undefined) {
      if (payload.at === undefined) continue;
      if (imported === null) imported = { agreedAt: occurredAt, at: payload.at };
      else if (imported.at !== payload.at) ignored.push(payload.at);
      continue;
    }
    const other = by === "provider" ? "client" : by === "client" ? "provider" : null;
    const at = payload.at ?? (other ? said[other] : (said.provider ?? said.client));
    if (at === undefined) continue;
    if (by === "both" || by === "arbiter" || (other && said[other] === at)) {
      agreed.push({ agreedAt: occurredAt, at });
    } else said[by] = at;
  }
  return { agreed, imported, ignored };
}
