import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { readEnv } from "#app/env.server.ts";
import { addHookIn } from "#app/operations/hooks/save-hook-in.server.ts";
import { openIdSignOn } from "#app/operations/open-id.server.ts";
import { makePasswordToken } from "#app/operations/password-links.server.ts";
import { hashToken, makeLinkToken, makeStopToken } from "#app/operations/survey-link.server.ts";
import { newId } from "#db/new-id.server.ts";
import { CLIENT, startHostileProvider, type HostileProvider } from "#test/support/hostile-provider.ts";
import { openPortal, type Answer, type OpenPortal } from "#test/support/open-portal.ts";
import { bitrix24 } from "../operations/hooks/payloads.ts";
import { addWhatIsMissing, type Tokens } from "./things.ts";

const THEIRS = "an-application-token-of-the-other-system";
const HOUR = 3_600_000;

describe("S-07: what opens something by being known", () => {
  let portal: OpenPortal;
  let provider: HostileProvider;
  let tokens: Tokens;
  /** Each secret of the test under its name. */
  const secrets = new Map<string, string>();

  beforeAll(async () => {
    provider = await startHostileProvider();
    portal = await openPortal(inject("demoDir"), { sso: openIdSignOn({ issuer: provider.issuer, ...CLIENT, name: "Meridian ID", makesAccounts: false }, readEnv({}).origin) });
    tokens = await addWhatIsMissing(portal);
    secrets.set("session", portal.cookie("head").split("=")[1]!).set("reading token", tokens.readToken).set("writing token", tokens.writeToken).set("secret of the identity provider", CLIENT.clientSecret);
  });
  afterAll(async () => {
    await provider.stop();
    await portal.close();
  });

  /** Notes what an answer sets as cookies, unless it is a mere preference. */
  function noteCookies(answer: Answer): string {
    const set = answer.headers["set-cookie"] ?? [];
    for (const cookie of set) {
      expect(cookie).toMatch(/HttpOnly/);
      const [name, value] = [cookie.slice(0, cookie.indexOf("=")), decodeURIComponent(cookie.slice(cookie.indexOf("=") + 1, cookie.indexOf(";")))];
      if (value.length >= 16) secrets.set(`cookie ${name}`, value);
    }
    return set.map((cookie) => cookie.slice(0, cookie.indexOf(";"))).join("; ");
  }

  test("a link out of a mail leads at once to an address without it, and no page says it", async () => {
    const { db, env, account } = portal;
    const now = Date.now();
    const row = (sql: string): { id: string } => db.prepare(sql).get() as { id: string };
    const invitation = row("select i.id from invitation i join period p on p.month = i.period where p.state = 'open' and i.state = 'open' and i.survey = 'transactional' limit 1").id;
    const asked = row("select id from round_person where state = 'open' limit 1").id;
    const rate = makeLinkToken(env.appSecret, invitation, now + HOUR);
    const round = makeLinkToken(env.appSecret, asked, now + HOUR, "round");
    db.prepare("update invitation set token_hash = ?, expires_at = ? where id = ?").run(hashToken(rate), now + HOUR, invitation);
    db.prepare("update round_person set token_hash = ? where id = ?").run(hashToken(round), asked);
    db.prepare("update survey_round set closed_at = null, closes_at = ?").run(now + HOUR);
    const link = { id: newId(), accountId: account.head.id, purpose: "reset" as const, createdAt: now, expiresAt: now + HOUR, endedAt: null };
    const password = makePasswordToken(env.appSecret, link);
    db.prepare("insert into password_link (id, account_id, purpose, created_at, expires_at, ended_at, token_hash) values (?, ?, 'reset', ?, ?, null, ?)").run(link.id, link.accountId, now, link.expiresAt, hashToken(password));
    const stop = makeStopToken(env.appSecret, account.employee.personId, now);

    for (const [name, path, token] of [["survey link", `/rate/${rate}?score=4`, rate], ["round link", `/rate/round/${round}`, round], ["password link", `/sign-in/set/${password}`, password], ["stop link", `/mail/stop/${stop}`, stop]] as const) {
      secrets.set(name, token);
      const opened = await portal.ask(path);
      expect([name, opened.status, opened.headers["referrer-policy"], String(opened.headers.location).includes(token)]).toEqual([name, 303, "no-referrer", false]);
      const page = await portal.ask(String(opened.headers.location), { headers: { cookie: noteCookies(opened) } });
      expect([name, page.status, page.text.includes(token), page.headers["referrer-policy"]]).toEqual([name, 200, false, "strict-origin"]);
      // Altered, it opens nothing; that page keeps its address, of which nothing but the site is sent on.
      const altered = await portal.ask(path.replace(token, `${token}0`));
      expect([name, altered.status, altered.headers["referrer-policy"]]).toEqual([name, 404, "strict-origin"]);
    }
  });

  test("signing in, by a password or elsewhere, leaves nothing of it in an address that is kept or in a page", async () => {
    const signedIn = await portal.post("/sign-in", null, { email: "head@meridian.example", password: "concord-demo", next: "/" });
    expect(signedIn.status).toBeLessThan(400);
    const cookie = noteCookies(signedIn);
    const away = await portal.ask("/sign-in/sso?next=%2Fwork", { headers: { cookie } });
    const asked = new URL(String(away.headers.location)).searchParams;
    secrets.set("state of the sign-on", asked.get("state")!).set("nonce of the sign-on", asked.get("nonce")!);
    const back = new URL(provider.authorize(String(away.headers.location)));
    secrets.set("code of the sign-on", back.searchParams.get("code")!);
    const answer = await portal.ask(back.pathname + back.search, { headers: { cookie: noteCookies(away) } });
    expect(["no-referrer", "strict-origin"]).toContain(answer.headers["referrer-policy"]);
    // A page knows the address that it was asked by; the state in it is spent.
    expect(secretsIn(`${answer.text} ${String(answer.headers.location)}`).filter((name) => !/^(state|code) of/.test(name))).toEqual([]);
    expect((await portal.ask(back.pathname + back.search, { headers: { cookie } })).status).toBe(403);
  });

  test("a delivery of another system does not leave its secret behind", async () => {
    const ctx = { store: portal.store, now: Date.now(), actor: { kind: "account" as const, id: portal.account.admin.id } };
    const add = async (scheme: "concord" | "bitrix24") => {
      const made = await addHookIn(ctx, portal.env.appSecret, { name: scheme, source: `s07-${scheme}`, scheme, providerIds: null, secret: scheme === "bitrix24" ? THEIRS : "", personId: portal.account.admin.personId });
      if (!made.ok) throw new Error(made.code);
      return { id: made.value.id, secret: made.value.secret ?? THEIRS };
    };
    const [ours, theirs] = [await add("concord"), await add("bitrix24")];
    secrets.set("secret of a webhook", ours.secret).set("application token of a webhook", theirs.secret);
    const body = JSON.stringify({ event: "x", secret: "not it" });
    const seconds = String(Math.floor(Date.now() / 1000));
    const signature = `sha256=${createHmac("sha256", ours.secret).update(`${seconds}.${body}`).digest("hex")}`;
    secrets.set("signature of a delivery", signature);
    const deliver = (id: string, sent: string, type: string, headers = {}) => portal.ask(`/api/v1/hooks/${id}`, { method: "POST", body: sent, headers: { "content-type": type, ...headers } });
    const answers = [
      await deliver(ours.id, body, "application/json", { "x-concord-timestamp": seconds, "x-concord-signature": signature }),
      await deliver(theirs.id, bitrix24("ONTASKUPDATE", Number(seconds) * 1000, THEIRS), "application/x-www-form-urlencoded"),
      // Sent to the wrong door, and as it should never be sent.
      await deliver(ours.id, bitrix24("ONTASKUPDATE", Number(seconds) * 1000, THEIRS), "application/x-www-form-urlencoded"),
      await deliver(ours.id, JSON.stringify({ secret: ours.secret }), "application/json", { authorization: `Bearer ${ours.secret}` }),
    ];
    expect(answers.flatMap(({ status, text }) => [...(status >= 500 ? [status] : []), ...secretsIn(text)])).toEqual([]);
  });

  test("none of them stands in an error, whatever it was sent to", async () => {
    const all = [...secrets.values()];
    const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
    const answers = [
      ...(await Promise.all(all.flatMap((secret) => [portal.ask(`/api/v1/tasks?limit=${encodeURIComponent(secret)}`, { headers: bearer(secret) }), portal.ask("/api/v1/nothing", { headers: bearer(secret) })]))),
      ...(await Promise.all(["/nothing", "/work/nothing", "/rate/nothing"].map((path) => portal.ask(path, { as: "head", headers: { "x-token": all.join(" "), "user-agent": all.join(" ") } })))),
      await portal.ask("/pay/runs/nothing/export", { method: "POST", as: "head", body: all.join("\n"), headers: { origin: portal.env.origin, "content-type": "text/plain" } }),
      await portal.post("/preferences", null, { theme: all[0]!, locale: all[1]!, returnTo: "/" }),
    ];
    expect(answers.flatMap(({ text, headers }, n) => secretsIn(`${text}${JSON.stringify(headers)}`).map((name) => `${name} in answer ${n}`))).toEqual([]);
    // A page knows the address that it was asked by, which went nowhere else; the log must not.
    await Promise.all(all.flatMap((secret) => [`/rate/${encodeURIComponent(secret)}`, `/api/v1/tasks/${encodeURIComponent(secret)}?token=${encodeURIComponent(secret)}`]).map((path) => portal.ask(path)));
    await portal.post(`/pay/runs/${encodeURIComponent(all[0]!)}`, "head", { intent: all[1]! });
  });

  test("none of them stands in the log, or in any table, index or page of the database file", () => {
    expect(secrets.size).toBeGreaterThan(15);
    portal.db.pragma("wal_checkpoint(TRUNCATE)");
    const file = readFileSync(portal.db.name);
    const log = Buffer.from(portal.log.join("\n"));
    const found = [...secrets].flatMap(([name, secret]) => [...(log.includes(secret) ? [`${name} in the log`] : []), ...(file.includes(secret) ? [`${name} in the database`] : [])]);
    console.info(`${secrets.size} secrets (${[...secrets.keys()].join(", ")}), ${portal.log.length} lines of log, ${(file.length / 1e6).toFixed(0)} MB of database`);
    expect(found).toEqual([]);
    expect(portal.log.length).toBeGreaterThan(50);
  });

  /** Names of the secrets that a text holds. */
  function secretsIn(text: string): string[] {
    return [...secrets].filter(([, secret]) => text.includes(secret)).map(([name]) => name);
  }
});
