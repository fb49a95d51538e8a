import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { afterEach, beforeAll, afterAll, beforeEach, describe, expect, test } from "vitest";
import { readEnv } from "#app/env.server.ts";
import { manifestFile } from "#db/backup-sqlite.server.ts";
import { openStore } from "#db/open-store.server.ts";
import { run as backUp } from "#jobs/commands/backup.ts";
import { CommandEnd, type Io } from "#jobs/commands/command.ts";
import { run as restore } from "#jobs/commands/restore.ts";
import { addAnchor, anchorFile } from "#jobs/audit-anchors.server.ts";
import { addTwoMonths, closeTwoMonths, payTinyCompany, tinyCompany } from "#test/support/tiny-company.ts";

const NOW = 1_784_000_000_000;
const key = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString("base64")}`;
const KEYS = { APP_SECRET: key("k1", 1), AUDIT_KEY: key("k1", 2), PAY_KEY: key("k1", 3) };

let base: string;
let folder: string;
let file: string;
let copy: string;
let said: string[];
const io = (over: Record<string, string> = {}): Io => ({ out: (text) => said.push(text), err: () => {}, variables: { DATA_DIR: folder, ...over }, now: () => NOW });
const marks = (path: string): number => {
  const db = new BetterSqlite3(path);
  try {
    return (db.prepare("select count(*) as n from meta where key like 'test-%'").get() as { n: number }).n;
  } finally {
    db.close();
  }
};
const refused = async (path: string, options: readonly string[] = [], over: Record<string, string> = {}): Promise<string> => {
  const error = await restore([path, ...options], io(over)).then(() => null, (thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(CommandEnd);
  expect(marks(file)).toBe(1);
  expect(readdirSync(folder).filter((name) => /before-restore|restoring/.test(name))).toEqual([]);
  return (error as CommandEnd).message;
};
const edit = (path: string, statement: string) => {
  const db = new BetterSqlite3(path);
  db.exec(statement);
  db.close();
};

// A company that closed and paid, and a copy of it; after the copy something more was written.
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), "concord-copied-"));
  folder = base;
  said = [];
  writeFileSync(join(base, "keys.json"), JSON.stringify(KEYS));
  const env = readEnv({ DATA_DIR: base });
  const store = await openStore(env.database, { audit: env.auditKey, pay: env.payKey }, "jobs", NOW);
  const company = await tinyCompany(store);
  await addTwoMonths(company);
  await closeTwoMonths(company);
  await payTinyCompany(company);
  await store.close();
  await backUp([join(base, "copy.sqlite")], io());
  edit(join(base, "concord.sqlite"), "insert into meta (key, value) values ('test-after-backup', '1')");
});
afterAll(() => rmSync(base, { recursive: true, force: true }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "concord-restore-"));
  for (const name of ["keys.json", "concord.sqlite", "copy.sqlite", "copy.sqlite.json"]) copyFileSync(join(base, name), join(folder, name));
  [file, copy] = [join(folder, "concord.sqlite"), join(folder, "copy.sqlite")];
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("concord restore", () => {
  test("puts the copy in place and keeps what was there, also what only its log held", async () => {
    // A crashed process leaves its last writes in the log: the two files as they lie while somebody writes.
    const writing = new BetterSqlite3(file);
    writing.pragma("wal_autocheckpoint = 0");
    writing.prepare("insert into meta (key, value) values ('test-in-the-log', '1')").run();
    for (const end of ["", "-wal"]) copyFileSync(file + end, `${folder}/crashed${end}`);
    writing.close();
    for (const end of ["", "-wal"]) renameSync(`${folder}/crashed${end}`, file + end);
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
    await restore([copy], io());
    expect(marks(file)).toBe(0);
    expect(existsSync(`${file}-wal`)).toBe(false);
    expect(marks(`${file}.before-restore-${NOW}`)).toBe(2);
  });

  test("brings a company to an empty folder that has its keys", async () => {
    for (const name of readdirSync(folder)) if (name !== "keys.json" && !name.startsWith("copy")) rmSync(join(folder, name));
    await restore([copy, "--json"], io());
    expect(JSON.parse(said[0]!)).toMatchObject({ restored: file, kept: null });
    expect(marks(file)).toBe(0);
  });

  test("is refused while Concord runs on the database", async () => {
    const running = new BetterSqlite3(file);
    running.prepare("select count(*) from meta").get();
    expect(await refused(copy)).toMatch(/still runs/);
    running.close();
    await restore([copy], io());
  });

  test("a log that lies beside the copy's name is not replayed into it", async () => {
    writeFileSync(`${file}-wal`, Buffer.alloc(4096, 7));
    writeFileSync(`${file}-shm`, Buffer.alloc(4096, 7));
    rmSync(file);
    await restore([copy], io());
    expect([existsSync(`${file}-wal`), marks(file)]).toEqual([false, 0]);
  });
});

describe("concord restore refuses, and leaves the database alone,", () => {
  const HALF = 0.5;
  test.each<[string, RegExp, () => string | void]>([
    ["a file that is not there", /There is no file/, () => join(folder, "none.sqlite")],
    ["a file that is no database", /bytes of/, () => writeFileSync(copy, "not a database".repeat(500))],
    ["a copy that was cut off", /has \d+ bytes of \d+/, () => truncateSync(copy, Math.floor(statSync(copy).size * HALF))],
    ["a copy whose manifest was written over", /manifest was written over/, () => writeFileSync(manifestFile(copy), readFileSync(manifestFile(copy), "utf8").replace(/"seq": \d+/, '"seq": 1'))],
    ["a manifest that is none", /no manifest of a backup/, () => writeFileSync(manifestFile(copy), "{}")],
    ["a copy without its manifest", /which says what the copy has to be/, () => rmSync(manifestFile(copy))],
  ])("%s", async (_, sentence, harm) => {
    expect(await refused(harm() || copy)).toMatch(sentence);
  });

  test.each<[string, RegExp, () => void]>([
    ["is no database", /no SQLite database|no database of Concord/, () => writeFileSync(copy, "not a database".repeat(500))],
    ["was cut off", /damaged/, () => truncateSync(copy, Math.floor(statSync(copy).size * HALF))],
    ["is another program's", /no database of Concord/, () => (rmSync(copy), edit(copy, "create table thing (id text)"))],
    ["a newer version wrote", /newer version/, () => edit(copy, "insert into migration (id, hash, applied_at) values ('9999_later', 'x', 1)")],
    ["has a broken reference", /foreign_key_check/, () => edit(copy, "pragma foreign_keys = off; update job_run set asked_by = 'nobody'; insert into job_pause values ('x', 'nobody', 1, 'x')")],
    ["has an altered audit row", /audit chain is broken at row 3/, () => edit(copy, "update audit set action = 'evaluate' where seq = 3")],
    ["has an altered score", /closed months are not what their inputs give/, () => edit(copy, "update scorecard set pay_bp = 1, content_hash = 'x' where period = '2026-Q2'")],
  ])("a copy without a manifest that %s", async (_, sentence, harm) => {
    harm();
    rmSync(manifestFile(copy), { force: true });
    expect(await refused(copy, ["--without-manifest"])).toMatch(sentence);
  });

  test("a copy with any flipped bit", async () => {
    const whole = readFileSync(copy);
    for (let n = 0; n < 40; n += 1) {
      const at = Math.floor((whole.length - 1) * (n / 39));
      const flipped = Buffer.from(whole);
      flipped[at]! ^= 1 << (n % 8);
      writeFileSync(copy, flipped);
      expect(await refused(copy), `byte ${at}`).toMatch(/checksum differs/);
    }
  });

  test("a copy whose keys are not here, naming them, and one written with other keys of the same names", async () => {
    expect(await refused(copy, [], { AUDIT_KEY: key("a2", 2) })).toMatch(/audit key "k1"/);
    expect(await refused(copy, [], { PAY_KEY: key("p2", 3) })).toMatch(/keys that are not here: PAY_KEY k1/);
    expect(await refused(copy, [], { AUDIT_KEY: key("k1", 9) })).toMatch(/another key of the same name/);
    rmSync(manifestFile(copy));
    expect(await refused(copy, ["--without-manifest"], { AUDIT_KEY: key("k1", 9) })).toMatch(/signed with another key/);
    expect(await refused(copy, ["--without-manifest"], { PAY_KEY: key("k1", 9) })).toMatch(/PAY_KEY is another key of the same name/);
  });

  test("a copy whose rows are others than those noted outside the database", async () => {
    addAnchor(anchorFile(folder), { at: 1, seq: 2, hmac: "0".repeat(64) });
    expect(await refused(copy)).toMatch(/broken at row 2 \(anchor\)/);
  });
});

describe("concord backup", () => {
  test("leaves nothing behind when it ends half-way, and no copy of an unsound database", async () => {
    edit(file, "update audit set action = 'evaluate' where seq = 3");
    const error = await backUp([join(folder, "bad.sqlite")], io()).then(() => null, (thrown: unknown) => thrown);
    expect((error as Error).message).toMatch(/not sound: its audit chain is broken at row 3/);
    expect(readdirSync(folder).filter((name) => name.startsWith("bad"))).toEqual([]);
  });

  test("its manifest names the instant and the keys", () => {
    expect(JSON.parse(readFileSync(manifestFile(copy), "utf8"))).toMatchObject({ format: 1, takenAt: NOW, keys: { app: [], audit: ["k1"], pay: ["k1"] }, signature: { key: "k1" } });
  });
});
