import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readEnv } from "#app/env.server.ts";
import { insertInvitations } from "#db/queries/ratings.server.ts";
import { openStore } from "#db/open-store.server.ts";
import type { Store, Unit, Writer } from "#db/store.ts";
import { run as doctor } from "#jobs/commands/doctor.ts";
import { addTwoMonths, at, closeTwoMonths, payTinyCompany, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

const NOW = at("2026-07-20");

describe("concord doctor", () => {
  const folder = mkdtempSync(join(tmpdir(), "concord-doctor-"));
  const variables = { DATA_DIR: folder, DATABASE_URL: `file:${join(folder, "c.sqlite")}`, USER: "op" };
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

  test("names a question with two answers that count", async () => {
    await change((store, w) => [
      ...insertInvitations(store, w, [{ id: "twice", survey: "transactional", personId: company.people.get("003")!, taskId: null, providerId: company.departments.get("FIN")!, clientId: company.departments.get("SALES")!, agreementId: null, period: "2026-07", state: "answered", tokenHash: null, createdAt: NOW, sentAt: null, remindedAt: null, expiresAt: NOW }]),
      w.insert(store.t.answer).values([1, 2].map((number) => ({ invitationId: "twice", number, csat: 5, effort: null, reasons: [], comment: "", extra: null, statisticsOnly: false, isCurrent: true, answeredAt: NOW, voidedAt: null }))).returning({ n: store.t.answer.number }),
    ]);
    expect(await faults()).toMatchObject({ "every answer counts once": "1 questions have several answers that count" });
  });
});
