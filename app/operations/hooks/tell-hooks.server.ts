import type { Happening } from "#app/domain/notice/outgoing-hook.ts";
import { NEWS_MS } from "#app/domain/notice/outgoing-hook.ts";
import { newId } from "#db/new-id.server.ts";
import { loadActiveHooksOut, loadProvidersOf, queueMessages } from "#db/queries/hooks-out.server.ts";
import type { VerdictRow } from "#db/queries/verdicts.server.ts";
import type { Statement, Store, UnauditedWriter, Writer } from "#db/store.ts";

export interface Told {
  readonly happening: Happening;
  /** What makes it one message a subscription, however often it is found. */
  readonly about: string;
  /** Ids only: what leaves is made from them when it leaves. */
  readonly refs: Readonly<Record<string, string>>;
  /** Departments that it concerns; null = everybody. */
  readonly departmentIds: readonly string[] | null;
}

type Build = (w: Writer | UnauditedWriter) => Statement[];
const NOTHING: Build = () => [];

/** Statements that queue what happened for each subscription that asked for it, for the caller's transaction. */
export async function tellHooks(store: Store, told: readonly Told[], now: number): Promise<Build> {
  if (told.length === 0) return NOTHING;
  const hooks = await loadActiveHooksOut(store);
  const rows = hooks.flatMap((hook) =>
    told
      .filter((one) => hook.happenings.includes(one.happening) && (hook.departmentIds === null || one.departmentIds === null || one.departmentIds.some((id) => hook.departmentIds!.includes(id))))
      .map(({ happening, about, refs }) => ({
        id: newId(), dedupeKey: `${hook.id}:${happening}:${about}`, hookId: hook.id, happening, refs, state: "waiting" as const, attempt: 0, notBefore: now, leaseUntil: null, sentAt: null, error: null, createdAt: now,
      })),
  );
  return rows.length === 0 ? NOTHING : (w) => queueMessages(store, w, rows);
}

/**
 * The same for verdicts that were just found: a promise at risk, or missed within the last day. What an import of the past brings is
 * no news.
 */
export async function tellOfVerdicts(store: Store, rows: readonly VerdictRow[], now: number): Promise<Build> {
  const news = rows.filter((row) => (row.standing !== "excused" && row.outcome === "breached" && row.fallsDueAt !== null && now - row.fallsDueAt <= NEWS_MS) || row.outcome === "at_risk");
  if (news.length === 0 || (await loadActiveHooksOut(store)).length === 0) return NOTHING;
  const providers = await loadProvidersOf(store, [...new Set(news.map((row) => row.obligationKey))]);
  return tellHooks(
    store,
    news.map((row) => ({
      happening: row.outcome === "breached" ? "promise_breached" : "promise_at_risk",
      about: `${row.obligationKey}:${row.item}:${row.cycle}:${row.carry}`,
      refs: { obligation: row.obligationKey, month: row.period, ...(row.taskId ? { taskId: row.taskId } : {}) },
      departmentIds: [row.recipientId, ...(providers.has(row.obligationKey) ? [providers.get(row.obligationKey)!] : [])],
    })),
    now,
  );
}
