import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { workPasswordRequests } from "#app/operations/password-links.server.ts";
import { stop } from "#app/web/lifecycle.server.ts";
import { Browser, givePasswords, startSignInApp } from "#test/support/sign-in-app.ts";
import { NOON, sqliteStore, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";
import type { RunningApp } from "#test/support/web.ts";

/**
 * S-05 of the security report: who has an account is told neither by the words nor by the time of an answer.
 * `SAMPLES=1000 npx vitest run test/web/enumeration.test.ts` is the long form.
 */
const SAMPLES = Number(process.env.SAMPLES ?? 40);
/** Few samples scatter: the short form finds a gross difference only. */
const WIDTH = SAMPLES >= 1_000 ? 0.05 : 0.25;
const clock = { now: NOON };

let opened: TestStore;
let company: TinyCompany;
let running: RunningApp;

beforeAll(async () => {
  opened = await sqliteStore();
  company = await tinyCompany(opened.store);
  await givePasswords(opened.store, [company.accounts.ada]);
  running = await startSignInApp(opened.store, clock);
});
afterAll(async () => {
  await stop(running.server, 100);
  await opened.dispose();
});

/** The chance that a time of the one kind is longer than one of the other: 0.5 where nothing can be told. */
function aucOf(known: readonly number[], unknown: readonly number[]): number {
  const wins = known.reduce((sum, a) => sum + unknown.reduce((won, b) => won + (a > b ? 1 : a === b ? 0.5 : 0), 0), 0);
  return wins / (known.length * unknown.length);
}

interface Sample {
  readonly ms: number;
  readonly said: string;
}

/** Asks in turns about an address that exists and one that doesn't; two hours lie between, so that no earlier try counts. */
async function compare(name: string, send: (email: string) => Promise<{ status: number; text: string }>, after: () => Promise<unknown> = async () => undefined): Promise<void> {
  const samples: Record<"known" | "unknown", Sample[]> = { known: [], unknown: [] };
  for (let i = 0; i < SAMPLES; i += 1) {
    const order = i % 2 === 0 ? (["known", "unknown"] as const) : (["unknown", "known"] as const);
    for (const kind of order) {
      clock.now += 2 * 3_600_000;
      const began = process.hrtime.bigint();
      // Both addresses come again and again, so that neither finds more rows than the other.
      const { status, text } = await send(kind === "known" ? "ada@tiny.test" : "eve@tiny.test");
      samples[kind].push({ ms: Number(process.hrtime.bigint() - began) / 1e6, said: `${status} ${text.replaceAll("eve@", "ada@")}` });
    }
    await after();
  }
  const auc = aucOf(samples.known.map(({ ms }) => ms), samples.unknown.map(({ ms }) => ms));
  console.log(`S-05: ${name}: ${SAMPLES} samples each, AUC ${auc.toFixed(3)}`);
  expect(new Set([...samples.known, ...samples.unknown].map(({ said }) => said)).size).toBe(1);
  expect(Math.abs(auc - 0.5)).toBeLessThanOrEqual(WIDTH);
}

describe("nobody learns who has an account", () => {
  test("from a wrong password", () => compare("wrong password", (email) => new Browser(running).data("/sign-in", "sign-in", { email, password: "not the password" })), 600_000);

  test("from a wrong password of an account without one, or switched off", async () => {
    const answers = await Promise.all(["bo@tiny.test", "nobody@tiny.test"].map((email) => new Browser(running).data("/sign-in", "sign-in", { email, password: "not the password" })));
    expect(answers.map(({ status, text }) => `${status} ${text.replace(/bo@|nobody@/g, "")}`)[0]).toBe(`${answers[1]!.status} ${answers[1]!.text.replace(/bo@|nobody@/g, "")}`);
  });

  test(
    "from asking for a link",
    () => compare("link for a forgotten password", (email) => new Browser(running).data("/sign-in/forgot", "sign-in/forgot", { email }), () => workPasswordRequests(context(opened.store, clock.now))),
    600_000,
  );

  test("from a made-up link", () => compare("made-up link", (email) => new Browser(running).data(`/sign-in/set/${email.length}${"0".repeat(20)}.abc.s1.00`, "sign-in/set/:token")), 600_000);
});
