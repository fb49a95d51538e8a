import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startDraft } from "#app/operations/start-draft.server.ts";
import { en } from "#app/i18n/en.ts";
import { ru } from "#app/i18n/ru.ts";
import type { TextFaultCode } from "#app/domain/agreement/check-agreement-text.ts";
import { RECURRENCE_FAULTS } from "#app/domain/schedule/recurrence.ts";
import { action as previewAction } from "#app/routes/agreements.$id.versions.$number.obligations.preview/route.ts";
import { action as editAction, loader as editLoader } from "#app/routes/_shell.agreements.$id_.versions.$number_.obligations.$key/route.tsx";
import { action as newAction, loader as newLoader } from "#app/routes/_shell.agreements.$id_.versions.$number_.obligations.new/route.tsx";
import { loadAgreements, loadObligations, type AgreementRow } from "#db/queries/agreements.server.ts";
import { as, negotiators, TODAY, type Negotiators } from "#test/support/negotiators.ts";
import { callRoute } from "#test/support/route-context.ts";
import { sqliteStore, type TestStore } from "#test/support/stores.ts";
import { at } from "#test/support/tiny-company.ts";

type Fields = Record<string, string>;

describe("the obligation editor", () => {
  let opened: TestStore;
  let company: Negotiators;
  let agreement: AgreementRow;
  let versionId: string;
  const key = "FIN-SALES/report";

  beforeAll(async () => {
    opened = await sqliteStore();
    company = await negotiators(opened.store);
    agreement = (await loadAgreements(opened.store)).find((row) => row.code === "FIN-SALES")!;
    const agreed = (await loadObligations(opened.store))[0]!.versionId;
    const started = await startDraft(as(company, "ada"), { providerId: agreement.providerId, client: { kind: "department", id: company.departments.get("SALES")! }, basedOnVersionId: agreed });
    if (!started.ok) throw new Error(started.code);
    versionId = started.value.versionId;
  });
  afterAll(() => opened.dispose());

  const call = (handler: (args: never) => unknown, who: string | null, params: Fields, form?: Fields, path = "/") => callRoute(handler, opened.store, at(TODAY), who && `account-${who}`, path, { id: agreement.id, ...params }, form);
  /** The form of a promise as the page sends it. */
  const formOf = async (who: string, params: Fields, path = "/"): Promise<Fields> => {
    const answer = await call(params.key ? editLoader : newLoader, who, params, undefined, path);
    const { page } = JSON.parse(answer.text) as { page: { fields: Record<string, string | string[]>; rowVersion: number } };
    return { ...Object.fromEntries(Object.entries(page.fields).flatMap(([name, value]) => (Array.isArray(value) ? value.slice(0, 1).map((one) => [name, one]) : [[name, value]]))), rowVersion: String(page.rowVersion), key: params.key ?? "", intent: "save" };
  };
  const draft = async () => (await loadObligations(opened.store, [versionId])).map((row) => [row.key, row.kind, row.weight]);

  test("opens to the heads of both sides and their deputies, and to nobody else", async () => {
    const status = async (who: string | null) => (await call(editLoader, who, { number: "1", key })).status;
    expect([await status("ada"), await status("bo"), await status("cy")]).toEqual([200, 200, 200]);
    expect([await status("leo"), await status("ivy"), await status("hana"), await status(null)]).toEqual([404, 403, 404, 302]);
    expect((await call(editLoader, "aud", { number: "1", key })).status).toBe(403);
    expect((await call(previewAction, "leo", { number: "1" }, await formOf("ada", { number: "1", key }))).status).toBe(404);
    expect((await call(editLoader, "ada", { number: "1", key: "FIN-SALES/none" })).status).toBe(404);
    expect((await call(editLoader, "ada", { number: "9", key })).status).toBe(404);
  });

  test("keeps a draft from the other side", async () => {
    expect((await call(editLoader, "ada", { number: "2", key })).status).toBe(200);
    expect((await call(editLoader, "cy", { number: "2", key })).status).toBe(404);
    expect((await call(editAction, "cy", { number: "2", key }, await formOf("ada", { number: "2", key }))).status).toBe(404);
  });

  test("says the promise while it is typed, with the due instant and what is skipped", async () => {
    const form = { ...(await formOf("ada", { number: "2", key })), due_n: "3", target_n: "97.5" };
    const preview = JSON.parse((await call(previewAction, "ada", { number: "2" }, form)).text) as { sentence: string; terms: { request: { due: number; days: { closed: string | null }[] } } };
    expect(preview.sentence).toContain("within 3\u00a0working days");
    expect(preview.sentence).toContain("97.5\u00a0%");
    expect(new Date(preview.terms.request.due).toISOString()).toBe("2026-06-09T12:00:00.000Z");
    expect(preview.terms.request.days.filter((day) => day.closed === "weekend")).toHaveLength(2);
    expect((await draft())[0]).toEqual([key, "timing", "2"]);
  });

  test("shows the next five dates of a schedule, and refuses windows that overlap", async () => {
    const form = { ...(await formOf("ada", { number: "2" }, "/?kind=frequency")), name_en: "Weekly", schedule: "week", weekdays: "FR" };
    const ask = async (over: Fields) => JSON.parse((await call(previewAction, "ada", { number: "2" }, { ...form, ...over })).text) as { faults: { field: string }[]; terms: { occurrences: { scheduledDate: string }[] } };
    const week = await ask({});
    expect(week.faults).toEqual([]);
    expect(week.terms.occurrences.map((one) => one.scheduledDate)).toEqual(["2026-07-03", "2026-07-10", "2026-07-17", "2026-07-24", "2026-07-31"]);
    expect((await ask({ windowBefore_n: "8" })).faults.map(({ field }) => field)).toEqual(["windowBefore_n"]);
    expect((await call(newAction, "ada", { number: "2" }, { ...form, windowBefore_n: "8" })).status).toBe(422);
  });

  test("tries terms on past work and says so where there was none", async () => {
    const form = { ...(await formOf("ada", { number: "2", key })), intent: "dry-run" };
    const preview = JSON.parse((await call(previewAction, "ada", { number: "2" }, form)).text) as { dryRun: { kept: object; from: string; to: string } };
    expect(preview.dryRun).toMatchObject({ kept: { of: 0, bp: null }, from: "2026-03-04", to: TODAY });
  });

  test.each<[string, Fields, string]>([
    ["a floor above the target", { floor_n: "99" }, "floor_n"],
    ["a weight of nothing", { weight: "0" }, "weight"],
    ["no name", { name_en: " ", name_ru: "" }, "name_en"],
    ["a term without an amount", { due_n: "" }, "due_n"],
    ["a term of ten years", { due_n: "2600" }, "due_n"],
    ["the 24th working day", { due_type: "nth_workday", due_nth: "24", due_from: "start", due_at: "18:00" }, "due_nth"],
    ["half past twenty-five", { cutOff: "25:30" }, "cutOff"],
    ["a product of somebody else", { product: "gone" }, "product"],
  ])("refuses %s at its field and keeps what was typed", async (_name, over, field) => {
    const before = await draft();
    const form = { ...(await formOf("ada", { number: "2", key })), ...over };
    const answer = await call(editAction, "ada", { number: "2", key }, form);
    const { lastResult } = JSON.parse(answer.text) as { lastResult: { error: Record<string, string[]>; initialValue: Fields } };
    expect(answer.status).toBe(422);
    expect(Object.keys(lastResult.error)).toEqual([field]);
    expect(lastResult.error[field]![0]).not.toContain("fault.");
    expect(lastResult.initialValue).toMatchObject(over);
    expect(await draft()).toEqual(before);
  });

  test("says of a term of ages that it is too long, not that it is no number, and the side panel speaks of what was typed", async () => {
    const form = { ...(await formOf("ada", { number: "2", key })), due_n: "999999999", name_en: "Typed just now" };
    const answer = await call(editAction, "ada", { number: "2", key }, form);
    const { lastResult, preview } = JSON.parse(answer.text) as { lastResult: { error: Record<string, string[]> }; preview: { faults: { field: string; message: string }[] } };
    expect(lastResult.error.due_n![0]).toMatch(/longer than/);
    expect(preview.faults.map(({ field, message }) => ({ [field]: [message] }))).toEqual([lastResult.error]);
  });

  test.each<[string, string]>([
    ["FREQ=HOURLY", "more than once a day"],
    ["FREQ=DAILY;BYHOUR=9", "names a time of day"],
    ["FREQ=DAILY;TZID=Europe/Moscow", "names a time zone"],
    ["FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "never has a date"],
    ["FREQ=DAILY;BYEASTER=1", "not a rule"],
    ["every Friday", "not a rule"],
  ])("refuses the rule %s", async (rrule, words) => {
    const form = { ...(await formOf("ada", { number: "2" }, "/?kind=frequency")), name_en: "Rule", schedule: "rule", rrule };
    const { lastResult } = JSON.parse((await call(newAction, "ada", { number: "2" }, form)).text) as { lastResult: { error: Record<string, string[]> } };
    expect(lastResult.error.rrule?.[0]).toContain(words);
  });

  test("saves a changed and a new promise of each kind, and removes one", async () => {
    const edited = await call(editAction, "ada", { number: "2", key }, { ...(await formOf("ada", { number: "2", key })), weight: "2.50" });
    expect(edited.status).toBe(302);
    const more: Record<string, Fields> = { response: {}, frequency: {}, quality: { quality: "measure", measure_name: "defects", measure_atMost: "1,5" }, completeness: { rule: "checklist", rule_parts: "table\nnote" }, format: { rule_types: "xlsx" } };
    for (const [kind, over] of Object.entries(more)) {
      const form = { ...(await formOf("ada", { number: "2" }, `/?kind=${kind}`)), name_en: `Reports ${kind}`, ...over };
      expect((await call(newAction, "ada", { number: "2" }, form)).status, kind).toBe(302);
    }
    expect(await draft()).toEqual([[key, "timing", "2.50"], ...Object.keys(more).map((kind) => [`FIN-SALES/reports-${kind}`, kind, "1"])]);
    const quality = (await loadObligations(opened.store, [versionId])).find((row) => row.kind === "quality")!;
    expect(quality.terms).toMatchObject({ measure: { name: "defects", atMost: "1.5" } });
    const form = await formOf("ada", { number: "2", key: "FIN-SALES/reports-format" });
    expect((await call(editAction, "ada", { number: "2", key: "FIN-SALES/reports-format" }, { intent: "remove", rowVersion: form.rowVersion! })).status).toBe(302);
    expect((await draft()).map(([name]) => name)).not.toContain("FIN-SALES/reports-format");
  });

  test("two tabs: the second one is told, and keeps what it typed", async () => {
    const form = await formOf("ada", { number: "2", key });
    expect((await call(editAction, "ada", { number: "2", key }, { ...form, weight: "3" })).status).toBe(302);
    const late = await call(editAction, "ada", { number: "2", key }, { ...form, weight: "4" });
    expect(late.status).toBe(409);
    expect(late.text).toContain("changed meanwhile");
    expect((await draft())[0]).toEqual([key, "timing", "3"]);
  });

  test("an agreed version cannot be changed from here", async () => {
    const form = await formOf("ada", { number: "1", key });
    expect((await call(editAction, "ada", { number: "1", key }, { ...form, weight: "9" })).status).toBe(409);
    expect((await call(editAction, "ada", { number: "1", key }, { ...form, intent: "remove" })).status).toBe(409);
  });
});

/** Every fault of a single promise; those of a whole text are told where it is proposed. */
type PromiseFault = Exclude<TextFaultCode, "no_obligations" | "timing_overlap" | "due_missing" | "bad_recurrence">;
const FAULTS: Readonly<Record<PromiseFault, true>> = {
  above_most: true, duplicate_key: true, name_missing: true, unknown_product: true, foreign_product: true, unknown_team: true, weight_not_positive: true, share_out_of_range: true, count_out_of_range: true, floor_above_target: true,
  amount_not_positive: true, amount_too_long: true, bad_season: true, season_reversed: true, season_overlap: true, season_rule: true, bad_time: true, bad_workday: true, list_empty: true, text_missing: true, text_too_long: true, glob_empty: true, glob_matches_all: true, glob_path: true, glob_regular_expression: true,
};

test("each fault of a promise has a sentence in both languages", () => {
  for (const code of [...Object.keys(FAULTS), ...RECURRENCE_FAULTS])
    for (const words of [en.obligation, ru.obligation]) expect(Object.keys(words)).toContain(`fault.${code}`);
});
