import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SentFile } from "#app/domain/evidence/check-evidence.ts";
import { actOnTask } from "#app/operations/act-on-task.server.ts";
import { decideOnDispute } from "#app/operations/decide-dispute.server.ts";
import { raiseDispute } from "#app/operations/raise-dispute.server.ts";
import { requestTask } from "#app/operations/request-task.server.ts";
import { loadAttachments, loadEvidenceBytes } from "#db/queries/evidence.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { findTask, loadToldEvents, loadVerdictsAbout } from "#db/queries/task-page.server.ts";
import { morePromises } from "#test/support/more-promises.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const june = (day: number, hour: number) => Date.UTC(2026, 5, day, hour);
const PDF: SentFile = { name: "report.pdf", size: 9, bytes: Buffer.from("%PDF-1.7\n") };
const TEXT: SentFile = { name: "letter.txt", size: 5, bytes: Buffer.from("hello") };

/** The report also has to be a PDF. */
const FORMAT = morePromises({ key: "format", kind: "format", terms: { rule: { type: "file_types", types: ["pdf"] } } });

describe.each(STORES)("evidence files over %s", (_name, open) => {
  let test_: TestStore;
  let company: TinyCompany;
  let report: string;
  beforeAll(async () => {
    test_ = await open();
    company = await tinyCompany(test_.store, FORMAT);
    report = (await loadProducts(test_.store)).find((row) => row.code === "REPORT")!.id;
  });
  afterAll(() => test_.dispose());
  const person = (number: string) => company.people.get(number)!;
  const ask = async () => {
    const asked = await requestTask(context(test_.store, june(15, 10)), { productId: report, clientId: company.departments.get("SALES")!, personId: person("003"), neededBy: null, title: "Sales report" });
    if (!asked.ok) throw new Error(asked.code);
    return asked.value.taskId;
  };
  const deliver = async (taskId: string, files: readonly SentFile[], at = june(16, 9)) =>
    actOnTask(context(test_.store, at), { taskId, seq: (await findTask(test_.store, taskId))!.seq, command: { type: "deliver" }, personId: person("001"), sides: ["provider"], files });
  const format = async (taskId: string) => (await loadVerdictsAbout(test_.store, taskId)).find((row) => row.obligationKey === "FIN-SALES/format");

  test("what is attached to a delivery is what the format is judged by", async () => {
    const [good, bad] = [await ask(), await ask()];
    expect(await deliver(good, [PDF])).toMatchObject({ ok: true });
    expect(await deliver(bad, [TEXT])).toMatchObject({ ok: true });
    expect((await loadToldEvents(test_.store, good)).at(-1)?.payload.files).toEqual([{ name: "report.pdf", type: "pdf" }]);
    expect([(await format(good))?.outcome, (await format(bad))?.outcome]).toEqual(["met", "breached"]);
  });

  test("the same content rests once, under each name, and comes back as it was", async () => {
    const taskId = await ask();
    expect(await deliver(taskId, [PDF, { ...PDF, name: "copy.pdf" }])).toMatchObject({ ok: true });
    const files = await loadAttachments(test_.store, { taskId });
    expect(files.map((row) => [row.name, row.attachedTo, row.size])).toEqual([["copy.pdf", "delivery", 9], ["report.pdf", "delivery", 9]]);
    expect(new Set(files.map((row) => row.fileKey)).size).toBe(1);
    expect(Buffer.from((await loadEvidenceBytes(test_.store, files[0]!.fileKey))!).toString()).toBe("%PDF-1.7\n");
  });

  test("a refused file writes nothing: no delivery, no other file", async () => {
    const taskId = await ask();
    expect(await deliver(taskId, [PDF, { ...TEXT, name: "page.html" }])).toMatchObject({ ok: false, code: "file_type", field: "evidence" });
    expect(await findTask(test_.store, taskId)).toMatchObject({ state: "requested" });
    expect(await loadAttachments(test_.store, { taskId })).toEqual([]);
  });

  test("a delivery that came too late leaves no files behind", async () => {
    const taskId = await ask();
    await deliver(taskId, []);
    expect(await deliver(taskId, [PDF])).toMatchObject({ ok: false, code: "not_in_this_state" });
    expect(await loadAttachments(test_.store, { taskId })).toEqual([]);
  });

  test("an objection and its decision carry files of their own", async () => {
    const { store } = test_;
    const taskId = await ask();
    await deliver(taskId, [], june(18, 9));
    const raised = await raiseDispute(context(store, june(18, 10)), { about: { taskId }, obligationKey: "FIN-SALES/report", cycle: 0, carry: 0, personId: person("001"), departmentId: company.departments.get("FIN")!, reason: "Late annex", files: [TEXT] });
    if (!raised.ok) throw new Error(raised.code);
    const { disputeId } = raised.value;
    const by = { personId: person("011"), departmentIds: [] };
    const refuse = (files: readonly SentFile[]) => decideOnDispute(context(store, june(19, 10)), { disputeId, rowVersion: 1, decision: { type: "refuse", text: "The mail is dated after." }, by, files });
    expect(await refuse([{ ...PDF, size: 0 }])).toMatchObject({ ok: false, code: "file_empty" });
    expect(await refuse([PDF])).toMatchObject({ ok: true });
    expect((await loadAttachments(store, { disputeIds: [disputeId] })).map((row) => [row.name, row.attachedTo])).toEqual([["letter.txt", "objection"], ["report.pdf", "decision"]]);
    expect(await loadAttachments(store, { taskId })).toEqual([]);
  });
});
