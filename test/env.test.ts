import { mkdtempSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EnvRefusal, readEnv } from "#app/env.server.ts";

let dataDir = "";
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "concord-env-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const read = (variables: Readonly<Record<string, string>> = {}) => readEnv({ DATA_DIR: dataDir, ...variables });
/** The sentences of a refusal. */
function faultsOf(variables?: Readonly<Record<string, string>>): string {
  try {
    read(variables);
  } catch (error) {
    if (error instanceof EnvRefusal) return error.message;
    throw error;
  }
  return "";
}
const KEY = `k1:${Buffer.alloc(32, 7).toString("base64")}`;
const KEYS = { APP_SECRET: KEY, AUDIT_KEY: KEY, PAY_KEY: KEY };

describe("keys of a folder", () => {
  test("are made once, at the first start", () => {
    read();
    const made = readFileSync(join(dataDir, "keys.json"), "utf8");
    read();
    expect(readFileSync(join(dataDir, "keys.json"), "utf8")).toBe(made);
  });

  test("are never made anew beside a database that was written with others", () => {
    read();
    writeFileSync(join(dataDir, "concord.sqlite"), "");
    rmSync(join(dataDir, "keys.json"));
    expect(faultsOf()).toMatch(/keys\.json is missing.*Put the file back, or set APP_SECRET, AUDIT_KEY, PAY_KEY/s);
    expect(existsSync(join(dataDir, "keys.json"))).toBe(false);
    expect(faultsOf(KEYS)).toBe("");
  });

  test.each(["{", "null", "[1", ""])("that cannot be read are said and left as they are: %j", (text) => {
    const file = join(dataDir, "keys.json");
    writeFileSync(file, text);
    expect(faultsOf()).toMatch(/holds no keys that can be read/);
    expect(readFileSync(file, "utf8")).toBe(text);
  });
});

describe("the environment", () => {
  test.each([
    [{ PORT: "abc" }, /PORT: "abc" is not a port number/],
    [{ PORT: "70000" }, /PORT/],
    [{ TZ_ORG: "Mars/Olympus" }, /TZ_ORG/],
    [{ APP_ORIGIN: "https://sla.example/portal", ...KEYS }, /without a path/],
    [{ APP_ORIGIN: "http://sla.example" }, /https/],
    [{ APP_ORIGIN: "https://sla.example" }, /Production needs APP_SECRET, AUDIT_KEY, PAY_KEY/],
    [{ APP_ORIGIN: "https://sla.example", ...KEYS, PAY_KEY: "k1:AAAA" }, /PAY_KEY/],
  ])("%j is refused with a sentence", (variables, sentence) => {
    expect(faultsOf(variables)).toMatch(sentence);
  });
});

describe("roads in", () => {
  test("the watched folder is the portal's own unless it is named", () => {
    expect(read().importFolder).toEqual({ path: join(dataDir, "inbox"), isOwn: true });
    expect(read({ IMPORT_FOLDER: "/srv/inbox" }).importFolder).toEqual({ path: "/srv/inbox", isOwn: false });
  });
  test("only private networks can be opened, and each fault is named", () => {
    expect(read({ ALLOW_PRIVATE_NETS: "10.1.0.0/16, 192.168.1.7/32" }).privateNets).toEqual(["10.1.0.0/16", "192.168.1.7/32"]);
    expect(faultsOf({ ALLOW_PRIVATE_NETS: "127.0.0.0/8,0.0.0.0/0" })).toMatch(/"127\.0\.0\.0\/8" is no private network.*"0\.0\.0\.0\/0" is no private network/s);
  });
});

describe("the service for wording", () => {
  const URL = "https://models.example.org/v1/chat/completions";
  const THERE = { DATABASE_URL: "postgres://x/y", APP_ORIGIN: "https://portal.example.org", ...KEYS };
  test("is off by itself, and on with address and model", () => {
    expect(read().composer).toBeNull();
    expect(read({ ...THERE, COMPOSER_URL: URL, COMPOSER_MODEL: "small" }).composer).toEqual({ url: URL, model: "small", key: null });
    expect(read({ COMPOSER_URL: "http://127.0.0.1:9000/v1", COMPOSER_MODEL: "small", COMPOSER_KEY: "k" }).composer).toEqual({ url: "http://127.0.0.1:9000/v1", model: "small", key: "k" });
  });
  test.each([
    ["no model", { COMPOSER_URL: URL }, /also needs COMPOSER_MODEL/],
    ["a model alone", { COMPOSER_MODEL: "small" }, /need COMPOSER_URL/],
    ["no address", { COMPOSER_URL: "models", COMPOSER_MODEL: "small" }, /COMPOSER_URL must be/],
    ["a password in it", { COMPOSER_URL: "https://a:b@models.example.org", COMPOSER_MODEL: "small" }, /COMPOSER_URL must be/],
    ["http in production", { ...THERE, COMPOSER_URL: "http://models.example.org", COMPOSER_MODEL: "small" }, /COMPOSER_URL must be/],
    ["an endless model", { COMPOSER_URL: URL, COMPOSER_MODEL: "m".repeat(201) }, /at most 200/],
  ])("%s is refused with a sentence", (_name, variables, sentence) => expect(faultsOf(variables)).toMatch(sentence));
});

describe("single sign-on", () => {
  const HERE = { DATABASE_URL: "postgres://x/y", APP_ORIGIN: "http://localhost:3000" };
  const THERE = { DATABASE_URL: "postgres://x/y", APP_ORIGIN: "https://portal.example.org", ...KEYS };
  const CLIENT = { OIDC_CLIENT_ID: "concord", OIDC_CLIENT_SECRET: "s" };

  test("is off by itself, and on with issuer, client and secret", () => {
    expect(read().openId).toBeNull();
    expect(read({ ...THERE, ...CLIENT, OIDC_ISSUER: "https://id.example.org/realms/a" }).openId).toEqual({ issuer: "https://id.example.org/realms/a", clientId: "concord", clientSecret: "s", name: "id.example.org", makesAccounts: false });
    expect(read({ ...HERE, ...CLIENT, OIDC_ISSUER: "http://127.0.0.1:9000", OIDC_NAME: "Our ID", OIDC_NEW_ACCOUNTS: "on" }).openId).toMatchObject({ name: "Our ID", makesAccounts: true });
  });

  test.each([
    ["half of it", { ...HERE, OIDC_ISSUER: "https://id.example.org" }, /also needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET/],
    ["no issuer", { ...HERE, ...CLIENT }, /also needs OIDC_ISSUER/],
    ["an issuer in the clear", { ...HERE, ...CLIENT, OIDC_ISSUER: "http://id.example.org" }, /OIDC_ISSUER must be the https:\/\/ address/],
    ["an issuer of this machine in production", { ...THERE, ...CLIENT, OIDC_ISSUER: "http://localhost:9000" }, /OIDC_ISSUER must be/],
    ["the demo company", { ...CLIENT, OIDC_ISSUER: "https://id.example.org" }, /needs APP_ORIGIN/],
    ["an unknown word", { ...HERE, ...CLIENT, OIDC_ISSUER: "https://id.example.org", OIDC_NEW_ACCOUNTS: "yes" }, /OIDC_NEW_ACCOUNTS is on or off/],
  ])("says what is wrong with %s", (_what, variables, sentence) => {
    expect(faultsOf(variables as Readonly<Record<string, string>>)).toMatch(sentence);
  });
});
