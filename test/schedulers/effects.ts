import BetterSqlite3 from "better-sqlite3";
import { newId } from "#db/new-id.server.ts";
import type { JobContext } from "#jobs/job.ts";

export const organisationRow = { id: "o", name: { en: "O" }, zone: "UTC", country: "DE", currency: "EUR", minorDigits: 2, dayEnd: "eod" as const, payPeriod: "quarter" as const, firstPeriod: "2026-01", isDemo: false, createdAt: 1 };

/** The effect of a run: a row of its own, so that doing it twice is seen. It is written under the fence of the run. */
export async function wroteEffect({ store, slot, actor, now }: JobContext, by: string): Promise<void> {
  const { meta } = store.t;
  await store.writeAll((w) => [w.insert(meta).values({ key: `effect ${actor.id} ${slot} ${newId()}`, value: by }).returning({ key: meta.key })], { at: now, actor, action: "evaluate", entity: "effect", entityId: `${actor.id} ${slot}` });
}

export interface Effects {
  readonly effects: number;
  /** Slots whose effect is there more than once. */
  readonly doubled: number;
  /** Slots that the ledger calls done and that have no effect, and the other way round. */
  readonly disagreeing: number;
  /** Who did how many. */
  readonly by: Readonly<Record<string, number>>;
  readonly slots: readonly (readonly [job: string, slot: number])[];
}

/**
 * The effect as jobs of the portal write it, by a natural key: a run that died between its effect and its end is done again and finds it there.
 * True when it did.
 */
export async function wroteByNaturalKey({ store, slot, actor, now }: JobContext, by: string): Promise<boolean> {
  const { meta } = store.t;
  const [rows] = await store.writeAll((w) => [w.insert(meta).values({ key: `effect ${actor.id} ${slot}`, value: by }).onConflictDoNothing().returning({ key: meta.key })], { at: now, actor, action: "evaluate", entity: "effect", entityId: `${actor.id} ${slot}` });
  return rows!.length === 0;
}

/** What was done, against what the ledger says was done. */
export function effectsOf(file: string): Effects {
  const db = new BetterSqlite3(file, { readonly: true });
  try {
    const rows = db.prepare("select key, value from meta where key like 'effect %'").all() as { key: string; value: string }[];
    const done = new Set(db.prepare("select job || ' ' || slot from job_run where state = 'done'").pluck().all() as string[]);
    const times = new Map<string, number>();
    const by: Record<string, number> = {};
    for (const { key, value } of rows) {
      const name = key.split(" ").slice(1, 3).join(" ");
      times.set(name, (times.get(name) ?? 0) + 1);
      by[value] = (by[value] ?? 0) + 1;
    }
    const disagreeing = [...done].filter((name) => !times.has(name)).length + [...times.keys()].filter((name) => !done.has(name)).length;
    return { effects: rows.length, doubled: [...times.values()].filter((n) => n > 1).length, disagreeing, by, slots: [...times.keys()].map((name) => [name.split(" ")[0]!, Number(name.split(" ")[1])] as const) };
  } finally {
    db.close();
  }
}
