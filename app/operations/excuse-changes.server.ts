import type { ExcuseReason } from "#app/domain/dispute/decide-dispute.ts";
import { newId } from "#db/new-id.server.ts";
import { insertExcuses, withdrawExcuses } from "#db/queries/waits.server.ts";
import type { ExcuseRow, VerdictRow } from "#db/queries/verdicts.server.ts";
import type { AuditEntry, Store, Unit, Writer } from "#db/store.ts";
import type { OperationContext } from "./context.ts";

/** Excuses that follow from facts (a declared incident, a delay upstream) and come and go with them. */
export interface ExcuseChanges {
  readonly add: readonly ExcuseRow[];
  readonly end: readonly ExcuseRow[];
}

export const NO_EXCUSE_CHANGES: ExcuseChanges = { add: [], end: [] };

type Key = Pick<VerdictRow, "obligationKey" | "item" | "cycle" | "carry">;

/** A verdict that is to be excused, and by what. */
export interface WantedExcuse extends Key {
  readonly evidence: string;
}

const keyOf = (row: Key) => `${row.obligationKey}\n${row.item}\n${row.cycle}\n${row.carry}`;

/**
 * What has to change so that exactly the wanted verdicts are excused for a reason that follows from facts. A verdict that somebody
 * excused by hand needs no second excuse; an excuse whose evidence is another now is replaced.
 */
export function excuseChanges(reason: ExcuseReason, wanted: readonly WantedExcuse[], live: readonly ExcuseRow[], now: number): ExcuseChanges {
  const byHand = new Set(live.filter((row) => row.evidence === null).map(keyOf));
  const open = new Map(live.filter((row) => row.reason === reason && row.evidence !== null).map((row) => [keyOf(row), row]));
  const add: ExcuseRow[] = [];
  for (const one of wanted) {
    const key = keyOf(one);
    if (byHand.has(key)) continue;
    const known = open.get(key);
    if (known?.evidence === one.evidence) {
      open.delete(key);
      continue;
    }
    const { obligationKey, item, cycle, carry, evidence } = one;
    add.push({ id: newId(), obligationKey, item, cycle, carry, reason, note: "", evidence, agreedByProvider: null, agreedByClient: null, decidedBy: null, createdAt: now, withdrawnAt: null });
  }
  return { add, end: [...open.values()] };
}

/** The excuses that stand after the changes. */
export function standingAfter(live: readonly ExcuseRow[], { add, end }: ExcuseChanges): ExcuseRow[] {
  const ended = new Set(end.map((row) => row.id));
  return [...live.filter((row) => !ended.has(row.id)), ...add];
}

export const writeExcuses = (store: Store, w: Writer, { add, end }: ExcuseChanges, now: number): Unit => [...insertExcuses(store, w, add), ...withdrawExcuses(store, w, end.map((row) => row.id), now)];

/** What the audit log says of them. */
export function auditExcuses(ctx: OperationContext, { add, end }: ExcuseChanges): AuditEntry[] {
  const entry = (action: "excuse.lay" | "excuse.end", rows: readonly ExcuseRow[]): AuditEntry[] =>
    rows.length === 0 ? [] : [{ at: ctx.now, actor: ctx.actor, action, entity: "excuse", entityId: rows[0]!.id, rows: rows.length, details: { items: rows.slice(0, 20).map((row) => `${row.obligationKey} ${row.item} ${row.evidence ?? ""}`) } }];
  return [...entry("excuse.lay", add), ...entry("excuse.end", end)];
}
