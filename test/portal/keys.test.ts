import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import BetterSqlite3 from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { readEnv } from "#app/env.server.ts";
import { CommandEnd, type Io } from "#jobs/commands/command.ts";
import { run as doctor } from "#jobs/commands/doctor.ts";
import { run as keys } from "#jobs/commands/keys.ts";
import { readFacts } from "#db/backup-sqlite.server.ts";
import { copyOfDemo } from "#test/support/demo-company.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

describe("another key for the demo company", () => {
  let folder: string;
  let said: string[];
  const io = (over: Record<string, string> = {}): Io => ({ out: (text) => said.push(text), err: () => {}, variables: { DATA_DIR: folder, ...over }, now: () => Date.now() });
  const refused = async (...args: string[]): Promise<string> => keys(args, io()).then(() => "", (error: unknown) => (error instanceof CommandEnd ? error.message : String(error)));
  const inUse = () => {
    const db = new BetterSqlite3(join(folder, "concord.sqlite"), { readonly: true });
    try {
      return readFacts(db).keys;
    } finally {
      db.close();
    }
  };
  const stored = () => JSON.parse(readFileSync(join(folder, "keys.json"), "utf8")) as Record<string, string>;

  beforeAll(() => {
    folder = copyOfDemo(inject("demoDir"));
    said = [];
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("is put before the others; the old one stays as long as something needs it", async () => {
    await keys(["add", "pay"], io());
    expect(stored().PAY_KEY).toMatch(/^k2:[\w+/]{43}=,k1:/);
    expect([readEnv({ DATA_DIR: folder }).payKey.current.id, inUse().pay]).toEqual(["k2", ["k1"]]);
    expect(await refused("drop", "pay", "k1")).toMatch(/^\d+ values rest under "k1"\. Run: concord keys reseal$/);
    expect(await refused("drop", "pay", "k2")).toContain("is the newest key");
    expect(await refused("drop", "pay", "k9")).toBe('PAY_KEY has no key "k9".');
    expect(await refused("drop", "audit", "k1")).toContain("is the newest key");
    expect(await refused("add", "wages")).toContain("There is no ring");
  });

  test("killed in the middle of sealing anew, nothing is lost and the rest follows", async () => {
    const child = spawn(process.execPath, ["--import", "tsx", "jobs/cli.ts", "keys", "reseal"], { cwd: ROOT, env: { ...process.env, NODE_ENV: "production", DATA_DIR: folder }, stdio: ["ignore", "ignore", "pipe"] });
    for await (const part of child.stderr) if (/^bonusLine\.\w+: \d+/m.test(String(part))) break;
    child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    expect(child.signalCode).toBe("SIGKILL");
    expect(inUse().pay).toEqual(["k1", "k2"]);
    await keys(["reseal"], io());
    expect(inUse().pay).toEqual(["k2"]);
    await keys(["drop", "pay", "k1"], io());
    expect([stored().PAY_KEY!.startsWith("k2:"), stored().PAY_KEY!.includes(",")]).toEqual([true, false]);
  });

  test("everything that is sealed opens under the new key alone, for the checks of the doctor too", async () => {
    said = [];
    await doctor(["--data", "--json"], io());
    const checks = said.map((line) => JSON.parse(line) as { check: string; result: string });
    expect(checks.filter(({ result }) => result !== "ok")).toEqual([]);
    expect(checks.map(({ check }) => check)).toEqual(expect.arrayContaining(["keys", "audit chain"].map((name) => expect.stringContaining(name))));
    said = [];
    await keys(["list", "--json"], io());
    const listed = JSON.parse(said[0]!) as Record<string, Record<string, { values: number; signed: number }>>;
    expect(Object.fromEntries(Object.entries(listed).map(([ring, ids]) => [ring, Object.keys(ids)]))).toEqual({ pay: ["k2"], app: ["k1"], audit: ["k1"] });
    expect([listed["pay"]!["k2"]!.values > 200, listed["audit"]!["k1"]!.signed > 200]).toEqual([true, true]);
  });

  test("a ring that the host keeps in a variable is the host's to change", async () => {
    said = [];
    const { APP_SECRET } = stored();
    await keys(["add", "app", "--json"], io({ APP_SECRET: APP_SECRET! }));
    expect(JSON.parse(said[0]!)).toMatchObject({ key: expect.stringMatching(/^k2:/), todo: expect.stringContaining("Put it before the keys of APP_SECRET") });
    expect(stored().APP_SECRET).toBe(APP_SECRET);
  });
});
