import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DIMENSIONS } from "#app/domain/survey/relationship-report.ts";
import { answerRelationship } from "#app/operations/answer-relationship.server.ts";
import type { RelationshipEntry } from "#app/operations/answer-relationship.server.ts";
import { closeRounds } from "#app/operations/close-rounds.server.ts";
import { exportInputs } from "#app/operations/export-inputs.server.ts";
import { openRounds } from "#app/operations/open-rounds.server.ts";
import { watchProviderAnswers } from "#app/operations/watch-provider-answers.server.ts";
import { loader as audit } from "#app/routes/_shell.settings.audit/route.tsx";
import { loader as answers } from "#app/routes/_shell.ratings.answers/route.tsx";
import { loader as inbox } from "#app/routes/_shell.inbox/route.tsx";
import { loader as own } from "#app/routes/_shell.ratings.relationship/route.tsx";
import { loader as provider } from "#app/routes/_shell.ratings.relationships.$providerId/route.tsx";
import { loader as index } from "#app/routes/_shell.ratings.relationships._index/route.tsx";
import { loader as named } from "#app/routes/_shell.ratings._index/route.tsx";
import { loader as csv } from "#app/routes/ratings.relationships[.]csv/route.ts";
import { insertContacts } from "#db/queries/contacts.server.ts";
import { loadRelationshipReports } from "#db/queries/relationship.server.ts";
import { loadOpenRounds } from "#db/queries/survey-rounds.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { context, TINY, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const GROUPS = [1, 2, 3, 4, 5, 6];
/** Seven people of sales; the seventh joins later. */
const STAFF = [1, 2, 3, 4, 5, 6, 7].map((n) => ({ ...TINY.people[1]!, personnelNumber: `S${n}`, surname: `Surname${n}`, givenName: `Given${n}`, department: "SALES" }));
const REPORT = TINY.agreements[0]!;

/** Beside finance six providers P1 … P6 for sales; Pn is spoken to by n people. */
const COMPANY = {
  ...TINY,
  departments: [...TINY.departments, ...GROUPS.map((n) => ({ ...TINY.departments[0]!, code: `P${n}`, name: { en: `Provider ${n}`, ru: `Исполнитель ${n}` } }))],
  people: [...TINY.people, ...STAFF],
  products: [...TINY.products, ...GROUPS.map((n) => ({ ...TINY.products[0]!, code: `R${n}`, provider: `P${n}` }))],
  agreements: GROUPS.map((n) => ({
    ...REPORT, code: `P${n}-SALES`, provider: `P${n}`,
    versions: REPORT.versions.map((version) => ({ ...version, obligations: [{ ...version.obligations[0]!, key: `report${n}`, product: `R${n}` }] })),
  })),
} as typeof TINY;

/** Days on which the rounds of three quarters open, ten working days before the end of May, August and November; each lasts a fortnight. */
const OPENINGS = { "2026-Q2": Date.UTC(2026, 4, 18, 9), "2026-Q3": Date.UTC(2026, 7, 18, 9), "2026-Q4": Date.UTC(2026, 10, 17, 9) } as const;
const FORTNIGHT = 14 * 86_400_000;
/** A client who is HR too, the arbiter, the director, the auditor, and somebody of another department. */
const audience = ["cy", "arno", "dora", "audrey", "leo"] as const;

const entry = (providerId: string, nps: number, score: number, comment = ""): RelationshipEntry => ({ providerId, nps, comment, dimensions: Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, score])) as RelationshipEntry["dimensions"] });

describe.each(STORES)("confidential answers over %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store, COMPANY);
    const { agreement: a } = opened.store.t;
    const agreements = await opened.store.q.select({ id: a.id, code: a.code }).from(a);
    const contacts = GROUPS.flatMap((n) => STAFF.slice(0, n).map((row, position) => ({ agreementId: agreements.find((one) => one.code === `P${n}-SALES`)!.id, personId: person(row.personnelNumber), position })));
    await opened.store.writeAll((w) => insertContacts(opened.store, w, contacts), { at: 1, actor: { kind: "cli", id: "t" }, action: "agreement.add", entity: "agreement", entityId: "all" });
  });
  afterAll(() => opened.dispose());

  const person = (number: string) => company.people.get(number)!;
  const providerOf = (n: number) => company.departments.get(`P${n}`)!;
  const ctx = (at: number) => context(opened.store, at);
  const rowOf = async (number: string, at: number) => (await loadOpenRounds(opened.store, person(number), at)).find(({ round }) => round.survey === "relationship")?.asked;
  const auditRows = async () => {
    const { audit: a } = opened.store.t;
    return opened.store.q.select({ action: a.action, details: a.details, at: a.at }).from(a);
  };
  /** Everything that anybody can read of it, in one text. */
  const doors = async (at: number) => {
    const texts: string[] = [];
    for (const name of audience) {
      const call = async (handler: Parameters<typeof callRoute>[0], path: string, params = {}) => texts.push((await callRoute(handler, opened.store, at, company.accounts[name], path, params)).text);
      await call(index, "/ratings/relationships?quarter=2026-Q2");
      await call(csv, "/ratings/relationships.csv?quarter=2026-Q2");
      for (const n of GROUPS) await call(provider, `/ratings/relationships/${providerOf(n)}?quarter=2026-Q2&client=${company.departments.get("SALES")!}`, { providerId: providerOf(n) });
      await call(named, "/ratings");
      await call(answers, "/ratings/answers?search=canary");
      await call(inbox, "/inbox");
      await call(own, "/ratings/relationship");
      await call(audit, "/settings/audit");
    }
    texts.push(JSON.stringify(await exportInputs(opened.store, "2026-05")), JSON.stringify(await auditRows()));
    return texts.join("\n");
  };
  const reports = async (quarter: string) => new Map((await loadRelationshipReports(opened.store, { quarters: [quarter] })).map((row) => [row.providerId, row.content]));

  test("everybody who speaks for a client is asked once, with one mail, whatever runs twice", async () => {
    const at = OPENINGS["2026-Q2"];
    expect(await openRounds(ctx(at - 86_400_000))).toEqual({ opened: 0, asked: 0 });
    expect(await openRounds(ctx(at))).toEqual({ opened: 1, asked: 6 });
    expect(await openRounds(ctx(at + 1))).toEqual({ opened: 0, asked: 0 });
  });

  test("what is begun must be complete, and only those one was asked about are taken", async () => {
    const at = OPENINGS["2026-Q2"] + 1000;
    const asked = (await rowOf("S1", at))!;
    expect(await answerRelationship(ctx(at), asked.id, [])).toMatchObject({ code: "nothing_said" });
    expect(await answerRelationship(ctx(at), asked.id, [entry(company.departments.get("FIN")!, 10, 5)])).toMatchObject({ code: "nothing_said" });
    for (const wrong of [entry(providerOf(1), 11, 5), entry(providerOf(1), 10, 6), { ...entry(providerOf(1), 10, 5), nps: null }, entry(providerOf(1), 2.5, 5)])
      expect(await answerRelationship(ctx(at), asked.id, [wrong])).toMatchObject({ code: "entries_refused", faults: [{ code: "entry_incomplete", field: providerOf(1) }] });
    expect(await answerRelationship(ctx(at), asked.id, [entry(providerOf(1), 10, 5, "x".repeat(4001))])).toMatchObject({ faults: [{ code: "comment_too_long" }] });
  });

  test("an answer is recorded once, also when it is sent twice at a time, and leaves no entry in the log", async () => {
    const at = OPENINGS["2026-Q2"] + 2000;
    const before = (await auditRows()).length;
    for (const [index, row] of STAFF.slice(0, 6).entries()) {
      const asked = (await rowOf(row.personnelNumber, at))!;
      const entries = GROUPS.filter((n) => n > index).map((n) => entry(providerOf(n), index, 1 + (index % 5), `canary-${row.personnelNumber}-${n}`));
      const twice = await Promise.all([answerRelationship(ctx(at + index * 3_600_000), asked.id, entries), answerRelationship(ctx(at + index * 3_600_000), asked.id, entries)]);
      expect(twice.map((one) => one.ok).sort()).toEqual([false, true]);
      expect(await answerRelationship(ctx(at + 1), asked.id, entries)).toMatchObject({ code: "round_answered" });
    }
    expect(await auditRows()).toHaveLength(before);
  });

  test("an answer and the note that somebody answered share nothing: no person, no time, no order", async () => {
    const { relationshipAnswer: a, relationshipAsked: q, roundPerson: p } = opened.store.t;
    const answers = await opened.store.q.select().from(a);
    expect(answers).toHaveLength(21);
    for (const answer of answers) {
      expect(Object.keys(answer).sort()).toEqual(["answeredOn", "clientId", "content", "id", "period", "providerId"]);
      for (const row of STAFF) expect(JSON.stringify({ ...answer, content: { ...answer.content, comment: "" } })).not.toContain(person(row.personnelNumber));
    }
    // One day for all, the round's last: a day on which one person came would tell of them.
    expect(new Set(answers.map((row) => row.answeredOn))).toEqual(new Set(["2026-06-01"]));
    expect(Object.keys((await opened.store.q.select().from(q))[0]!).sort()).toEqual(["clientId", "isAnswered", "personId", "providerId", "roundId"]);
    const people = await opened.store.q.select().from(p);
    expect(people.filter((row) => row.state === "answered").map(({ createdAt, sentAt, remindedAt, draft }) => ({ createdAt, sentAt, remindedAt, draft }))).toEqual(Array.from({ length: 6 }, () => ({ createdAt: OPENINGS["2026-Q2"], sentAt: null, remindedAt: null, draft: null })));
  });

  test("before the survey has closed no door tells anything", async () => {
    const seen = await doors(OPENINGS["2026-Q2"] + FORTNIGHT - 1);
    expect(seen).not.toMatch(/canary-|npsBp|"asked":\d/);
    expect(await closeRounds(ctx(OPENINGS["2026-Q2"] + FORTNIGHT - 1))).toBe(0);
  });

  test("closing makes reports: nothing of one to four people, figures of five and six, no words below ten", async () => {
    const end = OPENINGS["2026-Q2"] + FORTNIGHT;
    expect([await closeRounds(ctx(end)), await closeRounds(ctx(end + 1))]).toEqual([1, 0]);
    const found = await reports("2026-Q2");
    for (const n of [1, 2, 3, 4]) expect([n, found.get(providerOf(n))]).toEqual([n, { total: null, asked: null, clients: [], comments: null }]);
    for (const n of [5, 6]) {
      const report = found.get(providerOf(n))!;
      expect(report).toMatchObject({ total: { n, npsBp: -10_000 }, asked: n, comments: null });
      expect(report.clients.map((row) => row.clientId)).toEqual([company.departments.get("SALES")]);
    }
    const seen = await doors(end + 1);
    expect(seen).not.toContain("canary-");
    // Those who may see figures see the two that may be shown, and of the others that there were too few.
    const { rows } = JSON.parse((await callRoute(index, opened.store, end, company.accounts.arno, "/ratings/relationships")).text) as { rows: { provider: string; total: { n: number } | null }[] };
    expect(rows.map((row) => [row.provider, row.total?.n ?? null])).toEqual(GROUPS.map((n) => [`Provider ${n}`, n < 5 ? null : n]));
  });

  test("rows lie in the order of their keys, not in that of answering, and were all written together", async () => {
    const { relationshipAnswer: a } = opened.store.t;
    const stored = (await opened.store.q.select({ id: a.id }).from(a)).map((row) => row.id);
    expect(stored).toEqual([...stored].sort());
  });

  test("the frozen reports change by nothing that comes later", async () => {
    const before = JSON.stringify([...(await reports("2026-Q2"))]);
    expect(await answerRelationship(ctx(OPENINGS["2026-Q2"] + FORTNIGHT + 5), (await opened.store.q.select().from(opened.store.t.roundPerson))[0]!.id, [entry(providerOf(6), 10, 5)])).toMatchObject({ ok: false });
    expect(JSON.stringify([...(await reports("2026-Q2"))])).toBe(before);
  });

  test("a joiner is not the difference of two quarters: the group of six and one is not shown, the same five are", async () => {
    const { agreement: a } = opened.store.t;
    const six = (await opened.store.q.select({ id: a.id, code: a.code }).from(a)).find((row) => row.code === "P6-SALES")!.id;
    await opened.store.writeAll((w) => insertContacts(opened.store, w, [{ agreementId: six, personId: person("S7"), position: 6 }]), { at: 1, actor: { kind: "cli", id: "t" }, action: "agreement.add", entity: "agreement", entityId: six });
    const at = OPENINGS["2026-Q3"];
    await openRounds(ctx(at));
    for (const [index, row] of STAFF.entries()) {
      const entries = GROUPS.filter((n) => n === 6 || n > index).map((n) => entry(providerOf(n), index, 1 + (index % 5)));
      expect(await answerRelationship(ctx(at + 1), (await rowOf(row.personnelNumber, at + 1))!.id, entries)).toMatchObject({ ok: true });
    }
    await closeRounds(ctx(at + FORTNIGHT));
    const found = await reports("2026-Q3");
    expect(found.get(providerOf(6))).toEqual({ total: null, asked: null, clients: [], comments: null });
    expect(found.get(providerOf(5))!.total).toMatchObject({ n: 5 });
  });

  test("nor is a leaver, though the quarter between was not shown", async () => {
    const at = OPENINGS["2026-Q4"];
    await openRounds(ctx(at));
    // The first of the six does not answer about P6 this time, the joiner neither.
    for (const [index, row] of STAFF.slice(0, 6).entries())
      await answerRelationship(ctx(at + 1), (await rowOf(row.personnelNumber, at + 1))!.id, GROUPS.filter((n) => n > index && !(n === 6 && index === 0)).map((n) => entry(providerOf(n), index, 1 + (index % 5))));
    await closeRounds(ctx(at + FORTNIGHT));
    const found = await reports("2026-Q4");
    expect(found.get(providerOf(6))).toEqual({ total: null, asked: null, clients: [], comments: null });
    expect(found.get(providerOf(5))!.total).toMatchObject({ n: 5 });
  });

  test("heads without a department to answer for hear nothing; watching runs without one", async () => {
    expect(await watchProviderAnswers(ctx(OPENINGS["2026-Q4"] + 2 * FORTNIGHT))).toBe(0);
  });
});
