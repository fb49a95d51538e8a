import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { VoiceAct, VoiceSide } from "#app/domain/voice/decide-voice.ts";
import { voiceFigures } from "#app/domain/voice/voice-figures.ts";
import { DEFAULT_FOLLOW_UP } from "#app/domain/improvement/follow-up-policy.ts";
import { actOnVoice } from "#app/operations/act-on-voice.server.ts";
import { openCaseOfVoice } from "#app/operations/open-case.server.ts";
import { saveFollowUpPolicy } from "#app/operations/save-follow-up-policy.server.ts";
import { sayVoice, type SayVoice } from "#app/operations/say-voice.server.ts";
import { watchFollowUp } from "#app/operations/watch-follow-up.server.ts";
import { findCase } from "#db/queries/cases.server.ts";
import { findVoice, listVoices, loadVoiceMessages, loadVoiceTimes } from "#db/queries/voices.server.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

/** An hour of June 2026, UTC: the 15th is a Monday. Finance works from 9 to 18. */
const june = (day: number, hour = 10) => Date.UTC(2026, 5, day, hour);

describe.each(STORES)("the voice of the client over %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  beforeEach(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
  });
  afterEach(() => opened.dispose());

  const person = (number: string) => company.people.get(number)!;
  const department = (code: string) => company.departments.get(code)!;
  const [ada, bo, cy] = ["001", "002", "003"];
  const say = (over: Partial<SayVoice> = {}, at = june(15)) =>
    sayVoice(context(opened.store, at), {
      kind: "question", subject: "Which rate?", text: "We differ by two percent.", clientId: department("SALES"), providerId: department("FIN"), taskId: null, productId: null, thankedId: null, formKey: "f1", personId: person(cy), ...over,
    });
  const said = async (over: Partial<SayVoice> = {}, at = june(15)) => {
    const result = await say(over, at);
    if (!result.ok) throw new Error(JSON.stringify(result.faults));
    return result.voiceId;
  };
  const act = async (voiceId: string, type: VoiceAct, side: VoiceSide, at: number, text = "words") =>
    actOnVoice(context(opened.store, at), { voiceId, rowVersion: (await findVoice(opened.store, voiceId))!.rowVersion, act: type, text, sides: [side], personId: person(side === "client" ? cy : ada) });
  const told = async () => {
    const { notice: n } = opened.store.t;
    const names = new Map([...company.people].map(([number, id]) => [id, number]));
    return (await opened.store.q.select({ kind: n.kind, personId: n.personId }).from(n)).map((row) => `${row.kind} ${names.get(row.personId)}`).sort();
  };

  test.each([["complaint", june(17)], ["claim", june(18)], ["question", june(17)], ["wish", june(22)], ["thanks", null]] as const)("a %s has a reply clock of its own", async (kind, dueAt) => {
    const row = await findVoice(opened.store, await said({ kind }));
    expect(row).toMatchObject({ kind, replyDueAt: dueAt, firstDueAt: dueAt, state: kind === "thanks" ? "closed" : "open", period: "2026-06" });
  });

  test("it is asked, answered, closed, and opened again with a clock that runs anew", async () => {
    const id = await said();
    expect(await told()).toEqual([`voice_said ${ada}`]);
    expect(await act(id, "reply", "provider", june(16))).toMatchObject({ ok: true, value: { state: "answered" } });
    expect(await told()).toEqual([`voice_replied ${cy}`, `voice_said ${ada}`]);
    expect(await act(id, "close", "client", june(16, 12), "")).toMatchObject({ ok: true, value: { state: "closed" } });
    expect(await findVoice(opened.store, id)).toMatchObject({ firstRepliedAt: june(16), closedAt: june(16, 12) });
    expect(await act(id, "reopen", "client", june(18), "It is still so.")).toMatchObject({ ok: true, value: { state: "reopened" } });
    expect(await findVoice(opened.store, id)).toMatchObject({ closedAt: null, clockFrom: june(18), replyDueAt: june(22), firstDueAt: june(17), firstRepliedAt: june(16) });
    expect(await act(id, "reply", "provider", june(19))).toMatchObject({ ok: true });
    expect((await loadVoiceMessages(opened.store, id)).map((one) => `${one.side} ${one.act}`)).toEqual(["client say", "provider reply", "client close", "client reopen", "provider reply"]);
    expect(await findVoice(opened.store, id)).toMatchObject({ firstRepliedAt: june(16), state: "answered" });
  });

  test("the provider closes nothing, and the client replies to nothing", async () => {
    const id = await said();
    await act(id, "reply", "provider", june(16));
    expect(await act(id, "close", "provider", june(16))).toMatchObject({ ok: false, code: "not_your_side" });
    expect(await act(id, "reply", "client", june(16))).toMatchObject({ ok: false, code: "not_your_side" });
  });

  test("two who write at once: the second sees the first", async () => {
    const id = await said();
    const both = [1, 2].map(() => actOnVoice(context(opened.store, june(16)), { voiceId: id, rowVersion: 1, act: "reply", text: "r", sides: ["provider"], personId: person(ada) }));
    expect((await Promise.all(both)).map((one) => (one.ok ? "ok" : one.code)).sort()).toEqual(["changed_meanwhile", "ok"]);
    expect(await loadVoiceMessages(opened.store, id)).toHaveLength(2);
  });

  test("the same press twice says it once", async () => {
    const ids = await Promise.all([said(), said()]);
    expect(new Set([...ids, await said()]).size).toBe(1);
    expect(await said({ formKey: "f2" })).not.toBe(ids[0]);
  });

  test("nobody speaks as a client of their own department, nor for one that is not theirs", async () => {
    const refused = async (over: Partial<SayVoice>) => {
      const result = await say(over);
      return result.ok ? [] : result.faults.map((fault) => `${fault.field} ${fault.code}`);
    };
    expect(await refused({ personId: person(bo), clientId: department("FIN") })).toEqual(["providerId own_department"]);
    expect(await refused({ personId: person(ada), clientId: department("FIN"), providerId: department("PAYROLL") })).toEqual(["providerId own_department"]);
    expect(await refused({ clientId: department("LEGAL") })).toEqual(["clientId no_client"]);
    expect(await refused({ providerId: "nowhere" })).toEqual(["providerId no_provider"]);
    expect(await refused({ kind: "thanks", thankedId: person("020") })).toEqual(["thankedId not_of_provider"]);
    expect((await listVoices(opened.store, { side: "provider", departmentIds: "all", kind: null, states: [], search: "" }, { sort: { column: "said", descending: true }, limit: 9, offset: 0 })).total).toBe(0);
  });

  test("thanks reach the named person and the head, and leave nothing to do", async () => {
    const id = await said({ kind: "thanks", thankedId: person(bo) });
    expect(await told()).toEqual([`voice_thanks ${ada}`, `voice_thanks ${bo}`]);
    expect(await act(id, "reply", "provider", june(16))).toMatchObject({ ok: false, code: "not_in_this_state" });
  });

  test("a complaint becomes one case, in the sender's words, and a question none", async () => {
    const complaint = await said({ kind: "complaint", subject: "Late again", text: "Three times this month." });
    const first = await openCaseOfVoice(context(opened.store, june(15, 12)), complaint);
    expect(await openCaseOfVoice(context(opened.store, june(16)), complaint)).toEqual(first);
    expect(await findCase(opened.store, first.ok ? first.value.caseId : "")).toMatchObject({ origin: "voice", voiceId: complaint, providerId: department("FIN"), clientId: department("SALES"), openedBy: person(cy), problem: "Late again\n\nThree times this month." });
    expect(await openCaseOfVoice(context(opened.store, june(16)), await said({ formKey: "f2" }))).toMatchObject({ ok: false, code: "not_this_kind" });
  });

  test("who owes a reply is told near its time and when it is late, once each, in working hours only", async () => {
    await said();
    const watch = async (at: number) => (await watchFollowUp(context(opened.store, at))).told;
    expect(await watch(june(16, 12))).toBe(0);
    expect(await watch(june(17, 8))).toBe(0);
    expect([await watch(june(17, 9)), await watch(june(17, 9))]).toEqual([1, 0]);
    expect([await watch(june(17, 11)), await watch(june(18, 11))]).toEqual([1, 0]);
    expect(await told()).toEqual([`voice_late ${ada}`, `voice_near ${ada}`, `voice_said ${ada}`]);
  });

  test("the clocks follow the policy from its saving on, and each policy is kept", async () => {
    const policy = { ...DEFAULT_FOLLOW_UP, replyDays: { ...DEFAULT_FOLLOW_UP.replyDays, question: 4 } };
    const before = await said();
    expect(await saveFollowUpPolicy(context(opened.store, june(15)), policy, person("011"))).toEqual({ ok: true });
    expect(await findVoice(opened.store, await said({ formKey: "f2" }))).toMatchObject({ replyDueAt: june(19) });
    expect(await findVoice(opened.store, before)).toMatchObject({ replyDueAt: june(17) });
    expect(await saveFollowUpPolicy(context(opened.store, june(16)), { ...policy, caseReplyDays: 0 }, null)).toMatchObject({ ok: false, faults: [{ field: "caseReplyDays" }] });
    expect(await saveFollowUpPolicy(context(opened.store, june(16)), policy, null)).toEqual({ ok: true });
    expect(await opened.store.q.select().from(opened.store.t.followUpPolicy)).toHaveLength(1);
  });

  test("figures count by kind and month of the provider, first replies only", async () => {
    const inTime = await said();
    await act(inTime, "reply", "provider", june(17));
    const late = await said({ formKey: "f2" });
    await act(late, "reply", "provider", june(17, 11));
    await said({ kind: "claim", formKey: "f3" }, june(17));
    await said({ kind: "thanks", formKey: "f4" });
    const times = await loadVoiceTimes(opened.store, department("FIN"), ["2026-06"]);
    expect(voiceFigures(times, june(18))).toEqual([{ kind: "claim", n: 1, due: 0, inTime: 0 }, { kind: "question", n: 2, due: 2, inTime: 1 }, { kind: "thanks", n: 1, due: 0, inTime: 0 }]);
    expect(await loadVoiceTimes(opened.store, department("FIN"), ["2026-05"])).toEqual([]);
    expect(await loadVoiceTimes(opened.store, department("LEGAL"), ["2026-06"])).toEqual([]);
  });

  test("a list is searched, filtered and sorted; what owes no reply comes last by its due time", async () => {
    await said({ kind: "thanks", subject: "Спасибо за Ёлку", formKey: "a" }, june(15));
    await said({ kind: "wish", subject: "A phone list", formKey: "b" }, june(16));
    await said({ kind: "question", subject: "Which rate?", formKey: "c" }, june(17));
    const list = async (over: object, sort: { column: "said" | "due"; descending: boolean } = { column: "said", descending: true }) =>
      (await listVoices(opened.store, { side: "provider", departmentIds: [department("FIN")], kind: null, states: [], search: "", ...over }, { sort, limit: 10, offset: 0 })).rows.map((row) => row.kind);
    expect(await list({})).toEqual(["question", "wish", "thanks"]);
    expect(await list({}, { column: "due", descending: false })).toEqual(["question", "wish", "thanks"]);
    expect(await list({}, { column: "due", descending: true })).toEqual(["wish", "question", "thanks"]);
    expect(await list({ search: "елку" })).toEqual(["thanks"]);
    expect(await list({ kind: "wish" })).toEqual(["wish"]);
    expect(await list({ states: ["closed"] })).toEqual(["thanks"]);
    expect(await list({ side: "client" })).toEqual([]);
    expect(await list({ side: "client", departmentIds: [department("SALES")] })).toHaveLength(3);
  });
});
