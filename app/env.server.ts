import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync, accessSync, constants } from "node:fs";
import { join, resolve } from "node:path";
import { parseKeyRing } from "#db/key-ring.server.ts";
import type { KeyRing } from "#db/key-ring.server.ts";
import type { OpenIdSettings } from "#app/operations/open-id.server.ts";
import type { ComposerSettings } from "#app/operations/composer/ask-outside.server.ts";
import { isPrivateNet } from "#app/operations/hooks/public-address.server.ts";

export type Mode = "demo" | "local" | "production";

/** The environment, read once at start. See design.md section 11. */
export interface Env {
  readonly mode: Mode;
  readonly dataDir: string;
  readonly database: { readonly kind: "sqlite"; readonly file: string } | { readonly kind: "pg"; readonly url: string };
  readonly port: number;
  /** Public origin without a trailing slash, as the origin check compares it. */
  readonly origin: string;
  readonly bind: string;
  readonly appSecret: KeyRing;
  readonly auditKey: KeyRing;
  readonly payKey: KeyRing;
  readonly smtpUrl: string | null;
  readonly smtpFrom: string;
  readonly trustProxy: number;
  readonly zone: string | null;
  /** The watched folder, and whether it is the portal's own, which it makes itself. */
  readonly importFolder: { readonly path: string; readonly isOwn: boolean };
  /** Private networks that webhooks and pulled lists may reach, as CIDR. */
  readonly privateNets: readonly string[];
  /** The identity provider of single sign-on; null = passwords only. */
  readonly openId: OpenIdSettings | null;
  /** The service that improves the wording of requests; null = nothing is ever sent. */
  readonly composer: ComposerSettings | null;
}

/** Every fault of the environment as a sentence; thrown together, so that one start shows them all. */
export class EnvRefusal extends Error {
  readonly sentences: readonly string[];
  constructor(sentences: readonly string[]) {
    super(sentences.join("\n"));
    this.name = "EnvRefusal";
    this.sentences = sentences;
  }
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Reads and checks the environment. Makes `DATA_DIR` and, outside production, the keys file in it. */
export function readEnv(variables: Variables): Env {
  const faults: string[] = [];
  const port = readPort(variables.PORT, faults);
  const appOrigin = variables.APP_ORIGIN?.replace(/\/+$/, "") || null;
  const mode = readMode(appOrigin, variables.DATABASE_URL, faults);
  const dataDir = resolve(variables.DATA_DIR || "data");
  const database = readDatabase(variables.DATABASE_URL, dataDir, faults);
  const zone = variables.TZ_ORG || null;
  if (zone && !isZone(zone)) faults.push(`TZ_ORG: "${zone}" is not a time zone. Use a name such as Europe/Moscow.`);
  if (variables.SMTP_URL && !/^smtps?:\/\//.test(variables.SMTP_URL)) faults.push("SMTP_URL must begin with smtp:// or smtps://.");
  const trustProxy = Number(variables.TRUST_PROXY || 0);
  if (!Number.isInteger(trustProxy) || trustProxy < 0 || trustProxy > 9) faults.push("TRUST_PROXY is the number of proxies in front of Concord, 0 to 9.");

  const privateNets = (variables.ALLOW_PRIVATE_NETS ?? "").split(",").map((net) => net.trim()).filter((net) => net !== "");
  for (const net of privateNets) if (!isPrivateNet(net)) faults.push(`ALLOW_PRIVATE_NETS: "${net}" is no private network. Write such as 10.20.0.0/16, 192.168.1.7/32 or fd12:3456::/32.`);
  const openId = readOpenId(variables, mode, faults);
  const composer = readComposer(variables, mode, privateNets.length > 0, faults);
  const writable = prepareFolder(dataDir);
  if (writable) faults.push(writable);
  const keys = faults.length === 0 ? readKeys(variables, mode, dataDir, database, faults) : null;
  if (faults.length > 0 || !keys) throw new EnvRefusal(faults);
  return {
    mode,
    dataDir,
    database,
    port,
    origin: appOrigin ?? `http://localhost:${port}`,
    bind: mode === "production" ? "0.0.0.0" : "127.0.0.1",
    ...keys,
    smtpUrl: variables.SMTP_URL || null,
    smtpFrom: variables.SMTP_FROM || "concord@localhost",
    trustProxy,
    zone,
    importFolder: variables.IMPORT_FOLDER ? { path: resolve(variables.IMPORT_FOLDER), isOwn: false } : { path: join(dataDir, "inbox"), isOwn: true },
    privateNets,
    openId,
    composer,
  };
}

const OPEN_ID = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] as const;

/** The identity provider, where all of it is named. In demo mode there is none: its accounts are everybody's. */
function readOpenId(variables: Variables, mode: Mode, faults: string[]): OpenIdSettings | null {
  const given = OPEN_ID.filter((name) => variables[name]);
  if (given.length === 0) return null;
  const missing = OPEN_ID.filter((name) => !variables[name]);
  if (missing.length > 0) faults.push(`Single sign-on also needs ${missing.join(" and ")}.`);
  if (mode === "demo") faults.push("Single sign-on needs APP_ORIGIN: the identity provider sends people back to it.");
  const issuer = variables.OIDC_ISSUER ?? "";
  const url = URL.canParse(issuer) ? new URL(issuer) : null;
  const isHere = url !== null && ["localhost", "127.0.0.1"].includes(url.hostname);
  if (!url || !(url.protocol === "https:" || (url.protocol === "http:" && isHere && mode !== "production")) || url.search !== "" || url.hash !== "")
    faults.push("OIDC_ISSUER must be the https:// address of the identity provider, exactly as it calls itself; http:// only on this machine and outside production.");
  const makes = variables.OIDC_NEW_ACCOUNTS || "off";
  if (makes !== "on" && makes !== "off") faults.push("OIDC_NEW_ACCOUNTS is on or off.");
  const name = variables.OIDC_NAME || url?.hostname || "";
  if (name.length > 60) faults.push("OIDC_NAME has at most 60 characters: it stands on a button.");
  return { issuer, clientId: variables.OIDC_CLIENT_ID ?? "", clientSecret: variables.OIDC_CLIENT_SECRET ?? "", name, makesAccounts: makes === "on" };
}

/** The service for wording, off unless its address is named. Whether the address may be reached is asked anew at each request. */
function readComposer(variables: Variables, mode: Mode, opensNets: boolean, faults: string[]): ComposerSettings | null {
  const { COMPOSER_URL: address, COMPOSER_MODEL: model, COMPOSER_KEY: key } = variables;
  if (!address) {
    if (model || key) faults.push("COMPOSER_MODEL and COMPOSER_KEY need COMPOSER_URL: without it no wording is sent anywhere.");
    return null;
  }
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !(url.protocol === "https:" || (url.protocol === "http:" && (mode !== "production" || opensNets))) || url.username !== "" || url.password !== "")
    faults.push("COMPOSER_URL must be the https:// address of a chat completions interface, such as https://models.example.org/v1/chat/completions; http:// only on this machine or in a network of ALLOW_PRIVATE_NETS.");
  if (!model) faults.push("COMPOSER_URL also needs COMPOSER_MODEL: the model to ask for.");
  else if (model.length > 200) faults.push("COMPOSER_MODEL has at most 200 characters.");
  return { url: address, model: model ?? "", key: key || null };
}

function readPort(text: string | undefined, faults: string[]): number {
  const port = Number(text || 3000);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  faults.push(`PORT: "${text}" is not a port number.`);
  return 3000;
}

function readMode(origin: string | null, databaseUrl: string | undefined, faults: string[]): Mode {
  if (!origin) return databaseUrl ? "local" : "demo";
  let url: URL;
  try {
    url = new URL(origin);
  } catch {
    faults.push(`APP_ORIGIN: "${origin}" is not an address.`);
    return "local";
  }
  if (url.origin !== origin) faults.push(`APP_ORIGIN must be an origin without a path, such as ${url.origin}.`);
  if (url.protocol === "https:") return "production";
  if (url.protocol === "http:" && (url.hostname === "localhost" || url.hostname === "127.0.0.1")) return "local";
  faults.push("APP_ORIGIN must be https://…, or http://localhost or http://127.0.0.1 for local use.");
  return "local";
}

function readDatabase(url: string | undefined, dataDir: string, faults: string[]): Env["database"] {
  if (!url) return { kind: "sqlite", file: join(dataDir, "concord.sqlite") };
  if (/^postgres(ql)?:\/\//.test(url)) return { kind: "pg", url };
  if (url.startsWith("file:")) return { kind: "sqlite", file: resolve(url.slice("file:".length).replace(/^\/\/(?=\/)/, "")) };
  faults.push("DATABASE_URL must begin with file: or postgres://.");
  return { kind: "sqlite", file: join(dataDir, "concord.sqlite") };
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function prepareFolder(dataDir: string): string | null {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK | constants.R_OK);
    const probe = join(dataDir, ".write-probe");
    writeFileSync(probe, "");
    rmSync(probe);
    return null;
  } catch (error) {
    const code = (error as { code?: string }).code ?? "unknown fault";
    return `DATA_DIR: Concord cannot write to ${dataDir} (${code}). Give its user write access or set DATA_DIR to another folder.`;
  }
}

function readKeys(variables: Variables, mode: Mode, dataDir: string, database: Env["database"], faults: string[]) {
  const names = ["APP_SECRET", "AUDIT_KEY", "PAY_KEY"] as const;
  const missing = names.filter((name) => !variables[name]);
  if (mode === "production" && missing.length > 0) {
    faults.push(`Production needs ${missing.join(", ")}. Make one with: node -e 'console.log("k1:" + require("crypto").randomBytes(32).toString("base64"))'`);
    return null;
  }
  const stored = missing.length > 0 ? storedKeys(join(dataDir, "keys.json"), names, database) : {};
  if (typeof stored === "string") {
    faults.push(stored);
    return null;
  }
  const rings = names.map((name) => {
    const ring = parseKeyRing(name, variables[name] ?? stored[name] ?? "");
    if (typeof ring === "string") faults.push(ring);
    return ring as KeyRing;
  });
  return { appSecret: rings[0]!, auditKey: rings[1]!, payKey: rings[2]! };
}

function readStoredKeys(file: string): Record<string, string> | string {
  const broken = `${file} holds no keys that can be read. Put back the file that was saved with the database; without its keys pay cannot be read.`;
  try {
    const keys: unknown = JSON.parse(readFileSync(file, "utf8"));
    return typeof keys === "object" && keys !== null ? (keys as Record<string, string>) : broken;
  } catch {
    return broken;
  }
}

/**
 * Keys made at the first start, readable by the owner only; a sentence where they cannot be had. Beside a database that is there
 * already no new ones are made: pay kept under the old keys could never be read again, nor the audit chain be checked.
 */
function storedKeys(file: string, names: readonly string[], database: Env["database"]): Record<string, string> | string {
  if (existsSync(file)) return readStoredKeys(file);
  if (database.kind === "sqlite" && existsSync(database.file)) {
    return `${file} is missing, but the database ${database.file} was written with its keys. Put the file back, or set ${names.join(", ")}.`;
  }
  const keys = Object.fromEntries(names.map((name) => [name, `k1:${randomBytes(32).toString("base64")}`]));
  writeFileSync(file, JSON.stringify(keys, null, 1), { mode: 0o600 });
  chmodSync(file, 0o600);
  return keys;
}
