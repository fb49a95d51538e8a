import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { action as receive, loader as list } from "#app/routes/_shell.work.import._index/route.tsx";
import { action as steer, loader as show } from "#app/routes/_shell.work.import.$batchId/route.tsx";
import { action as saveMapping, loader as showMapping } from "#app/routes/_shell.work.import.$batchId_.mapping/route.tsx";
import { action as fixWhole, loader as showRow } from "#app/routes/_shell.work.import.$batchId_.rows.$line/route.tsx";
import { action as saveYaml, loader as showYaml } from "#app/routes/_shell.work.import.$batchId_.yaml/route.tsx";
import { loader as yamlFile } from "#app/routes/work.import.$batchId.mapping[.]yaml/route.ts";
import { loader as listFile } from "#app/routes/work.import[.]csv/route.ts";
import { action as saveCard, loader as cards } from "#app/routes/_shell.work.import.mappings/route.tsx";
import { loader as quarantineFile } from "#app/routes/work.import.$batchId.quarantine[.]csv/route.ts";
import { workImports } from "#app/operations/feeds/work-imports.server.ts";
import { createSession } from "#app/web/session.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadUpload } from "#db/queries/import-work.server.ts";
import { loadImport, loadQuarantine } from "#db/queries/imports.server.ts";
import { routeContext } from "#test/support/route-context.ts";
import { sqliteStore } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { at, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

const NOW = at("2026-06-19");
let opened: TestStore;
let company: TinyCompany;
let dataDir: string;

beforeEach(async () => {
  opened = await sqliteStore();
  company = await tinyCompany(opened.store);
  dataDir = mkdtempSync(join(tmpdir(), "concord-access-"));
});
afterEach(async () => {
  rmSync(dataDir, { recursive: true, force: true });
  await opened.dispose();
});

async function call(handler: (args: never) => unknown, account: string, path: string, params: Record<string, string> = {}, body?: FormData | URLSearchParams): Promise<Response> {
  const context = { ...routeContext(opened.store, NOW), dataDir };
  const cookie = (await createSession(new Request("http://localhost/"), context, account)).split(";")[0]!;
  try {
    return (await handler({ request: new Request(`http://localhost${path}`, { headers: { cookie }, ...(body ? { method: "POST", body } : {}) }), context, params } as never)) as Response;
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}

async function upload(account: string, text: string): Promise<string> {
  const body = new FormData();
  body.set("file", new File([text], "desk.csv", { type: "text/csv" }));
  const answer = await call(receive, account, "/work/import", {}, body);
  return /import\/([0-9a-f]{32})/.exec(answer.headers.get("Location") ?? "")?.[1] ?? `${answer.status} ${await answer.text()}`;
}
const work = () => workImports({ store: opened.store, dataDir, now: () => NOW, stopping: () => false });
const FILE = "Number,Product,Client,Provider,Created\n1,REPORT,SALES,FIN,2026-06-15 10:00\n2,REPORT,LEGAL,LEGAL,2026-06-15 10:00\n3,REPORT,Mars,FIN,2026-06-15 10:00\n";

test("nobody without the right comes near an import, and a head's import is no other's but the overseers'", async () => {
  const id = await upload(company.accounts.ada, FILE);
  const handlers = [show, showMapping, showYaml, yamlFile, quarantineFile, showRow] as const;
  for (const handler of handlers) {
    // Leo heads nothing; foreign and missing imports answer alike to whoever may import at all.
    expect((await call(handler, company.accounts.leo, "/x", { batchId: id, line: "2" })).status).toBe(403);
    expect((await call(handler, company.accounts.ada, "/x", { batchId: "0".repeat(32), line: "2" })).status).toBe(404);
  }
  for (const handler of [receive, steer, saveMapping, fixWhole, saveYaml]) expect((await call(handler, company.accounts.audrey, "/x", { batchId: id, line: "2" }, new URLSearchParams({ intent: "import" }))).status).toBe(403);
  expect((await call(showMapping, company.accounts.adam, "/x", { batchId: id })).status).toBe(200);
  const foreign = await upload(company.accounts.adam, FILE);
  for (const handler of handlers) expect((await call(handler, company.accounts.ada, "/x", { batchId: foreign, line: "2" })).status).toBe(404);
  expect((await call(steer, company.accounts.ada, "/x", { batchId: foreign }, new URLSearchParams({ intent: "stop" }))).status).toBe(404);
  const seen = (await (await call(list, company.accounts.ada, "/work/import")).json()) as { rows: { id: string }[] };
  expect(seen.rows.map((batch) => batch.id)).toEqual([id]);
});

test("a head imports the own department's work only, and creates nobody", async () => {
  const id = await upload(company.accounts.ada, FILE);
  expect((await loadUpload(opened.store, id))!.rights).toMatchObject({ mayCreate: { departments: false, products: false } });
  const before = (await loadDepartments(opened.store)).length;
  // The form asks for creation all the same: what the page does not offer is not done.
  const fields = { intent: "check", shape: "one", id: "Number", product: "c:Product", client: "c:Client", "client.unknown": "create", provider: "c:Provider", "e.requested": "Created", format: "iso", zone: "UTC", source: "desk" };
  expect((await call(saveMapping, company.accounts.ada, "/x", { batchId: id }, new URLSearchParams(fields))).headers.get("Location")).toBe(`/work/import/${id}`);
  await work();
  expect((await call(steer, company.accounts.ada, "/x", { batchId: id }, new URLSearchParams({ intent: "import" }))).status).toBe(302);
  await work();
  expect(await loadImport(opened.store, id)).toMatchObject({ state: "done", accepted: 1, quarantined: 2 });
  expect((await loadQuarantine(opened.store, id, 9, 0)).map((row) => [row.line, row.reason])).toEqual([[3, "foreign_provider"], [4, "unknown_department"]]);
  expect((await loadDepartments(opened.store)).length).toBe(before);
  // The downloaded rows come back as what they are.
  const csv = await (await call(quarantineFile, company.accounts.ada, "/x", { batchId: id })).text();
  expect(csv).toContain(`${id}:3`);
  const again = await upload(company.accounts.ada, csv.replace("Mars", "SALES"));
  expect((await loadUpload(opened.store, again))!.resentOf).toBe(id);
});

test("what is no table is refused in words, and a mapping that lacks something keeps what was chosen", async () => {
  const body = new FormData();
  body.set("file", new File(["%PDF-1.7"], "a.pdf"));
  const refused = await call(receive, company.accounts.adam, "/work/import", {}, body);
  expect([refused.status, (await refused.json()) as object]).toEqual([422, expect.objectContaining({ code: "not_table" })]);
  const id = await upload(company.accounts.adam, FILE);
  const lacking = await call(saveMapping, company.accounts.adam, "/x", { batchId: id }, new URLSearchParams({ intent: "check", shape: "one", id: "Number", product: "c:Product", "e.requested": "Created", format: "iso", zone: "UTC", source: "kept" }));
  expect([lacking.status, await lacking.json()]).toEqual([422, { code: "no_client", field: "client", facts: {} }]);
  expect((await loadUpload(opened.store, id))!.mapping).toMatchObject({ source: "kept", task: { id: { column: "Number" } } });
});

test("past imports are searched, sorted and downloaded; saved mappings are renamed and archived by who imports for all", async () => {
  const id = await upload(company.accounts.adam, FILE);
  const fields = { shape: "one", id: "Number", product: "c:Product", client: "c:Client", provider: "c:Provider", "e.requested": "Created", format: "iso", zone: "UTC", source: "helpline" };
  await call(saveMapping, company.accounts.adam, "/x", { batchId: id }, new URLSearchParams({ ...fields, intent: "check" }));
  await work();
  await call(steer, company.accounts.adam, "/x", { batchId: id }, new URLSearchParams({ intent: "import" }));
  await work();
  const rows = async (account: string, query: string) => ((await (await call(list, account, `/work/import?${query}`)).json()) as { rows: { id: string; road: string; state: string }[]; total: number });
  expect(await rows(company.accounts.adam, "q=DESK")).toMatchObject({ total: 1, rows: [{ id, road: "upload", state: "done" }] });
  expect((await rows(company.accounts.adam, "q=nothing")).total).toBe(0);
  expect((await rows(company.accounts.adam, "state=failed")).total).toBe(0);
  expect((await rows(company.accounts.ada, "")).total).toBe(0);
  expect((await (await call(listFile, company.accounts.adam, "/work/import.csv?sort=-rows")).text()).trim().split("\r\n")).toHaveLength(2);
  expect((await call(listFile, company.accounts.leo, "/work/import.csv")).status).toBe(403);

  const card = (account: string, more: Record<string, string>) => call(saveCard, account, "/work/import/mappings", {}, new URLSearchParams({ source: "helpline", ...more }));
  const shown = async (query = "") => ((await (await call(cards, company.accounts.adam, `/work/import/mappings?${query}`)).json()) as { rows: { name: string; imports: number; version: number }[] }).rows;
  expect(await shown()).toMatchObject([{ name: "helpline", imports: 1, version: 1 }]);
  expect((await card(company.accounts.ada, { intent: "archive" })).status).toBe(404);
  expect((await card(company.accounts.adam, { intent: "rename", name: " " })).status).toBe(422);
  expect((await card(company.accounts.adam, { intent: "rename", name: "Service desk" })).status).toBe(302);
  expect(await shown("q=service")).toMatchObject([{ name: "Service desk" }]);
  // The same headings are known by it until it is archived.
  expect((await loadUpload(opened.store, await upload(company.accounts.adam, FILE)))!.mapping).toMatchObject({ source: "helpline" });
  expect((await card(company.accounts.adam, { intent: "archive" })).status).toBe(302);
  expect([await shown(), (await shown("state=archived")).length]).toEqual([[], 1]);
  expect((await loadUpload(opened.store, await upload(company.accounts.adam, FILE)))!.mapping).not.toMatchObject({ source: "helpline" });
  expect((await card(company.accounts.adam, { intent: "restore" })).status).toBe(302);
  expect(await shown()).toHaveLength(1);
});

test("what a file names and nobody knows is mapped or made before the import, by who may make it", async () => {
  const id = await upload(company.accounts.adam, "Number,Product,Client,Created\n1,Moon phases,SALES,2026-06-15 10:00\n2,REPORT,Mars office,2026-06-15 10:00\n3,Reports,SALES,2026-06-15 10:00\n");
  const fields = { shape: "one", id: "Number", product: "c:Product", client: "c:Client", "e.requested": "Created", format: "iso", zone: "UTC", source: "stranger", intent: "check" };
  await call(saveMapping, company.accounts.adam, "/x", { batchId: id }, new URLSearchParams(fields));
  await work();
  const seen = async () => ((await (await call(show, company.accounts.adam, "/x", { batchId: id })).json()) as { unknown: { kind: string; value: string; rows: number }[]; check: { counts: { used: number } } });
  expect((await seen()).unknown.map((one) => [one.kind, one.value, one.rows]).sort()).toEqual([["unknown_department", "Mars office", 1], ["unknown_product", "Moon phases", 1], ["unknown_product", "Reports", 1]]);
  const teach = async (kind: string, column: string, value: string, more: Record<string, string>, account = company.accounts.adam) => {
    const answer = await call(steer, account, "/x", { batchId: id }, new URLSearchParams({ intent: "teach", kind, column, value, ...more }));
    await work();
    return answer;
  };
  expect((await teach("unknown_product", "Product", "Reports", { code: "REPORT" })).status).toBe(302);
  // A new product needs somebody who delivers it.
  expect(await (await teach("unknown_product", "Product", "Moon phases", { code: "+" })).json()).toMatchObject({ code: "no_new_provider" });
  // An administrator makes no products, whoever delivers them; the arbiter does.
  expect((await teach("unknown_product", "Product", "Moon phases", { code: "+", provider: "FIN" })).status).toBe(403);
  const may = (await teach("unknown_product", "Product", "Moon phases", { code: "+", provider: "FIN" }, company.accounts.ida)).status;
  const mayDepartment = (await teach("unknown_department", "Client", "Mars office", { code: "+" })).status;
  expect([may, mayDepartment]).toEqual([302, 302]);
  expect(await seen()).toMatchObject({ unknown: [], check: { counts: { used: 3 } } });
  expect((await loadDepartments(opened.store)).find((row) => row.code === "Mars-office")).toMatchObject({ name: { en: "Mars office" } });
  // A head imports the own work and makes nobody.
  const own = await upload(company.accounts.ada, FILE);
  expect((await call(steer, company.accounts.ada, "/x", { batchId: own }, new URLSearchParams({ intent: "teach", kind: "unknown_department", column: "Client", value: "Mars", code: "+" }))).status).toBe(403);
});
