import { and, desc, eq, gte, inArray, isNull } from "drizzle-orm";
import type { InputTerms } from "#app/domain/agreement/terms.ts";
import type { Store } from "../store.ts";
import type { WaitRow } from "./waits.server.ts";

/** Waits that stand and were said since an instant, the newest first. */
export async function loadNewestWaits(store: Store, since: number, limit: number): Promise<WaitRow[]> {
  const { taskWait: t } = store.t;
  return store.q.select().from(t).where(and(isNull(t.endedAt), gte(t.linkedAt, since))).orderBy(desc(t.linkedAt), desc(t.taskId), desc(t.number)).limit(limit);
}

/** How a promise of time was kept by an item, its first cycle in the month in which it fell due. */
export interface TimeVerdict {
  readonly obligationKey: string;
  /** `t:` + task id or `o:` + date. */
  readonly item: string;
  readonly outcome: Store["t"]["verdict"]["$inferSelect"]["outcome"];
  readonly dueAt: number | null;
  readonly decidedAt: number | null;
}

const TIMELY = ["timing", "frequency"] as const;

/** Verdicts on the time of tasks; other promises of theirs are left out. */
export async function loadTimeVerdicts(store: Store, taskIds: readonly string[]): Promise<(TimeVerdict & { readonly taskId: string | null })[]> {
  if (taskIds.length === 0) return [];
  const { verdict: v, obligation: o } = store.t;
  return store.q
    .select({ obligationKey: v.obligationKey, item: v.item, taskId: v.taskId, outcome: v.outcome, dueAt: v.dueAt, decidedAt: v.decidedAt })
    .from(v)
    .innerJoin(o, and(eq(o.versionId, v.versionId), eq(o.key, v.obligationKey)))
    .where(and(store.bulk.isAnyOf(v.taskId, taskIds), eq(v.cycle, 0), eq(v.carry, 0), inArray(o.kind, [...TIMELY])));
}

/** Whose promise a key is: its provider, client party and product, by its newest terms. */
export interface PromiseOwner {
  readonly key: string;
  readonly productId: string;
  readonly providerId: string;
  readonly clientDepartmentId: string | null;
}

export async function loadPromiseOwners(store: Store, keys: readonly string[]): Promise<ReadonlyMap<string, PromiseOwner>> {
  if (keys.length === 0) return new Map();
  const { obligation: o, agreement: a, agreementVersion: v } = store.t;
  const rows = await store.q
    .select({ key: o.key, productId: o.productId, providerId: a.providerId, clientDepartmentId: a.clientDepartmentId })
    .from(o)
    .innerJoin(a, eq(a.id, o.agreementId))
    .innerJoin(v, eq(v.id, o.versionId))
    .where(inArray(o.key, [...keys]))
    .orderBy(v.from, v.number);
  return new Map(rows.map((row) => [row.key, row]));
}

/** What clients have to provide by these versions. */
export async function loadInputsOf(store: Store, versionIds: readonly string[]): Promise<{ readonly id: string; readonly agreementId: string; readonly inputs: readonly InputTerms[] }[]> {
  if (versionIds.length === 0) return [];
  const { agreementVersion: v } = store.t;
  return store.q.select({ id: v.id, agreementId: v.agreementId, inputs: v.inputs }).from(v).where(inArray(v.id, [...versionIds])).orderBy(v.agreementId);
}
