import { randomBytes } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openPortal, type OpenPortal } from "#test/support/open-portal.ts";
import { workbookOf, zipOf } from "#test/support/zip.ts";

/** Megabytes that a bomb unpacks to; `BOMB_MB=400` is the long run, with as many rows as a sheet can have. */
const BOMB_MB = Number(process.env.BOMB_MB ?? 20);
const ROWS = process.env.BOMB_MB ? 1_048_576 : 250_000;
const MOST_MS = 5_000;
const MOST_GROWTH_MB = 150;
const MOST_WAIT_MS = 2_000;

const BOOK = '<workbook><sheets><sheet name="A" r:id="r"/></sheets></workbook>';
const RELATIONS = '<Relationships><Relationship Id="r" Target="worksheets/sheet1.xml"/></Relationships>';
const book = (sheet: string | Buffer, more: Readonly<Record<string, string | Buffer>> = {}, lie?: number) =>
  zipOf({ "xl/workbook.xml": BOOK, "xl/_rels/workbook.xml.rels": RELATIONS, "xl/worksheets/sheet1.xml": sheet, ...more }, lie === undefined ? {} : { "xl/worksheets/sheet1.xml": lie });
const sheet = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
const chance = (n: number, part: (random: string) => string) => Array.from({ length: n }, () => part(randomBytes(3).toString("hex"))).join("");

/** Says that it has so many entries. */
function crowded(entries: number): Buffer {
  const zip = zipOf({ "xl/workbook.xml": BOOK });
  zip.writeUInt16LE(Math.min(entries, 65_535), zip.length - 22 + 8);
  zip.writeUInt16LE(Math.min(entries, 65_535), zip.length - 22 + 10);
  return zip;
}

const BOMBS: Readonly<Record<string, () => Buffer>> = {
  "a sheet that unpacks a thousandfold": () => book(Buffer.alloc(BOMB_MB * 2 ** 20, 0x20)),
  "the same, lying about its size": () => book(Buffer.alloc(BOMB_MB * 2 ** 20, 0x20), {}, 1_000),
  "strings that unpack a thousandfold": () => book(sheet('<row><c t="s"><v>0</v></c></row>'), { "xl/sharedStrings.xml": `<sst>${`<si><t>${"a".repeat(1_000)}</t></si>`.repeat(BOMB_MB * 1_000)}</sst>` }),
  "a hundred thousand entries": () => crowded(100_000),
  "a zip in a zip": () => zipOf({ "inner.zip": zipOf({ "inner.zip": zipOf({ "a.xlsx": Buffer.alloc(2 ** 20) }) }) }),
  "entities of its own": () => book(sheet("<row/>"), { "xl/sharedStrings.xml": '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY e SYSTEM "file:///etc/passwd">]><sst><si><t>&b;&e;</t></si></sst>' }),
  "rows without an end": () => book(sheet(chance(40_000, (random) => `<row r="${random}">`) + "<c/>")),
  "cells without an end": () => book(sheet(`<row>${chance(40_000, (random) => `<c r="${random}">`)}</row>`)),
  "strings without an end": () => book(sheet("<row><c/></row>"), { "xl/sharedStrings.xml": `<sst><si>${chance(40_000, (random) => `<t x="${random}">`)}</si></sst>` }),
  "rows upon rows": () => book(sheet(Array.from({ length: ROWS }, (_, i) => `<row r="${i + 1}"><c><v>${i}</v></c></row>`).join(""))),
  "a row of a million cells": () => book(sheet(`<row>${"<c><v>1</v></c>".repeat(1_000_000)}</row>`)),
  "names out of a prototype": () => workbookOf({ ["__proto__"]: [["__proto__", "constructor", "toString"], ["1", "2", "3"]], constructor: [["a"], ["b"]] }),
};

describe("uploads that mean harm", () => {
  let portal: OpenPortal;
  beforeAll(async () => {
    portal = await openPortal(inject("demoDir"));
  });
  afterAll(() => portal.close());

  function upload(name: string, content: Buffer) {
    const boundary = "----bomb";
    const body = Buffer.concat([Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`), content, Buffer.from(`\r\n--${boundary}--\r\n`)]);
    return portal.ask("/work/import?index&_data=routes%2F_shell.work.import._index", { as: "admin", method: "POST", body, headers: { origin: portal.env.origin, "content-type": `multipart/form-data; boundary=${boundary}` } });
  }
  /** Files that are being received: none may be left behind. */
  const received = () => {
    const folder = join(portal.env.dataDir, "uploads");
    return existsSync(folder) ? readdirSync(folder) : [];
  };

  test("F-02: each workbook is refused or taken within 5 s and 150 MB, while others go on working", async () => {
    const told: string[] = [];
    const faults: string[] = [];
    for (const [name, make] of Object.entries(BOMBS)) {
      const file = make();
      const rssBefore = process.memoryUsage().rss;
      let rss = rssBefore;
      let over = false;
      // Somebody else looks at a page all the while.
      const waits: number[] = [];
      const others = (async () => {
        while (!over) {
          const began = performance.now();
          await portal.ask("/sign-in");
          waits.push(performance.now() - began);
          rss = Math.max(rss, process.memoryUsage().rss);
        }
      })();
      const began = performance.now();
      const { status } = await upload("book.xlsx", file);
      const ms = performance.now() - began;
      over = true;
      await others;
      const grown = (rss - rssBefore) / 2 ** 20;
      const figures = `${name}: ${status} in ${Math.round(ms)} ms, +${Math.round(grown)} MB, others at most ${Math.round(Math.max(...waits))} ms`;
      told.push(figures);
      if (![204, 422].includes(status) || ms > MOST_MS || grown > MOST_GROWTH_MB || Math.max(...waits) > MOST_WAIT_MS) faults.push(figures);
    }
    console.info(told.join("\n"));
    expect(faults).toEqual([]);
    expect(({} as { 1?: unknown })[1]).toBeUndefined();
    expect(received()).toEqual([]);
  });

  test("F-03: two hundred uploads at once are each answered, and none leaves a file", async () => {
    const began = performance.now();
    const statuses = await Promise.all(Array.from({ length: 200 }, (_, i) => upload(`${i}.pdf`, Buffer.concat([Buffer.from("%PDF-1.7"), randomBytes(50_000)])).then(({ status }) => status)));
    console.info(`200 uploads in ${Math.round(performance.now() - began)} ms: ${[...new Set(statuses)].join(" ")}`);
    expect([...new Set(statuses)]).toEqual([422]);
    expect(received()).toEqual([]);
  });

  test("F-03: two hundred callers who send a byte now and then are cut off with 408, and nobody waits for them", async () => {
    portal.server.requestTimeout = 1_000;
    portal.server.headersTimeout = 1_000;
    const slow = Array.from({ length: 200 }, (_, i) => {
      const head = i % 2 === 0 ? "GET /sign-in HTTP/1.1\r\nHost: " : `POST /work/import HTTP/1.1\r\nHost: ${portal.host}\r\nOrigin: ${portal.env.origin}\r\nCookie: ${portal.cookie("admin")}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n--x\r\n`;
      return new Promise<string>((resolve) => {
        const socket = connect(portal.port, "127.0.0.1", () => socket.write(head));
        const drip = setInterval(() => socket.write("a"), 200);
        let answer = "";
        socket.on("data", (part) => (answer += part.toString("latin1")));
        socket.on("error", () => undefined);
        socket.on("close", () => {
          clearInterval(drip);
          resolve(answer.slice(0, 12));
        });
      });
    });
    const waits: number[] = [];
    for (let n = 0; n < 20; n += 1) {
      const began = performance.now();
      expect((await portal.ask("/sign-in")).status).toBe(200);
      waits.push(performance.now() - began);
    }
    const answers = await Promise.all(slow);
    console.info(`200 slow callers: ${[...new Set(answers)].join(", ")}; others waited at most ${Math.round(Math.max(...waits))} ms`);
    expect(answers.filter((answer) => answer !== "HTTP/1.1 408")).toEqual([]);
    expect(Math.max(...waits)).toBeLessThan(MOST_WAIT_MS);
    expect(received()).toEqual([]);
  });
});
