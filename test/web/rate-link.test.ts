import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { action as answer, loader as form } from "#app/routes/rate.answer.$invitationId/route.tsx";
import { loader as link } from "#app/routes/rate.$token/route.tsx";
import { loader as thanks } from "#app/routes/rate.thanks.$invitationId/route.tsx";
import { requestTask } from "#app/operations/request-task.server.ts";
import { hashToken, makeLinkToken } from "#app/operations/survey-link.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { loadAnswers, insertInvitations, markInvitationSent, setInvitationState } from "#db/queries/ratings.server.ts";
import { loadCases } from "#db/queries/cases.server.ts";
import { loadPeriod, updatePeriod } from "#db/queries/periods.server.ts";
import { memorySessions } from "#test/support/web.ts";
import { STORES, TEST_KEYS, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const NOW = Date.UTC(2026, 5, 15, 10);
const DAY = 86_400_000;

describe.each(STORES)("a survey link over %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let taskId: string;
  let now = NOW;
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    const productId = (await loadProducts(opened.store)).find((row) => row.code === "REPORT")!.id;
    const asked = await requestTask(context(opened.store, NOW), { productId, clientId: company.departments.get("SALES")!, personId: company.people.get("003")!, neededBy: null, title: "Report" });
    taskId = asked.ok ? asked.value.taskId : "";
  });
  afterAll(() => opened.dispose());

  const appContext = () =>
    ({
      mode: "local", publicOrigin: "http://localhost:3000", now: () => now, store: opened.store, appSecret: TEST_KEYS.audit, sessions: memorySessions(), requestLocale: "en", address: "127.0.0.1",
    }) as never;
  const audit = { at: NOW, actor: { kind: "cli", id: "test" }, action: "person.edit", entity: "invitation", entityId: "test" } as const;
  let people = 0;
  /** An open invitation with its link. */
  const invite = async (more: { expiresAt?: number; period?: string } = {}) => {
    people += 1;
    const id = `${"0".repeat(30)}${String(people).padStart(2, "0")}`;
    const expiresAt = more.expiresAt ?? NOW + 14 * DAY;
    const token = makeLinkToken(TEST_KEYS.audit, id, expiresAt);
    await opened.store.writeAll(
      (w) => [
        ...insertInvitations(opened.store, w, [
          {
            id, survey: "transactional", personId: company.people.get("003")!, taskId: people === 1 ? taskId : null, providerId: company.departments.get("FIN")!, clientId: company.departments.get("SALES")!,
            agreementId: null, period: more.period ?? "2026-06", state: "open", tokenHash: null, createdAt: NOW, sentAt: null, remindedAt: null, expiresAt,
          },
        ]),
        markInvitationSent(opened.store, w, id, hashToken(token), NOW),
      ],
      audit,
    );
    return { id, token };
  };
  const follow = (token: string, query = "") => link({ request: new Request(`http://localhost:3000/rate/${token}${query}`), context: appContext(), params: { token } });
  const cookieOf = async (token: string) => ((await follow(token)).headers.get("Set-Cookie") ?? "").split(";")[0]!;
  const show = (id: string, cookie: string, query = "") => form({ request: new Request(`http://localhost:3000/rate/answer/${id}${query}`, { headers: { Cookie: cookie } }), context: appContext(), params: { invitationId: id } });
  const send = (id: string, cookie: string, fields: Record<string, string>) =>
    answer({
      request: new Request(`http://localhost:3000/rate/answer/${id}`, { method: "POST", headers: { Cookie: cookie }, body: new URLSearchParams(fields) }), context: appContext(), params: { invitationId: id },
    });
  /** How many rows the writes of answers would touch. */
  const written = async () => {
    const { answer: a, audit: u, invitation: i } = opened.store.t;
    const [answers, log, invitations] = await Promise.all([opened.store.q.select().from(a), opened.store.q.select({ seq: u.seq }).from(u), opened.store.q.select({ id: i.id, state: i.state }).from(i)]);
    return JSON.stringify([answers.length, log.length, invitations.sort((x, y) => (x.id < y.id ? -1 : 1))]);
  };

  test("leads to a clean address with a cookie named after the invitation", async () => {
    const { id, token } = await invite();
    const response = await follow(token, "?score=4");
    expect(response.status).toBe(303);
    expect(response.headers.get("Location")).toBe(`/rate/answer/${id}?score=4`);
    expect(response.headers.get("Referrer-Policy")).toBe("no-referrer");
    expect(response.headers.get("Set-Cookie")).toMatch(new RegExp(`^rate-${id}=.+HttpOnly; SameSite=Lax; Max-Age=\\d+$`));
    const page = await (await show(id, await cookieOf(token), "?score=4")).json();
    expect(page.question).toMatchObject({ what: "Report", provider: "Finance", client: "Sales", values: { csat: 4 }, statisticsOffered: false });
    expect((await follow(token, "?score=9")).headers.get("Location")).toBe(`/rate/answer/${id}`);
  });

  test("of many links opened in one browser it keeps the newest: their cookies never outgrow a request", async () => {
    const { id, token } = await invite();
    const many = Array.from({ length: 30 }, (_, i) => `rate-${"f".repeat(29)}${String(i).padStart(3, "0")}=${token}`);
    const response = await link({ request: new Request(`http://localhost:3000/rate/${token}`, { headers: { Cookie: ["theme=dark", ...many].join("; ") } }), context: appContext(), params: { token } });
    const set = response.headers.getSetCookie();
    expect(set[0]).toContain(`rate-${id}=`);
    expect(set.slice(1).map((text) => text.split(";")[0])).toEqual(many.slice(0, 19).map((text) => `${text.split("=")[0]}=`));
    for (const text of set.slice(1)) expect(text).toContain("Max-Age=0");
  });

  test("a look never writes, however often", async () => {
    const { id, token } = await invite();
    const cookie = await cookieOf(token);
    const before = await written();
    for (let i = 0; i < 5; i += 1) await Promise.all([follow(token, "?score=1"), show(id, cookie, "?score=1"), thanks({ request: new Request(`http://localhost:3000/rate/thanks/${id}`, { headers: { Cookie: cookie } }), context: appContext(), params: { invitationId: id } })]);
    expect(await written()).toBe(before);
  });

  test("altered in any character it opens nothing", async () => {
    const { token } = await invite();
    for (let at = 0; at < token.length; at += 1) {
      const other = token[at] === "a" ? "b" : token[at] === "A" ? "B" : "a";
      const response = await follow(token.slice(0, at) + other + token.slice(at + 1));
      expect([404, 410], `character ${at}`).toContain(response.status);
      expect(response.headers.get("Set-Cookie")).toBeNull();
    }
    for (const forged of ["", ".", "...", token.slice(0, -1), `${token}a`, `${token}.`, token.toUpperCase(), "x".repeat(400)]) expect((await follow(forged)).status, forged.slice(0, 20)).toBe(404);
  });

  test("a right signature is not enough: the mail with it must have been sent", async () => {
    const { id } = await invite();
    expect((await follow(makeLinkToken(TEST_KEYS.audit, id, NOW + 20 * DAY))).status).toBe(404);
    expect((await follow(makeLinkToken(TEST_KEYS.pay, id, NOW + 14 * DAY))).status).toBe(404);
  });

  test("the link of one invitation opens no other", async () => {
    const [one, two] = [await invite(), await invite()];
    const cookie = (await cookieOf(one.token)).replace(one.id, two.id);
    const response = await show(two.id, cookie);
    expect(response.status).toBe(404);
    expect((await send(two.id, cookie, { csat: "1" })).status).toBe(404);
    expect(await loadAnswers(opened.store, two.id)).toEqual([]);
    expect((await show(one.id, "")).status).toBe(403);
  });

  test("after its time, and after it was taken back, it says so", async () => {
    const late = await invite({ expiresAt: NOW + DAY });
    now = NOW + DAY + 1000;
    const response = await follow(late.token);
    expect(response.status).toBe(410);
    expect((await response.json()).fault).toBe("expired");
    now = NOW;
    const revoked = await invite();
    await opened.store.writeAll((w) => [setInvitationState(opened.store, w, revoked.id, ["open"], "revoked")], audit);
    expect((await (await follow(revoked.token)).json()).fault).toBe("revoked");
  });

  test("an answer is recorded by a press, changed within a day, and final after it", async () => {
    const { id, token } = await invite();
    const cookie = await cookieOf(token);
    const recorded = await send(id, cookie, { csat: "2", effort: "4", comment: " Slow. ", reasons: "timeliness" });
    expect(recorded.status).toBe(303);
    expect(recorded.headers.get("Location")).toBe(`/rate/thanks/${id}`);
    expect(await loadAnswers(opened.store, id)).toMatchObject([{ csat: 2, effort: 4, comment: "Slow.", reasons: ["timeliness"], statisticsOnly: false, isCurrent: true }]);
    expect((await loadCases(opened.store, "all", 10)).filter((row) => row.dedupeKey === `rating:${id}`)).toHaveLength(1);
    now = NOW + DAY - 1;
    expect((await send(id, cookie, { csat: "5" })).status).toBe(303);
    now = NOW + DAY + 1;
    const final = await send(id, cookie, { csat: "1" });
    expect(final.status).toBe(409);
    expect((await final.json()).code).toBe("answer_final");
    now = NOW;
    expect((await loadAnswers(opened.store, id)).map((row) => [row.csat, row.isCurrent])).toEqual([[2, false], [5, true]]);
  });

  test.each([
    ["no face", { comment: "x" }, "score_out_of_range"],
    ["a sixth face", { csat: "6" }, "score_out_of_range"],
    ["half a face", { csat: "4.5" }, "score_out_of_range"],
    ["a novel", { csat: "3", comment: "x".repeat(4001) }, "comment_too_long"],
    ["a comment of 100 kB", { csat: "3", comment: "x".repeat(100_000) }, "comment_too_long"],
    ["statistics only where a count would point at somebody", { csat: "2", statisticsOnly: "on" }, "statistics_only_not_offered"],
  ])("%s is refused and what was written stays", async (_rule, fields: Record<string, string>, code) => {
    const { id, token } = await invite();
    const response = await send(id, await cookieOf(token), fields);
    expect(response.status).toBe(400);
    const body = await response.json();
    expect(body.code).toBe(code);
    expect(body.values?.comment).toBe(fields.comment ?? "");
    expect(await loadAnswers(opened.store, id)).toEqual([]);
  });

  test("a hundred presses at once leave one current answer", async () => {
    const { id, token } = await invite();
    const cookie = await cookieOf(token);
    const responses = await Promise.all(Array.from({ length: 100 }, (_, i) => send(id, cookie, { csat: String((i % 5) + 1) })));
    expect(responses.every((response) => response.status === 303)).toBe(true);
    const answers = await loadAnswers(opened.store, id);
    expect(answers.filter((row) => row.isCurrent)).toHaveLength(1);
    expect(answers.at(-1)?.isCurrent).toBe(true);
  });

  test("once its month is sealed it takes no answer", async () => {
    const { id, token } = await invite({ period: "2026-05" });
    const cookie = await cookieOf(token);
    const may = (await loadPeriod(opened.store, "2026-05"))!;
    await opened.store.writeAll((w) => [updatePeriod(opened.store, w, may, { state: "sealed" })], audit);
    expect((await (await follow(token)).json()).fault).toBe("sealed");
    expect((await send(id, cookie, { csat: "5" })).status).toBe(410);
    expect(await loadAnswers(opened.store, id)).toEqual([]);
  });
});
