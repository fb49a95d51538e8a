import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as dispute from "#app/routes/_shell.work.disputes.$id/route.tsx";
import * as task from "#app/routes/_shell.work.$id/route.tsx";
import * as file from "#app/routes/work.files.$id/route.ts";
import { requestTask } from "#app/operations/request-task.server.ts";
import { loadAttachments } from "#db/queries/evidence.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { findTask, loadDisputesOfItem } from "#db/queries/task-page.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { sqliteStore, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const NOW = Date.UTC(2026, 5, 18, 12);
const june = (day: number, hour: number) => Date.UTC(2026, 5, day, hour);

/** Ada heads the provider, Cy belongs to the client, Leo to neither. */
describe("evidence files, from the form to the download", () => {
  let opened: TestStore;
  let company: TinyCompany;
  let taskId = "";
  beforeAll(async () => {
    opened = await sqliteStore();
    company = await tinyCompany(opened.store);
    taskId = await ask();
  });
  afterAll(() => opened.dispose());

  const ask = async () => {
    const productId = (await loadProducts(opened.store)).find((row) => row.code === "REPORT")!.id;
    const asked = await requestTask(context(opened.store, june(15, 10)), { productId, clientId: company.departments.get("SALES")!, personId: company.people.get("003")!, neededBy: null, title: "Sales report" });
    if (!asked.ok) throw new Error(asked.code);
    return asked.value.taskId;
  };
  const call = (handler: Parameters<typeof callRoute>[0], who: keyof TinyCompany["accounts"] | null, path: string, params = {}, form?: FormData) => callRoute(handler, opened.store, NOW, who === null ? null : company.accounts[who], path, params, form);
  const formOf = (texts: Record<string, string>, files: readonly [string, string][]) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(texts)) form.append(name, value);
    for (const [name, content] of files) form.append("evidence", new Blob([Buffer.from(content, "latin1")]), name);
    return form;
  };
  const send = async (id: string, texts: Record<string, string>, files: readonly [string, string][], who: "ada" | "cy" | "leo" = "ada") => call(task.action, who, `/work/${id}`, { id }, formOf({ seq: String((await findTask(opened.store, id))!.seq), ...texts }, files));
  const deliver = { act: "deliver", files: "elsewhere.xls" };

  test.each<[string, readonly [string, string][], RegExp]>([
    ["a file that is too large", [["big.pdf", `%PDF-${"x".repeat(10 * 1024 * 1024)}`]], /"code":"file_too_large".*big\.pdf/],
    ["an empty file", [["empty.pdf", ""]], /file_empty/],
    ["a wrong type", [["page.html", "<html>"]], /"code":"file_type"/],
    ["a wrong content", [["page.pdf", "<html>"]], /file_content/],
    ["eleven files", Array.from({ length: 11 }, (_, i): [string, string] => [`${i}.pdf`, "%PDF-1"]), /too_many_files/],
  ])("%s is refused with a sentence, and what was typed is kept", async (_rule, files, said) => {
    const answer = await send(taskId, deliver, files);
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(said);
    expect(answer.text).toContain("elsewhere.xls");
    expect(answer.text).toContain('"hadFiles":true');
    expect(await loadAttachments(opened.store, { taskId })).toEqual([]);
  });

  test("an empty file field is no file", async () => {
    const id = await ask();
    expect((await send(id, { act: "deliver" }, [["", ""]])).status).toBe(302);
    expect(await loadAttachments(opened.store, { taskId: id })).toEqual([]);
  });

  test("nobody of another department attaches anything", async () => {
    expect((await send(taskId, deliver, [["a.pdf", "%PDF-1"]], "leo")).status).toBe(404);
  });

  test("what was attached is listed, and saved under a safe name", async () => {
    expect((await send(taskId, deliver, [["..\\..\\Отчёт\u0007 1.pdf", "%PDF-1.7 body"]])).status).toBe(302);
    const [row] = await loadAttachments(opened.store, { taskId });
    expect(row).toMatchObject({ name: "Отчёт 1.pdf", mediaType: "application/pdf" });
    expect((await call(task.loader, "cy", `/work/${taskId}`, { id: taskId })).text).toContain("Отчёт 1.pdf");
    const answer = await call(file.loader, "cy", `/work/files/${row!.id}`, { id: row!.id });
    expect(answer).toMatchObject({ status: 200, text: "%PDF-1.7 body" });
    expect(answer.headers.get("Content-Disposition")).toMatch(/^attachment; filename="_{5} 1\.pdf"; filename\*=UTF-8''%D0%9E/);
    expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
  });

  test.each([["ada", 200], ["cy", 200], ["arno", 200], ["audrey", 200], ["leo", 404], [null, 302]] as const)("%s gets the file of a task: %i", async (who, status) => {
    const [row] = await loadAttachments(opened.store, { taskId });
    expect((await call(file.loader, who, `/work/files/${row!.id}`, { id: row!.id })).status).toBe(status);
    expect((await call(file.loader, who, "/work/files/none", { id: "none" })).status).toBe(who === null ? 302 : 404);
  });

  test("an objection carries evidence, the decision too; both sides and oversight read it", async () => {
    const key = "FIN-SALES/report|0|0";
    const bad = await send(taskId, { act: "dispute", verdict: key, reason: "The annex came late." }, [["a.exe", "MZ"]]);
    expect([bad.status, bad.text.includes("The annex came late.")]).toEqual([400, false]);
    const form = formOf({ act: "dispute", verdict: key, reason: "The annex came late." }, [["a.exe", "MZ"]]);
    const refused = await call(task.action, "ada", `/work/${taskId}`, { id: taskId }, form);
    expect([refused.status, refused.text.includes("The annex came late."), refused.text.includes("file_type")]).toEqual([422, true, true]);
    const raised = await call(task.action, "ada", `/work/${taskId}`, { id: taskId }, formOf({ act: "dispute", verdict: key, reason: "The annex came late." }, [["mail.txt", "Sent on Thursday"]]));
    expect(raised.status).toBe(302);
    const [row] = await loadDisputesOfItem(opened.store, `t:${taskId}`);
    const add = (who: "cy" | "leo" | "audrey", files: readonly [string, string][]) => call(dispute.action, who, `/work/disputes/${row!.id}`, { id: row!.id }, formOf({ act: "evidence" }, files));
    expect((await add("cy", [["", ""]])).text).toContain("no_files");
    expect((await add("cy", [["letter.txt", "Sent on Tuesday"]])).status).toBe(302);
    expect([(await add("leo", [["a.txt", "a"]])).status, (await add("audrey", [["a.txt", "a"]])).status]).toEqual([404, 403]);
    const decide = (who: "arno", files: readonly [string, string][]) => call(dispute.action, who, `/work/disputes/${row!.id}`, { id: row!.id }, formOf({ act: "refuse", rowVersion: "2", text: "The receipt says otherwise." }, files));
    expect((await decide("arno", [["a.svg", "<svg>"]])).status).toBe(422);
    expect((await decide("arno", [["receipt.png", "\u0089PNG\r\n\u001a\n"]])).status).toBe(302);
    const files = await loadAttachments(opened.store, { disputeIds: [row!.id] });
    expect(files.map((one) => one.name)).toEqual(["letter.txt", "mail.txt", "receipt.png"]);
    expect((await add("cy", [["late.txt", "late"]])).status).toBe(403);
    const page = await call(dispute.loader, "cy", `/work/disputes/${row!.id}`, { id: row!.id });
    expect(files.every((one) => page.text.includes(one.id))).toBe(true);
    for (const [who, status] of [["ada", 200], ["cy", 200], ["arno", 200], ["adam", 404], ["leo", 404]] as const)
      expect([who, (await call(file.loader, who, `/work/files/${files[0]!.id}`, { id: files[0]!.id })).status]).toEqual([who, status]);
  });
});
