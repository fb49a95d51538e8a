import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as preferences from "#app/routes/preferences/route.tsx";
import * as signIn from "#app/routes/sign-in/route.tsx";
import * as signOut from "#app/routes/sign-out/route.tsx";
import { stop } from "#app/web/lifecycle.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { ask, buildOf, memorySessions, type RunningApp, startApp } from "#test/support/web.ts";

const anna: Viewer = {
  actor: {
    personId: "p1",
    accountId: "a1",
    roles: [],
    memberOf: ["finance"],
    headOf: [],
    deputyOf: [],
  },
  displayName: "Anna",
  email: "anna@example.test",
  locale: null,
  timeZone: "Europe/Moscow",
  inboxCount: 0,
};
const sessions = memorySessions({ a1: anna });
const savedLocales: string[] = [];
let running: RunningApp;

beforeAll(async () => {
  running = await startApp({
    build: buildOf({ "sign-in": signIn, "sign-out": signOut, preferences } as never),
    sessions,
    saveLocale: async (actor, locale) => void savedLocales.push(`${actor.personId} ${locale}`),
    signIn: async ({ email, password }) => {
      if (email === "slow@example.test")
        return { ok: false, code: "too_many", facts: { retryAfterSeconds: 21 } };
      return password === "correct horse"
        ? { ok: true, value: { accountId: "a1", mark: "m", needsCode: false } }
        : { ok: false, code: "wrong_credentials" };
    },
  });
});
afterAll(async () => void (await stop(running.server, 100)));

function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  return ask(running, path, {
    method: "POST",
    headers: {
      origin: running.origin,
      "content-type": "application/x-www-form-urlencoded",
      ...headers,
    },
    body: new URLSearchParams(fields).toString(),
  });
}
const tryIn = (fields: Record<string, string>, headers?: Record<string, string>) =>
  post("/sign-in?_data=routes%2Fsign-in", fields, headers);
const right = { email: " anna@example.test ", password: "correct horse" };

describe("signing in", () => {
  it("sets a session cookie and goes on as a new document", async () => {
    const answer = await post("/sign-in", { ...right, next: "/work?page=2" });
    expect(answer.status).toBe(302);
    expect(answer.headers.location).toBe("/work?page=2");
    expect(String(answer.headers["set-cookie"])).toMatch(
      /^concord=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax/
    );
    expect((await tryIn(right)).headers["x-remix-reload-document"]).toBe("true");
  });

  it.each(["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)"])(
    "does not leave the site for %s",
    async (next) => {
      expect((await post("/sign-in", { ...right, next })).headers.location).toBe("/");
    }
  );

  it.each([
    [401, { email: "anna@example.test", password: "hunter2" }, "e-mail and password"],
    [401, { email: "nobody@example.test", password: "hunter2" }, "e-mail and password"],
    [429, { email: "slow@example.test", password: "hunter2" }, "in 21 seconds"],
    [400, { email: "not an address", password: "hunter2" }, "not an e-mail address"],
    [400, { email: "anna@example.test", password: "" }, "Type your password"],
    [400, { ...right, admin: "1" }, "error"],
  ])(
    "answers %i with a sentence, sets no cookie and does not send the password back",
    async (status, fields, sentence) => {
      const answer = await tryIn(fields);
      expect(answer.status).toBe(status);
      expect(answer.text).toContain(sentence);
      expect(answer.text).not.toContain("hunter2");
      expect(answer.headers["set-cookie"]).toBeUndefined();
    }
  );

  it("speaks the reader's language", async () => {
    const answer = await tryIn(
      { email: "slow@example.test", password: "x" },
      { "accept-language": "ru" }
    );
    expect(answer.text).toContain("через 21 секунду");
  });

  it("is over for who is in already", async () => {
    const cookie = await cookieOfAnna();
    expect(
      (await ask(running, "/sign-in?next=%2Fwork", { headers: { cookie } })).headers.location
    ).toBe("/work");
  });
});

describe("signing out", () => {
  it("ends the session and its cookie", async () => {
    const cookie = await cookieOfAnna();
    const answer = await post("/sign-out", {}, { cookie });
    expect(answer.headers.location).toBe("/sign-in");
    expect(String(answer.headers["set-cookie"])).toContain("Max-Age=0");
    expect(answer.headers["clear-site-data"]).toBe('"storage"');
    expect((await ask(running, "/sign-in", { headers: { cookie } })).status).toBe(200);
  });
});

describe("preferences", () => {
  it("are remembered in cookies, the language also with the person", async () => {
    const cookie = await cookieOfAnna();
    const answer = await post(
      "/preferences",
      { theme: "dark", locale: "ru", next: "/work" },
      { cookie }
    );
    expect(answer.headers.location).toBe("/work");
    expect(answer.headers["set-cookie"]).toEqual([
      expect.stringMatching(/^theme=dark;/),
      expect.stringMatching(/^lang=ru;/),
    ]);
    expect(savedLocales).toEqual(["p1 ru"]);
  });
  it("ignore what they do not know, and stay on the site", async () => {
    const answer = await post("/preferences", {
      theme: "pink",
      locale: "xx",
      rail: "?",
      next: "//evil.example",
    });
    expect(answer.headers.location).toBe("/");
    expect(answer.headers["set-cookie"]).toBeUndefined();
  });
});

async function cookieOfAnna(): Promise<string> {
  const answer = await post("/sign-in", right);
  return String(answer.headers["set-cookie"]).split(";")[0] ?? "";
}
