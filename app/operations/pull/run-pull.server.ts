import { canonicalJson } from "#app/domain/canonical-json.ts";
import { comparePositions, isAskedAgain, positionOf, pullBackOffMs } from "#app/domain/intake/pull-plan.ts";
import type { Pointer } from "#app/domain/intake/pull-plan.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { zoneOf } from "#app/domain/time/zone.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { advancePull, claimPull, dropPullRunsBefore, duePulls, findPull, insertPullRun } from "#db/queries/pulls.server.ts";
import type { PullRunRow, PullSourceRow, PullStateRow } from "#db/queries/pulls.server.ts";
import { newId, sha256 } from "#db/new-id.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { Store } from "#db/store.ts";
import type { OperationContext } from "../context.ts";
import { fetchPage } from "./fetch-page.server.ts";
import type { Asking, PageFault } from "./fetch-page.server.ts";
import { bringPage, endBatch, NOTHING_PULLED } from "./bring-page.server.ts";
import type { PulledCounts } from "./bring-page.server.ts";

/** A silent run keeps its source this long; each page renews it. */
export const PULL_LEASE_MS = 3 * 60_000;
/** A run ends after so many pages or so long, and the next one goes on at the page where it stands. */
const MOST_PAGES = 200;
const LONGEST_MS = 2 * 60_000;
const KEPT_MS = 30 * DAY_MS;
/** Items that are remembered because they come again. */
const MOST_KNOWN = 5_000;

export interface PullWorker {
  readonly store: Store;
  readonly now: () => number;
  readonly stopping: () => boolean;
  readonly asking: Asking;
}

/** Reads every list that is due. Safe in several processes at once; a list that does not answer holds no other up. */
export async function workPulls(worker: PullWorker): Promise<{ readonly sources: number; readonly accepted: number; readonly failed: number }> {
  const { store } = worker;
  const counts = { sources: 0, accepted: 0, failed: 0 };
  const due = await duePulls(store, worker.now());
  await Promise.all(
    due.map(async (id) => {
      const state = await claimPull(store, id, worker.now(), PULL_LEASE_MS);
      if (!state || worker.stopping()) return;
      const run = await pullOne(worker, state);
      if (!run) return;
      counts.sources += 1;
      counts.accepted += run.accepted + run.corrected;
      if (run.state === "failed") counts.failed += 1;
    }),
  );
  await store.writeUnaudited((w) => [dropPullRunsBefore(store, w, worker.now() - KEPT_MS)]);
  return counts;
}

/** One run under a claim: page after page until the list ends, the time is over, or the source does not answer. Null when another took over. */
export async function pullOne(worker: PullWorker, claimed: PullStateRow): Promise<PullRunRow | null> {
  const found = await findPull(worker.store, claimed.pullId);
  if (!found) return null;
  const { source } = found;
  const claim = { pullId: claimed.pullId, fence: claimed.fence };
  const store = fenced(worker, claim);
  const startedAt = worker.now();
  const ctx = (): OperationContext => ({ store, now: worker.now(), actor: { kind: "job", id: "pull" } });
  const zone = zoneOf(source.mapping.zone ?? (await loadOrganisation(store))?.zone ?? "UTC");
  const { halfway } = claimed;
  let pointer: Pointer | null = halfway?.pointer ?? null;
  let furthest = halfway?.furthest ?? claimed.position;
  let batchId = halfway?.batchId ?? null;
  let total: PulledCounts = { ...NOTHING_PULLED, ...(halfway?.counts as Partial<PulledCounts> | undefined) };
  const known = new Set(claimed.known);
  const again: { digest: string; position: string | null; isAside: boolean }[] = (halfway?.digests ?? []).map(readNoted);
  const before = total;
  let pages = 0;
  let isAgain = true;
  const visited = new Set<string>();
  try {
    for (;;) {
      const page = await fetchPage(source, worker.asking, claimed.position, pointer, worker.now());
      if (!page.ok) return await end(worker, claim, source, { startedAt, pages, before, total, batchId, state: claimed, fault: page.fault });
      pages += 1;
      const here = { pointer, furthest, counts: { ...total }, digests: stillNeeded(source, again, furthest).map(writeNoted) };
      const fresh: { readonly item: unknown; readonly digest: string }[] = [];
      for (const item of page.value.items) {
        const digest = sha256(canonicalJson(item)).slice(0, 24);
        const position = positionOf(source.plan, item);
        if (position !== null && (furthest === null || comparePositions(source.plan, position, furthest) > 0)) furthest = position;
        again.push({ digest, position, isAside: known.has(digest) });
        if (!known.has(digest)) fresh.push({ item, digest });
      }
      const done = await bringPage(ctx(), source, zone, { batchId, items: fresh, firstLine: total.rows + 1, known: page.value.items.length - fresh.length, again: isAgain, text: page.value.text, begins: (w, id) => [advancePull(worker.store, w, claim, { halfway: { ...here, batchId: id } })] });
      isAgain = false;
      batchId = done.batchId;
      total = done.counts(total);
      for (const digest of done.aside) for (const one of again) if (one.digest === digest) one.isAside = true;
      pointer = page.value.next;
      if (pointer === null) break;
      const place = JSON.stringify(pointer);
      if (visited.has(place)) return await end(worker, claim, source, { startedAt, pages, before, total, batchId, state: claimed, fault: { code: "loop", detail: "", waitMs: null } });
      visited.add(place);
      const kept = stillNeeded(source, again, furthest);
      const set = { halfway: { pointer, furthest, batchId, counts: { ...total }, digests: kept.map(writeNoted) } };
      const isOver = pages >= MOST_PAGES || worker.now() - startedAt > LONGEST_MS || worker.stopping();
      if (isOver) {
        const row = runRow(source, { startedAt, finishedAt: worker.now(), state: "more", pages, before, total, batchId, fault: null });
        await worker.store.writeUnaudited((w) => [advancePull(worker.store, w, claim, { ...set, leaseUntil: 0, nextAt: worker.now(), lastAt: worker.now(), attempt: 0, fault: null, faultDetail: null }), insertPullRun(worker.store, w, row)]);
        return row;
      }
      await worker.store.writeUnaudited((w) => [advancePull(worker.store, w, claim, { ...set, leaseUntil: worker.now() + PULL_LEASE_MS })]);
    }
    if (batchId) await endBatch(ctx(), batchId, total);
    const now = worker.now();
    const row = runRow(source, { startedAt, finishedAt: now, state: "done", pages, before, total, batchId, fault: null });
    await worker.store.writeUnaudited((w) => [
      advancePull(worker.store, w, claim, {
        position: furthest, halfway: null, known: stillNeeded(source, again, furthest).map((one) => one.digest), nextAt: now + source.everyMinutes * 60_000, leaseUntil: 0, attempt: 0, fault: null, faultDetail: null, lastAt: now, lastGoodAt: now,
      }),
      insertPullRun(worker.store, w, row),
    ]);
    return row;
  } catch (error) {
    if (error instanceof StaleWriteError && (await findPull(worker.store, claim.pullId))?.state.fence !== claim.fence) return null;
    return await end(worker, claim, source, { startedAt, pages, before, total, batchId, state: claimed, fault: { code: "fault", detail: error instanceof Error ? error.message.slice(0, 300) : "", waitMs: null } });
  }
}

interface Noted {
  readonly digest: string;
  readonly position: string | null;
  readonly isAside: boolean;
}

const writeNoted = ({ digest, position, isAside }: Noted): string => `${digest}${isAside ? "!" : ":"}${position ?? ""}`;
const readNoted = (text: string) => ({ digest: text.slice(0, 24), isAside: text[24] === "!", position: text.length > 25 ? text.slice(25) : null });

/** Items that the next run will be sent again although they are done: at the edge of what is known, or put aside. */
function stillNeeded(source: PullSourceRow, items: readonly Noted[], furthest: string | null): Noted[] {
  const needed = items.filter((one) => (one.position !== null && furthest !== null ? isAskedAgain(source.plan, one.position, furthest) : one.isAside));
  return [...new Map(needed.map((one) => [one.digest, one])).values()].slice(-MOST_KNOWN);
}

interface Ended {
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly state: PullRunRow["state"];
  readonly pages: number;
  readonly before: PulledCounts;
  readonly total: PulledCounts;
  readonly batchId: string | null;
  readonly fault: PageFault | null;
}

function runRow(source: PullSourceRow, { before, total, fault, ...ended }: Ended): PullRunRow {
  const did = (name: keyof PulledCounts) => total[name] - before[name];
  return {
    id: newId(), pullId: source.id, ...ended, items: did("rows"), accepted: did("accepted"), corrected: did("corrected"), unchanged: did("unchanged"), skipped: did("skipped"), quarantined: did("quarantined"), fault: fault?.code ?? null, faultDetail: fault?.detail ?? null,
  };
}

/** A failed run: what is in stays in, and the next try comes later each time, or when the source says. */
async function end(worker: PullWorker, claim: Pick<PullStateRow, "pullId" | "fence">, source: PullSourceRow, run: Omit<Ended, "finishedAt" | "state"> & { readonly state: PullStateRow; readonly fault: PageFault }): Promise<PullRunRow | null> {
  const { store } = worker;
  const now = worker.now();
  const attempt = run.state.attempt + 1;
  const wait = Math.max(run.fault.waitMs ?? 0, run.fault.waitMs === null ? pullBackOffMs(attempt) : 1000);
  const row = runRow(source, { ...run, finishedAt: now, state: "failed" });
  try {
    await store.writeUnaudited((w) => [advancePull(store, w, claim, { leaseUntil: 0, attempt, nextAt: now + wait, lastAt: now, fault: run.fault.code, faultDetail: run.fault.detail }), insertPullRun(store, w, row)]);
  } catch (error) {
    if (error instanceof StaleWriteError) return null;
    throw error;
  }
  return row;
}

function fenced(worker: PullWorker, claim: Pick<PullStateRow, "pullId" | "fence">): Store {
  const { store, now } = worker;
  return {
    ...store,
    writeAll: async (build, audit) => (await store.writeAll((w) => [advancePull(store, w, claim, { leaseUntil: now() + PULL_LEASE_MS }), ...build(w)], audit)).slice(1),
    writeUnaudited: async (build) => (await store.writeUnaudited((w) => [advancePull(store, w, claim, { leaseUntil: now() + PULL_LEASE_MS }), ...build(w)])).slice(1),
  };
}
