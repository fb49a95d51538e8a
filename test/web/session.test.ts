import { beforeEach, describe, expect, it } from "vitest";
import type { AppContext, Mode } from "#app/web/context.server.ts";
import { allow, requireActor, requireViewer } from "#app/web/guard.server.ts";
import {
  createSession,
  destroySession,
  hashSessionId,
  readSession,
  type Viewer,
} from "#app/web/session.server.ts";
import { memorySessions } from "#test/support/web.ts";

const HOUR = 3_600_000;
const anna: Viewer = {
  actor: {
    personId: "anna",
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

let now = 0;
let sessions = memorySessions();
/** A context is made per request; sessions read these three fields only. */
const context = (mode: Mode = "local") =>
  ({ mode, now: () => now, sessions } as Pick<
    AppContext,
    "mode" | "now" | "sessions"
  > as AppContext);
const asking = (cookie?: string, url = "http://localhost:3000/work?page=2") =>
  new Request(url, cookie ? { headers: { Cookie: cookie.split(";")[0] ?? "" } } : {});

beforeEach(() => {
  now = Date.UTC(2026, 5, 15, 9);
  sessions = memorySessions({ a1: anna });
});

describe("a session", () => {
  it("is found again by its cookie, and the database holds only a hash", async () => {
    const cookie = await createSession(asking(), context(), "a1");
    const id = /^concord=([\w-]{43});/.exec(cookie)?.[1] ?? "";
    expect([...sessions.rows.keys()]).toEqual([hashSessionId(id)]);
    expect(JSON.stringify([...sessions.rows.values()])).not.toContain(id);
    expect(await readSession(asking(cookie), context())).toBe(anna);
  });

  it("has a cookie that scripts and foreign forms do not get, bound to the host in production", async () => {
    expect(await createSession(asking(), context(), "a1")).toMatch(
      /HttpOnly; SameSite=Lax; Max-Age=\d+$/
    );
    expect(await createSession(asking(), context("production"), "a1")).toMatch(
      /^__Host-concord=.*Path=\/;.*Secure$/
    );
  });

  it("gets a new id at sign-in, and the old one ends", async () => {
    const first = await createSession(asking(), context(), "a1");
    const second = await createSession(asking(first), context(), "a1");
    expect(second).not.toBe(first);
    expect(await readSession(asking(first), context())).toBeNull();
    expect(await readSession(asking(second), context())).toBe(anna);
  });

  it("does not take over an id that the browser brings", async () => {
    const planted = "concord=" + "a".repeat(43);
    const cookie = await createSession(asking(planted), context(), "a1");
    expect(cookie.startsWith(planted)).toBe(false);
    expect(await readSession(asking(planted), context())).toBeNull();
  });

  it("ends after 12 h without use and after 7 days in any case", async () => {
    const cookie = await createSession(asking(), context(), "a1");
    now += 12 * HOUR - 1;
    expect(await readSession(asking(cookie), context())).toBe(anna);
    now += 12 * HOUR - 1;
    expect(await readSession(asking(cookie), context())).toBe(anna);
    now += 12 * HOUR;
    expect(await readSession(asking(cookie), context())).toBeNull();

    const busy = await createSession(asking(), context(), "a1");
    for (let hours = 6; hours < 7 * 24; hours += 6) {
      now += 6 * HOUR;
      expect(await readSession(asking(busy), context())).toBe(anna);
    }
    now += 6 * HOUR;
    expect(await readSession(asking(busy), context())).toBeNull();
    expect(sessions.rows.size).toBe(0);
  });

  it("is gone after signing out, also for a copy of the cookie", async () => {
    const cookie = await createSession(asking(), context(), "a1");
    expect(await destroySession(asking(cookie), context())).toContain("Max-Age=0");
    expect(await readSession(asking(cookie), context())).toBeNull();
  });

  it("is nobody's once the account is switched off", async () => {
    const cookie = await createSession(asking(), context(), "a2");
    expect(await readSession(asking(cookie), context())).toBeNull();
  });

  it.each(["concord=short", "concord=%E0%A4%A", "concord=", "concord", "other=1"])(
    "ignores the cookie %s",
    async (cookie) => {
      expect(await readSession(asking(cookie), context())).toBeNull();
    }
  );
});

describe("a guard", () => {
  const thrownBy = async (run: () => Promise<unknown>): Promise<Response> => {
    try {
      await run();
    } catch (response) {
      return response as Response;
    }
    throw new Error("nothing was thrown");
  };

  it("sends a stranger to the sign-in page and remembers the way back, without Remix's own parameters", async () => {
    const response = await thrownBy(() =>
      requireViewer(
        asking(undefined, "http://localhost:3000/work?page=2&_data=routes%2Fwork"),
        context()
      )
    );
    expect(response.status).toBe(302);
    expect(response.headers.get("Location")).toBe("/sign-in?next=%2Fwork%3Fpage%3D2");
  });

  it("answers 403 where no role has the permission, 404 where the thing is not theirs or not there", async () => {
    const cookie = await createSession(asking(), context(), "a1");
    const forbidden = await thrownBy(() =>
      requireActor(asking(cookie), context(), "settings.read")
    );
    expect(forbidden.status).toBe(403);

    const viewer = await requireActor(asking(cookie), context(), "task.read");
    allow(viewer, "task.read", { partyIds: ["sales", "finance"] });
    const answers = await Promise.all(
      [{ partyIds: ["sales", "legal"] }, null].map(async (subject) => {
        const response = await thrownBy(async () => allow(viewer, "task.read", subject));
        return [response.status, await response.text()];
      })
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.[0]).toBe(404);
  });
});
