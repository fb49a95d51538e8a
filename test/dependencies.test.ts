import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { sbomOf } from "../.ci/sbom.mjs";

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
interface Advisory {
  readonly package: string;
  readonly below: string;
  readonly id: string;
  /** Why it cannot be reached here. */
  readonly accepted?: string;
  /** It is to be replaced until its days are over; what is done until then. */
  readonly meanwhile?: { readonly severity: string; readonly knownOn: string; readonly what: string };
}
interface Review {
  readonly reviewedOn: string;
  readonly advisories: readonly Advisory[];
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

/** Days by severity until a component with a known fault is replaced, as docs/components.md says. */
const DEADLINES: Readonly<Record<string, number>> = Object.fromEntries(
  [...readFileSync(fileURLToPath(new URL("../docs/components.md", import.meta.url)), "utf8").matchAll(/^\| (\w+) \(.*\) \| (\d+) \|$/gm)].map(([, severity, days]) => [severity!, Number(days)]),
);

/** Whether a fault may still be there: its days are known and not over. */
const isInTime = ({ meanwhile }: Advisory, now: number): boolean => meanwhile !== undefined && (now - Date.parse(meanwhile.knownOn)) / 86_400_000 < (DEADLINES[meanwhile.severity] ?? 0);

const matches = (locked: readonly { readonly name: string; readonly version?: string }[], advisories: readonly Advisory[], now = Date.now()) =>
  locked.flatMap(({ name, version = "0.0.0" }) => advisories.filter((one) => one.package === name && isBelow(version, one.below) && !one.accepted && !isInTime(one, now)).map(({ id }) => `${name} ${version}: ${id}`));

describe("what the lock file brings in", () => {
  test("has no known fault that was not accepted with a reason", () => {
    expect(matches(packages, review.advisories)).toEqual([]);
    for (const one of review.advisories) expect(one.accepted ?? "a reason that is long enough").toMatch(/.{20}/);
  });

  test("would be refused with one: the gate can fail", () => {
    expect(matches([{ name: "drizzle-orm", version: "0.45.1" }, { name: "drizzle-orm", version: "0.45.2" }, { name: "xlsx", version: "0.18.5" }], review.advisories)).toEqual(["drizzle-orm 0.45.1: CVE-2026-39356", "xlsx 0.18.5: CVE-2023-30533, CVE-2024-22363, no fixed version"]);
  });

  test("may have a fault for the days that its severity is given, and no longer", () => {
    expect(DEADLINES).toEqual({ critical: 3, high: 7, medium: 30, low: 90 });
    const day = (n: number) => Date.parse("2026-03-01") + n * 86_400_000;
    const found = (severity: string, afterDays: number) => matches([{ name: "x", version: "1.0.0" }], [{ package: "x", below: "1.0.1", id: "X-1", meanwhile: { severity, knownOn: "2026-03-01", what: "The page that calls it is off." } }], day(afterDays));
    for (const [severity, days] of Object.entries(DEADLINES)) expect([severity, found(severity, days - 0.1), found(severity, days)]).toEqual([severity, [], ["x 1.0.0: X-1"]]);
    expect(found("none", 0)).toEqual(["x 1.0.0: X-1"]);
    for (const { meanwhile } of review.advisories) if (meanwhile) expect([Object.keys(DEADLINES).includes(meanwhile.severity), Number.isNaN(Date.parse(meanwhile.knownOn)), meanwhile.what.length >= 20]).toEqual([true, false, true]);
  });

  test("is all on the list of components, each with its content and licence", () => {
    const lock = read<Parameters<typeof sbomOf>[0] & { packages: Record<string, Locked & { dev?: boolean }> }>("../package-lock.json");
    const { bomFormat, specVersion, components } = sbomOf(lock);
    expect([bomFormat, specVersion]).toEqual(["CycloneDX", "1.6"]);
    const told = components.map((one) => [one["bom-ref"], one.name, one.version, one.scope, (one.hashes ?? []).every(({ content }) => /^[0-9a-f]{40,128}$/.test(content))]);
    expect(told).toEqual(Object.entries(lock.packages).filter(([path]) => path !== "").map(([path, { version, dev }]) => [path, path.slice(path.lastIndexOf("node_modules/") + 13), version, dev ? "excluded" : "required", true]));
    expect(components.filter(({ hashes, licenses }, n) => (hashes === undefined && !packages[n]!.inBundle) || (licenses === undefined && packages[n]!.license !== undefined))).toEqual([]);
    const remix = components.find(({ name }) => name === "@remix-run/react")!;
    expect([remix.purl, remix.licenses]).toEqual(["pkg:npm/%40remix-run/react@2.17.5", [{ license: { id: "MIT" } }]]);
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
