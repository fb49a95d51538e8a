import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { AUDIT_ACTIONS } from "#db/audit-actions.ts";
import { audit as english } from "#app/i18n/en/audit.ts";
import { audit as russian } from "#app/i18n/ru/audit.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const sources = ["app", "db", "jobs"].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name)).map((name) => readFileSync(join(ROOT, folder, name), "utf8"))
);

// That nothing else is written is the compiler's business: an audit entry can only name one of these.
describe("the actions of the audit log", () => {
  it("have a sentence each, in both languages, and no two the same", () => {
    for (const sentences of [english, russian]) {
      expect(Object.keys(sentences)).toEqual([...AUDIT_ACTIONS]);
      expect(new Set(Object.values(sentences)).size).toBe(AUDIT_ACTIONS.length);
    }
  });

  it("cover each action that the source writes out", () => {
    const written = sources.flatMap((text) => [...text.matchAll(/\baction: (?:[\w.!]+ (?:=== "\w+" )?\? )?"([a-z_]+\.[a-z_]+)"(?: : "([a-z_]+\.[a-z_]+)")?/g)].flatMap((found) => found.slice(1).filter((one) => one !== undefined)));
    expect(new Set(written).size).toBeGreaterThan(60);
    expect([...new Set(written)].filter((action) => !(AUDIT_ACTIONS as readonly string[]).includes(action))).toEqual([]);
  });

  it("are typed where the entry is, so that a made-up action does not compile", () => {
    expect(readFileSync(join(ROOT, "db/store.ts"), "utf8")).toContain("readonly action: AuditAction;");
  });
});
