import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CommandEnd } from "#jobs/commands/command.ts";
import { run as closePeriod } from "#jobs/commands/close-period.ts";
import { answersAsExpected, run as audit } from "#jobs/commands/audit.ts";
import { run as exportCommand } from "#jobs/commands/export.ts";
import { readEnv } from "#app/env.server.ts";
import { openStore } from "#db/open-store.server.ts";
import type { Store } from "#db/store.ts";
import { addTwoMonths, at, payTinyCompany, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

const NOW = at("2026-07-03");

describe("concord close-period and export", () => {
  const folder = mkdtempSync(join(tmpdir(), "concord-cli-"));
  const variables = { DATA_DIR: folder, DATABASE_URL: `file:${join(folder, "c.sqlite")}`, USER: "op" };
  const withStore = async (work: (store: Store) => Promise<void>) => {
    const env = readEnv(variables);
    const store = await openStore(env.database, { audit: env.auditKey, pay: env.payKey }, "jobs", NOW);
    try {
      await work(store);
    } finally {
      await store.close();
    }
  };
  const call = async (command: typeof closePeriod, ...args: string[]) => {
    const lines: string[] = [];
    await command([...args, "--json"], { out: (text) => lines.push(text), err: () => {}, variables, now: () => NOW });
    return JSON.parse(lines.join("\n")) as Record<string, unknown>;
  };

  let company: TinyCompany;
  beforeAll(() => withStore(async (store) => addTwoMonths((company = await tinyCompany(store)))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("takes the step that is open to the account: ask, then confirm as somebody else", async () => {
    expect(await call(closePeriod, "2026-05", "--as", "ARNO@tiny.test")).toMatchObject({ month: "2026-05", state: "sealed", scorecards: 2 });
    await expect(call(closePeriod, "2026-05", "--as", "arno2@tiny.test")).rejects.toThrow("cannot confirm it");
    expect(await call(closePeriod, "2026-05", "--as", "hana@tiny.test")).toMatchObject({ state: "closed", periods: ["2026-05"] });
  });

  test("says with exit code 1 why a step is refused, and with 2 how it is called", async () => {
    await expect(call(closePeriod, "2026-05", "--as", "arno@tiny.test")).rejects.toMatchObject({ exit: 1, message: "2026-05 is closed: no step of closing is open." });
    await expect(call(closePeriod, "2026-06", "--as", "nobody@tiny.test")).rejects.toMatchObject({ exit: 1 });
    await expect(call(closePeriod, "2026-13", "--as", "arno@tiny.test")).rejects.toMatchObject({ exit: 2 });
    await expect(call(closePeriod, "2026-06")).rejects.toBeInstanceOf(CommandEnd);
  });

  test("in a database marked demo one call takes both steps, by two persons", async () => {
    await withStore(async (store) => {
      const { organisation: o } = store.t;
      await store.writeAll((w) => [w.update(o).set({ isDemo: true }).returning({ id: o.id })], { at: NOW, actor: { kind: "cli", id: "t" }, action: "person.edit", entity: "organisation", entityId: "x" });
    });
    expect(await call(closePeriod, "2026-06", "--as", "arno@tiny.test")).toMatchObject({ state: "closed", periods: ["2026-06", "2026-Q2"] });
    await withStore(async (store) => {
      const [row] = (await store.q.select().from(store.t.period)).filter((period) => period.month === "2026-06");
      expect(row!.sealedBy).toBe("account-arno");
      expect(["account-hana", "account-ida", "account-cy", "account-hugo"]).toContain(row!.closedBy);
    });
  });

  test("the inputs of a period can be handed to an auditor: counts, terms, policy, scorecards, no person", async () => {
    const out = join(folder, "inputs.json");
    await exportCommand(["period", "2026-06", "--inputs", "--out", out], { out: () => {}, err: () => {}, variables, now: () => NOW });
    const text = readFileSync(out, "utf8");
    const bundle = JSON.parse(text) as { tallies: unknown[]; lines: unknown[]; scorecards: { period: string }[]; policy: object };
    expect(bundle.tallies).toHaveLength(7);
    expect(bundle.lines).toHaveLength(3);
    expect(bundle.scorecards.map((card) => card.period).sort()).toEqual(["2026-06", "2026-06", "2026-Q2", "2026-Q2"]);
    expect(bundle.policy).toMatchObject({ objectiveWeight: "70" });
    expect(text).not.toContain("Adams");
    await expect(call(exportCommand, "run", "none", "--as", "hana@tiny.test", "--profile", "generic")).rejects.toThrow("there is no such run");
  });

  test("a closed period can be computed again: nothing differs, and each step is a line of the formula command", async () => {
    expect(await call(audit, "verify", "--period", "2026-Q2")).toMatchObject({ broken: null, period: "2026-Q2", months: 2, scorecards: 2, differences: [], differentSteps: [] });
    const lines: string[] = [];
    await exportCommand(["period", "2026-Q2", "--inputs", "--formulas"], { out: (text) => lines.push(...text.split("\n")), err: () => {}, variables, now: () => NOW });
    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines) expect(answersAsExpected(JSON.parse(line))).toBe(true);
    await expect(call(audit, "verify", "--period", "2025-12")).rejects.toThrow("There is no period 2025-12");
    await expect(call(audit, "verify", "--period", "June")).rejects.toMatchObject({ exit: 2 });
  });

  test("what a payment was computed from is for HR and auditors", async () => {
    await expect(call(exportCommand, "period", "2026-Q2", "--inputs", "--pay")).rejects.toMatchObject({ exit: 2 });
    await expect(call(exportCommand, "period", "2026-Q2", "--inputs", "--pay", "--as", "adam@tiny.test")).rejects.toThrow("Only HR and auditors");
    await withStore(async (store) => void (await payTinyCompany({ ...company, store })));
    const out = join(folder, "pay.json");
    await exportCommand(["period", "2026-Q2", "--inputs", "--pay", "--as", "audrey@tiny.test", "--out", out], { out: () => {}, err: () => {}, variables, now: () => NOW });
    const [run] = (JSON.parse(readFileSync(out, "utf8")) as { runs: { people: { personnelNumber: string }[]; statements: unknown[] }[] }).runs;
    expect(run!.people.map((person) => person.personnelNumber).sort()).toEqual(["001", "002"]);
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(await call(audit, "verify", "--period", "2026-Q2")).toMatchObject({ runs: 1, statements: 2, differences: [], differentSteps: [] });
    await withStore(async (store) => expect((await store.q.select().from(store.t.audit)).filter((row) => row.action === "pay.read")).toMatchObject([{ entityId: expect.any(String), rows: 2 }]));
  });
});
