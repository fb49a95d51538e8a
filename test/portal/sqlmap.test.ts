import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { text } from "node:stream/consumers";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openPortal, WHO, type OpenPortal, type Who } from "#test/support/open-portal.ts";
import { addresses, dataOf, letThrough, routesOf } from "./doors.ts";
import { addWhatIsMissing, newestFinding, STANDINGS } from "./things.ts";
import { vocabularyOf } from "./vocabulary.ts";

/** Where sqlmap is; without it nothing runs here. */
const SQLMAP = process.env.SQLMAP;
/** Lists that are tried; the others of every run can be had by `SQLMAP_FROM`. */
const LISTS = Number(process.env.SQLMAP_LISTS ?? Infinity);
const FROM = Number(process.env.SQLMAP_FROM ?? 0);
/** Fields of the address that lists read besides the ones that their sources name. */
const USUAL = ["sort", "dir", "page", "q"];

interface Target {
  readonly name: string;
  readonly who: Who;
  readonly address: string;
  readonly fields: readonly string[];
}

describe.runIf(SQLMAP)("S-08: sqlmap, level 3, risk 2, at the address of every list", () => {
  let portal: OpenPortal;
  let folder: string;
  let targets: Target[];

  beforeAll(async () => {
    portal = await openPortal(inject("demoDir"));
    folder = mkdtempSync(join(tmpdir(), "concord-sqlmap-"));
    await addWhatIsMissing(portal);
    const addressOf = addresses(portal, await newestFinding(portal));
    targets = routesOf(portal)
      .flatMap((route): Target[] => {
        const rule = route.doors?.get;
        if (typeof rule !== "object" || !/\[\.\]csv$|^search$|^map$/.test(route.name)) return [];
        const readers = WHO.flatMap((who) => STANDINGS.filter((standing) => letThrough(rule, standing).includes(who)).map((standing) => ({ who, address: addressOf(route, who, standing) })));
        const reader = readers.find(({ who, address }) => who === "auditor" && address !== null) ?? readers.find(({ address }) => address !== null);
        if (!reader) return [];
        const known = vocabularyOf(route).fields.filter((field) => /^[a-z]\w{0,15}$/i.test(field));
        return [{ name: route.name, who: reader.who, address: route.isPage ? dataOf(route, reader.address!) : reader.address!, fields: [...new Set([...USUAL, ...known])].slice(0, 12) }];
      })
      .slice(FROM, FROM + LISTS);
  });
  afterAll(async () => {
    await portal.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("no parameter is taken for SQL, and none makes the portal fail", { timeout: 4 * 3_600_000 }, async () => {
    const findings: string[] = [];
    let requests = 0;
    for (const target of targets) {
      const before = portal.log.length;
      const said = await attack(target);
      const asked = portal.log.length - before;
      requests += asked;
      if (!/all tested parameters do not appear to be injectable/.test(said)) findings.push(`${target.name}: ${said.slice(-1_500)}`);
      console.info(`${target.name}: ${target.fields.length} parameters, ${asked} requests`);
    }
    console.info(`${targets.length} lists, ${targets.reduce((sum, { fields }) => sum + fields.length, 0)} parameters, ${requests} requests`);
    expect(findings).toEqual([]);
    expect(portal.log.filter((line) => /"status":5\d\d/.test(line))).toEqual([]);
  });

  /** What sqlmap said of a list. */
  function attack({ who, address, fields }: Target): Promise<string> {
    const query = fields.map((field) => `${field}=1`).join("&");
    const url = `http://127.0.0.1:${portal.port}${address}${address.includes("?") ? "&" : "?"}${query}`;
    const done = spawn(SQLMAP!, ["-u", url, `--host=${portal.host}`, `--cookie=${portal.cookie(who)}`, "-p", fields.join(","), "--level=3", "--risk=2", "--dbms=sqlite", "--batch", "--flush-session", "--disable-coloring", "--threads=2", "--timeout=30", `--output-dir=${folder}`], { stdio: ["ignore", "pipe", "ignore"] });
    return text(done.stdout);
  }
});
