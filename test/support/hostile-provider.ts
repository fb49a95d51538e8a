import { createHash, createHmac, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export const CLIENT = { clientId: "concord", clientSecret: "a secret of the test, long enough" } as const;

type Claims = Record<string, unknown>;

/** What the provider does otherwise than an honest one. */
export interface Hostility {
  /** The issuer that its discovery document names. */
  readonly callsItself?: string;
  /** Parameters of the answer that it sends through the browser. */
  readonly answer?: (parameters: Record<string, string>) => Record<string, string>;
  readonly claims?: (honest: Claims) => Claims;
  /** How the token is signed. */
  readonly signature?: "other key" | "other key, named in the token" | "none" | "HS256 with the secret" | "HS256 with the public key" | "altered";
  /** Gives tokens for a code as often as it is asked. */
  readonly repeatsCodes?: boolean;
  readonly isSilent?: boolean;
}

export interface HostileProvider {
  readonly issuer: string;
  behave: Hostility;
  /** Who signs in there. */
  person: Claims;
  /** Answers to requests for tokens that kept the rules (PKCE, client, redirect). */
  readonly tokensGiven: () => number;
  /** Requests for keys at an address that a token named. */
  readonly broughtKeysAsked: () => number;
  /** Where the provider sends a browser that came with this address. */
  authorize(address: string): string;
  stop(): Promise<void>;
}

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Made once a process: a pair takes a second. */
let keys: KeyObject[] | null = null;

/** An identity provider of the test's own on the loopback interface: honest until it is told otherwise. */
export async function startHostileProvider(): Promise<HostileProvider> {
  const [own, other] = (keys ??= [1, 2].map(() => generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey)) as [KeyObject, KeyObject];
  const codes = new Map<string, { challenge: string; nonce: string | null; redirect: string }>();
  let given = 0;
  let brought = 0;

  const tokenOf = (claims: Claims): string => {
    const { signature } = self.behave;
    const alg = signature === "none" ? "none" : signature?.startsWith("HS256") ? "HS256" : "RS256";
    const named = signature === "other key, named in the token" ? { jwk: { ...createPublicKey(other).export({ format: "jwk" }), kid: "k2" }, jku: `${issuer}/brought`, x5u: `${issuer}/brought`, kid: "k2" } : {};
    const body = `${encoded({ alg, kid: "k1", typ: "JWT", ...named })}.${encoded(claims)}`;
    const rsa = (key: KeyObject) => sign("sha256", Buffer.from(body), key).toString("base64url");
    if (signature === "none") return `${body}.`;
    if (signature === "HS256 with the secret") return `${body}.${createHmac("sha256", CLIENT.clientSecret).update(body).digest("base64url")}`;
    if (signature === "HS256 with the public key") return `${body}.${createHmac("sha256", createPublicKey(own).export({ type: "spki", format: "pem" })).update(body).digest("base64url")}`;
    if (signature === "altered") return `${encoded({ alg, kid: "k1" })}.${encoded({ ...claims, sub: "somebody else" })}.${rsa(own)}`;
    return `${body}.${rsa(signature?.startsWith("other key") ? other : own)}`;
  };

  const server: Server = createServer((request, response) => {
    if (self.behave.isSilent) return request.socket.destroy();
    const json = (value: unknown, status = 200) => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    if (request.url === "/.well-known/openid-configuration")
      return json({
        issuer: self.behave.callsItself ?? issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks`, response_types_supported: ["code"], subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256", "none", "HS256"], authorization_response_iss_parameter_supported: true, code_challenge_methods_supported: ["S256"],
      });
    if (request.url === "/jwks") return json({ keys: [{ ...createPublicKey(own).export({ format: "jwk" }), kid: "k1", alg: "RS256", use: "sig" }] });
    if (request.url === "/brought") {
      brought += 1;
      return json({ keys: [{ ...createPublicKey(other).export({ format: "jwk" }), kid: "k2", alg: "RS256", use: "sig" }] });
    }
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const form = new URLSearchParams(body);
      const asked = codes.get(form.get("code") ?? "");
      const credentials = `Basic ${Buffer.from(`${CLIENT.clientId}:${encodeURIComponent(CLIENT.clientSecret).replaceAll("%20", "+")}`).toString("base64")}`;
      const challenge = createHash("sha256").update(form.get("code_verifier") ?? "").digest("base64url");
      if (!asked || asked.challenge !== challenge || asked.redirect !== form.get("redirect_uri") || request.headers.authorization !== credentials) return json({ error: "invalid_grant" }, 400);
      if (!self.behave.repeatsCodes) codes.delete(form.get("code")!);
      given += 1;
      const now = Math.floor(Date.now() / 1000);
      const honest: Claims = { iss: issuer, aud: CLIENT.clientId, iat: now, exp: now + 300, auth_time: now, ...(asked.nonce === null ? {} : { nonce: asked.nonce }), ...self.person };
      return json({ access_token: randomBytes(8).toString("hex"), token_type: "Bearer", expires_in: 300, id_token: tokenOf(self.behave.claims?.(honest) ?? honest) });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const self: HostileProvider = {
    issuer,
    behave: {},
    person: { sub: "person-1" },
    tokensGiven: () => given,
    broughtKeysAsked: () => brought,
    authorize(address) {
      const { searchParams } = new URL(address);
      const code = randomBytes(16).toString("hex");
      const redirect = searchParams.get("redirect_uri")!;
      codes.set(code, { challenge: searchParams.get("code_challenge")!, nonce: searchParams.get("nonce"), redirect });
      const parameters = { code, state: searchParams.get("state")!, iss: issuer };
      return `${redirect}?${new URLSearchParams(self.behave.answer?.(parameters) ?? parameters).toString()}`;
    },
    stop: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
  return self;
}
