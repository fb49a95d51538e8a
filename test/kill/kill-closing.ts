import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEFAULT_PLAN } from "#app/domain/pay/plan-terms.ts";
import { readEnv } from "#app/env.server.ts";
import { closingHash } from "#app/operations/closing-hash.server.ts";
import { periodsFrozenWith } from "#app/operations/draft-closing.server.ts";
import { savePlan } from "#app/operations/save-plan.server.ts";
import { setPlanMembers } from "#app/operations/set-plan-members.server.ts";
import { startReview } from "#app/operations/start-review.server.ts";
import { verifyPeriod } from "#app/operations/verify-period.server.ts";
import { openStore } from "#db/open-store.server.ts";
import { loadClosedItems } from "#db/queries/closing.server.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";
import { loadScorecards } from "#db/queries/scorecards.server.ts";
import type { Store } from "#db/store.ts";
import { ADA_TARGET, addVerdicts, at, BO_TARGET, context, tinyCompany } from "#test/support/tiny-company.ts";
import { businessContent, fileHealth } from "./business-content.ts";
import { runWorker, workerEnvironment } from "./killed-worker.ts";

const NOW = at("2026-07-10");

export interface ClosingKills {
  readonly kills: number;
  /** Items of each line and month: how long the closing takes. */
  readonly items: number;
}

export interface ClosingKilled {
  readonly kills: number;
  readonly companies: number;
  /** How often a kill fell before anything of a month, under its seal, after its closing, and into the run. */
  readonly foundIn: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
}

/**
 * Closes two months with their quarter and pays it, once undisturbed and then killed with SIGKILL at random points until `kills` have
 * fallen. After each kill the state must be one that a step begins or ends with, never one between; in the end everything must equal
 * the undisturbed company.
 */
export async function killClosing(plan: ClosingKills): Promise<ClosingKilled> {
  const root = mkdtempSync(join(tmpdir(), "concord-kill-closing-"));
  const faults: string[] = [];
  const foundIn: Record<string, number> = {};
  try {
    const base = join(root, "base");
    mkdirSync(base);
    await prepare(base, plan.items);
    const straight = join(root, "straight");
    cpSync(base, straight, { recursive: true });
    const expected = await run(straight);
    if (!expected.out.includes("done")) throw new Error(`uninterrupted: ${expected.out}`);
    const content = businessContent(straight);

    let kills = 0;
    let companies = 0;
    while (kills < plan.kills) {
      companies += 1;
      const dataDir = join(root, `company-${companies}`);
      cpSync(base, dataDir, { recursive: true });
      // Each start does what is left; a short time to the kill spreads the kills over all of the work.
      for (let ended = await run(dataDir, Math.random() * expected.workMs * 0.6); ended.wasKilled; ended = await run(dataDir, kills < plan.kills ? Math.random() * expected.workMs * 0.6 : undefined)) {
        kills += 1;
        for (const [where, found] of Object.entries(await between(dataDir, foundIn))) if (found) faults.push(`after kill ${kills}: ${where}`);
      }
      const last = await run(dataDir);
      if (!last.out.includes("done")) faults.push(`company ${companies} does not go on: ${last.out}`);
      for (const [part, hash] of businessContent(dataDir)) if (content.get(part) !== hash) faults.push(`company ${companies} differs in ${part}`);
      faults.push(...(await inStore(dataDir, async (store) => {
        const verified = await verifyPeriod(store, "2026-Q2");
        return verified.ok && verified.value.differences.length === 0 ? [] : [`company ${companies} is not what it was computed from`];
      })));
      const health = fileHealth(join(dataDir, "concord.sqlite"));
      if (health.integrity !== "ok" || health.brokenReferences > 0) faults.push(JSON.stringify(health));
      rmSync(dataDir, { recursive: true, force: true });
    }
    return { kills, companies, foundIn, faults };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** What may never be seen, whenever the process died; counts where the kill fell. */
async function between(dataDir: string, foundIn: Record<string, number>): Promise<Record<string, boolean>> {
  return inStore(dataDir, async (store) => {
    const found: Record<string, boolean> = {};
    for (const row of await loadPeriods(store)) {
      const { month, state } = row;
      if (month > "2026-06") continue;
      const periods = await periodsFrozenWith(store, month);
      const [final, drafts, items] = await Promise.all([loadScorecards(store, periods), loadScorecards(store, periods, "draft"), loadClosedItems(store, month)]);
      const place = `${month} ${state}${state !== "sealed" ? "" : row.draftHash === null ? ", drafting" : ", drafted"}`;
      foundIn[place] = (foundIn[place] ?? 0) + 1;
      found[`${month} is ${state} and has final scorecards`] = state !== "closed" && final.length > 0;
      found[`${month} is in review and has a draft`] = state === "review" && drafts.length + items.length > 0;
      found[`${month} is closed and has a draft`] = state === "closed" && drafts.length > 0;
      found[`${month} is closed without its seal`] = state === "closed" && (row.sealedBy === null || row.closedBy === null || row.closedBy === row.sealedBy);
      // Whatever a second person can confirm, or has confirmed, is whole.
      found[`${month} is ${state} and is not what its hash says`] = row.draftHash !== null && closingHash(state === "closed" ? final : drafts, items) !== row.draftHash;
    }
    const { bonusRun: r, bonusLine: l, runApproval: a } = store.t;
    const [runs, lines, approvals] = await Promise.all([store.q.select().from(r), store.q.select({ runId: l.runId }).from(l), store.q.select({ runId: a.runId, hash: a.contentHash }).from(a)]);
    for (const one of runs) {
      foundIn[`run ${one.state}`] = (foundIn[`run ${one.state}`] ?? 0) + 1;
      const signed = approvals.filter((approval) => approval.runId === one.id);
      found["a run has not all of its lines"] = lines.filter((line) => line.runId === one.id).length !== one.people;
      found["a run is approved without an approval"] = (one.state === "approved" || one.state === "published") !== signed.length > 0;
      found["an approval is of another content"] = signed.some((approval) => approval.hash !== one.contentHash);
      found["a run is published without its time"] = (one.state === "published") !== (one.publishedAt !== null);
    }
    found["there are two runs"] = runs.length > 1;
    return found;
  });
}

async function inStore<T>(dataDir: string, work: (store: Store) => Promise<T>): Promise<T> {
  const env = readEnv(workerEnvironment(dataDir));
  const store = await openStore(env.database, { audit: env.auditKey, pay: env.payKey }, "jobs", NOW);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Two months in review with their items, and a plan with two members. */
async function prepare(dataDir: string, items: number): Promise<void> {
  await inStore(dataDir, async (store) => {
    const company = await tinyCompany(store);
    for (const month of ["2026-05", "2026-06"]) {
      for (const key of ["FIN-SALES/report", "FIN-SALES/payslip", "FIN-LEGAL/report"]) await addVerdicts(company, key, month, { met: items, breached: Math.ceil(items / 10) });
    }
    const ctx = context(store, NOW);
    await startReview(ctx);
    const terms = { ...DEFAULT_PLAN, approvalChain: ["director" as const] };
    const plan = await savePlan(ctx, { planId: null, code: "BACK", name: { en: "Back office", ru: "Бэк-офис" }, from: "2026-04-01", terms, accountId: company.accounts.hana });
    if (!plan.ok) throw new Error(plan.code);
    const changes = ([["001", ADA_TARGET], ["002", BO_TARGET]] as const).map(([number, minor]) => ({ personId: company.people.get(number)!, from: "2026-04-01", to: null, target: { type: "amount" as const, minor } }));
    const set = await setPlanMembers(ctx, { planId: plan.value.planId, changes });
    if (!set.ok) throw new Error(set.code);
  });
}

/** Starts the worker; kills it `killAfterMs` after it has begun to work. */
const run = (dataDir: string, killAfterMs?: number) => runWorker("closing-worker.ts", [String(NOW)], workerEnvironment(dataDir), killAfterMs);
