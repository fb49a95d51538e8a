import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ImportAnswer } from "#app/routes/_shell.people.import/view.tsx";
import { action, loader } from "#app/routes/_shell.people.import/route.tsx";
import { action as edit } from "#app/routes/_shell.people.$id_.edit/route.tsx";
import { action as places } from "#app/routes/_shell.people.$id_.places/route.tsx";
import { action as create } from "#app/routes/_shell.people.new/route.tsx";
import { createSession } from "#app/web/session.server.ts";
import { loadEverybody } from "#db/queries/people-writes.server.ts";
import { callRoute, routeContext } from "#test/support/route-context.ts";
import { sqliteStore } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { at, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

const NOW = at("2026-06-15");
let opened: TestStore;
let company: TinyCompany;
let dataDir: string;

beforeEach(async () => {
  opened = await sqliteStore();
  company = await tinyCompany(opened.store);
  dataDir = mkdtempSync(join(tmpdir(), "concord-uploads-"));
});
afterEach(async () => {
  rmSync(dataDir, { recursive: true, force: true });
  await opened.dispose();
});

async function send(fields: Record<string, string | File>): Promise<{ status: number; answer: ImportAnswer | null }> {
  const context = { ...routeContext(opened.store, NOW), dataDir };
  const cookie = (await createSession(new Request("http://localhost/"), context, company.accounts.hana)).split(";")[0]!;
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const request = new Request("http://localhost/people/import", { method: "POST", headers: { cookie }, body });
  const response = (await action({ request, context, params: {} } as never)) as Response;
  return { status: response.status, answer: response.status === 302 ? null : ((await response.json()) as ImportAnswer) };
}
const csv = (text: string) => new File([text], "staff.csv", { type: "text/csv" });

test("only HR and the admin change people", async () => {
  const id = company.people.get("003")!;
  for (const name of ["ada", "arno", "dora", "audrey"] as const) {
    for (const handler of [action, edit, places, create]) expect((await callRoute(handler, opened.store, NOW, company.accounts[name], "/people/x", { id }, { surname: "X" })).status).toBe(403);
    expect((await callRoute(loader, opened.store, NOW, company.accounts[name], "/people/import")).status).toBe(403);
  }
  expect((await callRoute(edit, opened.store, NOW, company.accounts.hana, "/people/x", { id: "none" }, { surname: "X" })).status).toBe(404);
});

test("a file is shown, then written as it was shown, and leaves nothing behind", async () => {
  const shown = await send({ file: csv("number;surname;given_name;department;from\n0042;Stone;Eve;SALES;2026-07-01\n") });
  expect(shown.answer?.preview).toMatchObject({ fileName: "staff.csv", added: 1, places: 1, total: 2, problemCount: 0, changes: [{ number: "0042", what: ["new person", "works in Sales from 1\u00a0July 2026"] }] });
  expect((await loadEverybody(opened.store)).some((row) => row.personnelNumber === "0042")).toBe(false);
  const { token, hash } = shown.answer!.preview!;
  expect((await send({ token: "../../etc", hash })).answer?.fault).toContain("gone");
  expect((await send({ token, hash })).status).toBe(302);
  expect((await loadEverybody(opened.store)).some((row) => row.personnelNumber === "0042")).toBe(true);
  expect(readdirSync(join(dataDir, "uploads"))).toEqual([]);
  expect((await send({ token, hash })).status).toBe(409);
});

test("a bad file gets its sentence, and problems their line", async () => {
  expect((await send({ file: csv("") })).answer?.fault).toBe("The file is empty.");
  expect((await send({ file: csv("a,b\n1,2\n") })).answer?.fault).toContain("personnel_number");
  const { answer } = await send({ file: csv("number;surname;given_name;department;from\n1;A;B;XX;yesterday\n") });
  expect(answer?.preview?.problems).toEqual([
    { line: 2, column: "department", reason: "no department has the code “XX”" },
    { line: 2, column: "from", reason: "“yesterday” is not a date" },
  ]);
  expect(readdirSync(join(dataDir, "uploads"))).toEqual([]);
});
