import { mkdtempSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readEnv } from "#app/env.server.ts";
import { insertInvitations } from "#db/queries/ratings.server.ts";
import { claimJob, failJob, firstStart } from "#db/queries/job-ledger.server.ts";
import { openStore } from "#db/open-store.server.ts";
import type { Store, Unit, Writer } from "#db/store.ts";
import { run as doctor } from "#jobs/commands/doctor.ts";
import { addTwoMonths, at, closeTwoMonths, payTinyCompany, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

const NOW = at("2026-07-20");

describe("concord doctor", () => {
  const folder = mkdtempSync(join(tmpdir(), "concord-doctor-"));
  const variables: Record<string, string> = { DATA_DIR: folder, DATABASE_URL: `file:${join(folder, "c.sqlite")}`, USER: "op" };
  let company: TinyCompany;
  const withStore = async <T>(work: (store: Store) => Promise<T>): Promise<T> => {
    const env = readEnv(variables);
    const store = await openStore(env.database, { audit: env.auditKey, pay: env.payKey }, "jobs", NOW);
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  };
  const change = (build: (store: Store, w: Writer) => Unit) => withStore((store) => store.writeAll((w) => build(store, w), { at: NOW, actor: { kind: "cli", id: "t" }, action: "evaluate", entity: "x", entityId: "x" }));
  /** The checks that found a fault, with what they say. */
  const faults = async (now = NOW) => {
    const lines: { check: string; result: string }[] = [];
    await doctor(["--json"], { out: (text) => lines.push(JSON.parse(text) as { check: string; result: string }), err: () => {}, variables, now: () => now }).catch(() => undefined);
    return Object.fromEntries(lines.filter((line) => line.result !== "ok").map((line) => [line.check.replace(/,.*/, ""), line.result]));
  };
  beforeAll(() =>
    withStore(async (store) => {
      company = await tinyCompany(store);
      await addTwoMonths(company);
      await closeTwoMonths(company);
      await payTinyCompany(company);
      utimesSync(join(folder, "keys.json"), NOW / 1000, NOW / 1000);
    }),
  );
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("finds nothing in a company that closed and paid", async () => {
    expect(await faults()).toEqual({});
  });

  test("names a closed period whose score was written over, and a clock that runs behind", async () => {
    await change((store, w) => {
      const { scorecard: s } = store.t;
      return [w.update(s).set({ payBp: 1, contentHash: "x" }).where(and(eq(s.period, "2026-Q2"), eq(s.departmentId, company.departments.get("FIN")!))).returning({ id: s.id })];
    });
    expect((await faults(NOW - 3_600_000))["closed months and their pay"]).toMatch(/differ, first scorecard 2026-Q2\//);
    expect(await faults(NOW - 3_600_000)).toMatchObject({ clock: "the newest entry of the audit log is 60 minutes ahead of this machine" });
  });

  test("names what runs badly, and says what to do about it", async () => {
    const later = Date.now();
    await withStore(async (store) => {
      await firstStart(store, later - 5 * 86_400_000);
      const claim = (await claimJob(store, "back-up", later - 3_600_000, later - 3_600_000, 60_000))!;
      await failJob(store, claim, later, later, "no space left");
    });
    variables.SMTP_URL = "smtp://127.0.0.1:1";
    const found = await faults(later);
    variables.SMTP_URL = "";
    expect(found["jobs"]).toContain("back-up is failing (no space left)");
    expect(found["jobs"]).toContain("evaluate is late");
    expect(found["backups"]).toBe("there is no sound copy");
    expect(found["mail"]).toMatch(/ECONNREFUSED/);
  });

  test("names a question with two answers that count", async () => {
    await change((store, w) => [
      ...insertInvitations(store, w, [{ id: "twice", survey: "transactional", personId: company.people.get("003")!, taskId: null, providerId: company.departments.get("FIN")!, clientId: company.departments.get("SALES")!, agreementId: null, period: "2026-07", state: "answered", tokenHash: null, createdAt: NOW, sentAt: null, remindedAt: null, expiresAt: NOW }]),
      w.insert(store.t.answer).values([1, 2].map((number) => ({ invitationId: "twice", number, csat: 5, effort: null, reasons: [], comment: "", extra: null, statisticsOnly: false, isCurrent: true, answeredAt: NOW, voidedAt: null }))).returning({ n: store.t.answer.number }),
    ]);
    expect(await faults()).toMatchObject({ "every answer counts once": "1 questions have several answers that count" });
  });
});
