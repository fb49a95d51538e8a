import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { action, loader } from "#app/routes/_shell.settings.surveys/route.tsx";
import { loadSurveyPolicy } from "#db/queries/surveys.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { STORES } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { at, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

const NOW = at("2026-06-15");
const PATH = "/settings/surveys";
const FIELDS = {
  intent: "save", isOn: "on", delayHours: "4", samplingPercent: "50", daysBetweenSameProvider: "7", perThirtyDays: "3", quiet: "19:00", quietTo: "09:00", workingDaysOnly: "on", reminderDays: "2, 5", expiryDays: "10", changedMindHours: "12", "language-en": "on", kind1: "scale", en1: "Would you ask again?",
};

describe.each(STORES)("the page of the surveys on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  const call = (handler: Parameters<typeof callRoute>[0], name: keyof TinyCompany["accounts"], form?: Record<string, string>) => callRoute(handler, opened.store, NOW, company.accounts[name], PATH, {}, form);
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
  });
  afterAll(() => opened.dispose());

  test("is the arbiter's and HR's alone", async () => {
    for (const [name, status] of [["arno", 200], ["hana", 200], ["ada", 403], ["cy", 200], ["dora", 403], ["adam", 403], ["audrey", 403], ["leo", 403]] as const) {
      // Cy holds HR too.
      expect([name, (await call(loader, name)).status]).toEqual([name, status]);
      if (status === 403) expect([name, (await call(action, name, FIELDS)).status]).toEqual([name, 403]);
    }
  });

  test("keeps what was typed where it is wrong, with a sentence at the field, and saves nothing", async () => {
    const before = await loadSurveyPolicy(opened.store, "transactional");
    const refused = await call(action, "arno", { ...FIELDS, samplingPercent: "many", quietTo: "", reminderDays: "5, 2" });
    expect(refused.status).toBe(422);
    expect(JSON.parse(refused.text)).toMatchObject({
      of: "policy", form: { values: { samplingPercent: "many", reminderDays: "5, 2" }, faults: { samplingPercent: "A whole number from 1 to 100.", quiet: expect.any(String), reminderDays: expect.any(String) } },
    });
    expect(await loadSurveyPolicy(opened.store, "transactional")).toEqual(before);
  });

  test("says at its place that a question has no words in a language in which people are asked", async () => {
    const refused = await call(action, "arno", { ...FIELDS, "language-ru": "on" });
    expect([refused.status, JSON.parse(refused.text).form.faults]).toEqual([422, { question1: "Write it in each language in which people are asked." }]);
    expect(JSON.parse((await call(action, "arno", { ...FIELDS, "language-en": "" })).text).form.faults).toMatchObject({ languages: "Choose at least one." });
  });

  test("forecasts without saving, then saves", async () => {
    expect(JSON.parse((await call(action, "arno", { ...FIELDS, intent: "forecast" })).text)).toMatchObject({ forecast: { deliveries: 0, invitations: 0 }, form: { faults: {} } });
    expect((await call(action, "arno", FIELDS)).status).toBe(302);
    expect(await loadSurveyPolicy(opened.store, "transactional")).toEqual({
      isOn: true, delayHours: 4, samplingPercent: 50, quiet: { from: "19:00", to: "09:00" }, workingDaysOnly: true, budget: { daysBetweenSameProvider: 7, perThirtyDays: 3 }, reminderDays: [2, 5], expiryDays: 10, changedMindHours: 12, languages: ["en"], questions: [{ kind: "scale", text: { en: "Would you ask again?" } }],
    });
  });

  test("takes a person off the questions and back", async () => {
    const wrong = await call(action, "arno", { intent: "pause", number: "999", kind: "block", from: "2026-06-15", until: "" });
    expect([wrong.status, JSON.parse(wrong.text).form.faults.number]).toEqual([422, "Nobody has this personnel number."]);
    expect((await call(action, "arno", { intent: "pause", number: "020", kind: "block", from: "2026-06-15", until: "" })).status).toBe(302);
    const [row] = JSON.parse((await call(loader, "arno")).text).pauses;
    expect(row).toMatchObject({ name: "Lex Leo", kind: "block", until: null });
    expect((await call(action, "arno", { intent: "resume", id: row.id })).status).toBe(302);
    expect(JSON.parse((await call(loader, "arno")).text).pauses).toEqual([]);
  });
});
