// `npm run sbom`: every component of package-lock.json as CycloneDX 1.6 JSON on standard output. It names no time: the same lock file
// gives the same list.
import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";

const MODULES = "node_modules/";

/** Package URL (purl) of an npm package; the sign before a scope is written out. */
const purlOf = (name, version) => `pkg:npm/${name.replace("@", "%40")}@${version}`;

/** `sha512-BASE64` as CycloneDX has it; a part of another package's archive has none of its own. */
function hashesOf(integrity) {
  return (integrity ?? "").split(" ").filter(Boolean).map((one) => {
    const dash = one.indexOf("-");
    return { alg: one.slice(0, dash).toUpperCase().replace("SHA", "SHA-"), content: Buffer.from(one.slice(dash + 1), "base64").toString("hex") };
  });
}

/** An expression names several licences with AND or OR. */
const licencesOf = (licence) => (licence === undefined ? [] : / (AND|OR) /.test(licence) ? [{ expression: licence }] : [{ license: { id: licence } }]);

/** The bill of materials of a lock file. What only building and testing need is marked as excluded. */
export function sbomOf(lock) {
  const components = Object.entries(lock.packages)
    .filter(([path, { link }]) => path !== "" && !link)
    .map(([path, { version, integrity, license, dev }]) => {
      const name = path.slice(path.lastIndexOf(MODULES) + MODULES.length);
      const hashes = hashesOf(integrity);
      return {
        type: "library", "bom-ref": path, name, version, purl: purlOf(name, version), scope: dev ? "excluded" : "required",
        ...(hashes.length > 0 ? { hashes } : {}), ...(license === undefined ? {} : { licenses: licencesOf(license) }),
      };
    });
  return { bomFormat: "CycloneDX", specVersion: "1.6", version: 1, metadata: { component: { type: "application", "bom-ref": lock.name, name: lock.name, version: lock.version } }, components };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const lock = JSON.parse(readFileSync(fileURLToPath(new URL("../package-lock.json", import.meta.url)), "utf8"));
  process.stdout.write(`${JSON.stringify(sbomOf(lock), null, 1)}\n`);
}
