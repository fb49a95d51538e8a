import BetterSqlite3 from "better-sqlite3";
import { rmSync } from "node:fs";
import type { Env } from "#app/env.server.ts";
import type { CopyCheck } from "#app/operations/backups/backup-files.server.ts";
import { checkInvariants } from "#app/operations/check-invariants.server.ts";
import { tallyDifferences } from "#app/operations/check-tallies.server.ts";
import { verifyAudit } from "#app/operations/verify-audit.server.ts";
import { loadAuditHead } from "#db/queries/audit.server.ts";
import { faultOf, manifestFault, missingKeys, readFacts } from "#db/backup-sqlite.server.ts";
import type { BackupManifest } from "#db/backup-sqlite.server.ts";
import { pendingMigrations, readMigrations } from "#db/migrations.server.ts";
import { openSqlite } from "#db/open-sqlite.server.ts";
import type { Store } from "#db/store.ts";
import { anchorFile, readAnchors } from "./audit-anchors.server.ts";

type Keys = Pick<Env, "appSecret" | "auditKey" | "payKey" | "dataDir">;

/**
 * Whether a copy can take the place of the database, from its bytes up to the pay that it leads to: checksum, pages, references,
 * version, keys, audit chain (also against the heads noted outside the database), answers, tallies, and closed months computed again.
 * `fault` is a sentence, null for a sound one. A copy of an earlier version is checked as far as its audit chain: what
 * is computed needs the tables of this version. Opening writes nothing into it.
 */
export async function checkCopy(path: string, manifest: BackupManifest | null, env: Keys, now: number): Promise<CopyCheck> {
  const began = performance.now();
  const found = await examine(path, manifest, env, now).finally(() => {
    // Whoever opens a copy, for reading too, leaves an empty log beside it.
    for (const end of ["-wal", "-shm"]) rmSync(path + end, { force: true });
  });
  return { fault: null, auditRows: 0, closedMonths: 0, ...found, checkedAt: now, tookMs: Math.round(performance.now() - began) };
}

type Found = Partial<Pick<CopyCheck, "fault" | "auditRows" | "closedMonths">>;

async function examine(path: string, manifest: BackupManifest | null, env: Keys, now: number): Promise<Found> {
  const byManifest = manifest && manifestFault(path, manifest, env.auditKey);
  if (byManifest) return { fault: `${byManifest}.` };
  const file = examineFile(path, env);
  if (file.fault !== null) return { fault: file.fault };
  const store = openSqlite(path, "jobs", { audit: env.auditKey, pay: env.payKey });
  try {
    return await examineContent(store, env, now, file.isCurrent);
  } finally {
    await store.close();
  }
}

function examineFile(path: string, env: Keys): { readonly fault: string | null; readonly isCurrent: boolean } {
  const refuse = (fault: string) => ({ fault, isCurrent: false });
  let db: BetterSqlite3.Database;
  try {
    db = new BetterSqlite3(path, { readonly: true });
  } catch {
    return refuse("it is no SQLite database.");
  }
  try {
    const fault = faultOf(db);
    if (fault) return refuse(`it is damaged (${fault}).`);
    const pending = pendingMigrations(readMigrations("sqlite"), db.prepare("select id, hash from migration order by id").all() as { id: string; hash: string }[]);
    const missing = missingKeys(readFacts(db).keys, env);
    if (missing.length > 0) return refuse(`it was written with keys that are not here: ${missing.join(", ")}. Put back the keys.json, or the variables, that belong to it.`);
    return { fault: null, isCurrent: pending.length === 0 };
  } catch (error) {
    if (error instanceof Error && error.name === "MigrationRefusal") return refuse(error.message);
    return refuse((error as { code?: string }).code === "SQLITE_CORRUPT" ? "it is damaged." : "it is no database of Concord.");
  } finally {
    db.close();
  }
}

async function examineContent(store: Store, env: Keys, now: number, isCurrent: boolean): Promise<Found> {
  // A copy lacks what was noted after it was made; what was noted before has to be in it.
  const newest = (await loadAuditHead(store))?.seq ?? 0;
  const chain = await verifyAudit(store, env.auditKey, readAnchors(anchorFile(env.dataDir)).filter((anchor) => anchor.seq <= newest));
  if (chain.broken) return { auditRows: chain.rows, fault: `its audit chain is broken at row ${chain.broken.seq} (${chain.broken.why}).${chain.broken.seq === 1 ? " Every row of it was signed with another key than the one of that name here." : ""}` };
  if (!isCurrent) return { auditRows: chain.rows };
  let computed: Awaited<ReturnType<typeof checkInvariants>>;
  try {
    computed = await checkInvariants(store, now);
  } catch (error) {
    return { auditRows: chain.rows, fault: `its closed months cannot be computed again (${error instanceof Error ? error.message : String(error)}). If pay cannot be opened, PAY_KEY is another key of the same name.` };
  }
  const { doubleAnswers, strayAnswers, differences, closedMonths } = computed;
  const tallies = await tallyDifferences({ store });
  const counted = { auditRows: chain.rows, closedMonths };
  if (doubleAnswers > 0) return { ...counted, fault: `${doubleAnswers} questions have several answers that count.` };
  if (strayAnswers > 0) return { ...counted, fault: `${strayAnswers} answers name another subject than their questions.` };
  if (tallies.length > 0) return { ...counted, fault: `${tallies.length} tallies differ from their verdicts, first ${tallies[0]!.obligationKey} ${tallies[0]!.period}.` };
  if (differences.length > 0) return { ...counted, fault: `${differences.length} things of closed months are not what their inputs give, first ${differences[0]!.what} ${differences[0]!.id}.` };
  return counted;
}
