import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly hasInstallScript?: boolean;
  readonly link?: boolean;
  /** Part of another package's archive, whose content is pinned. */
  readonly inBundle?: boolean;
}
interface Review {
  readonly reviewedOn: string;
  readonly advisories: readonly { readonly package: string; readonly below: string; readonly id: string; readonly accepted?: string }[];
  readonly licences: readonly string[];
  readonly licencesNotNamed: Readonly<Record<string, string>>;
  readonly installScripts: Readonly<Record<string, string>>;
}
const read = <T>(path: string): T => JSON.parse(readFileSync(fileURLToPath(new URL(path, import.meta.url)), "utf8")) as T;

const review = read<Review>("../.ci/advisories.json");
const packages = Object.entries(read<{ packages: Record<string, Locked> }>("../package-lock.json").packages)
  .filter(([path]) => path !== "")
  .map(([path, locked]) => ({ name: path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length), ...locked }));

/** A review that is older says little about what was found since. */
const REVIEW_LASTS_DAYS = 30;

function isBelow(version: string, limit: string): boolean {
  const parts = (text: string) => text.split(/[.+-]/).slice(0, 3).map(Number);
  const [a, b] = [parts(version), parts(limit)];
  const at = a.findIndex((part, index) => part !== b[index]);
  return at >= 0 && a[at]! < b[at]!;
}

const matches = (locked: readonly { readonly name: string; readonly version?: string }[], advisories: Review["advisories"]) =>
  locked.flatMap(({ name, version = "0.0.0" }) => advisories.filter((one) => one.package === name && isBelow(version, one.below) && !one.accepted).map(({ id }) => `${name} ${version}: ${id}`));

describe("what the lock file brings in", () => {
  test("has no known fault that was not accepted with a reason", () => {
    expect(matches(packages, review.advisories)).toEqual([]);
    for (const one of review.advisories) expect(one.accepted ?? "a reason that is long enough").toMatch(/.{20}/);
  });

  test("would be refused with one: the gate can fail", () => {
    expect(matches([{ name: "drizzle-orm", version: "0.45.1" }, { name: "drizzle-orm", version: "0.45.2" }, { name: "xlsx", version: "0.18.5" }], review.advisories)).toEqual(["drizzle-orm 0.45.1: CVE-2026-39356", "xlsx 0.18.5: CVE-2023-30533, CVE-2024-22363, no fixed version"]);
  });

  // Only where a change is about to land: a clone of last year must still pass its tests.
  test.runIf(process.env.CI)("was reviewed lately", () => {
    const age = (Date.now() - Date.parse(review.reviewedOn)) / 86_400_000;
    expect(age, `Look for new advisories of what package-lock.json names, then set reviewedOn in .ci/advisories.json; the last review was ${review.reviewedOn}.`).toBeLessThan(REVIEW_LASTS_DAYS);
  });

  test("has licences that we may ship, each by a name we know", () => {
    const words = (licence: string) => licence.replace(/[()]/g, "").split(/ AND | OR /);
    const isFree = (licence: string) => (licence.includes(" OR ") ? words(licence).some((one) => review.licences.includes(one)) : words(licence).every((one) => review.licences.includes(one)));
    expect(packages.filter(({ name, license }) => !(license === undefined ? name in review.licencesNotNamed : isFree(license))).map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
  });

  test("runs no install script but those that were looked at", () => {
    expect([...new Set(packages.filter((one) => one.hasInstallScript).map(({ name }) => name))].sort()).toEqual(Object.keys(review.installScripts).sort());
  });

  test("is pinned by content, and names no place to fetch it from", () => {
    expect(packages.filter((one) => !one.link && !one.inBundle && !one.integrity).map(({ name }) => name)).toEqual([]);
    expect(packages.filter((one) => one.resolved !== undefined).map(({ name }) => name)).toEqual([]);
  });
});
