import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { actsOpen, decideAgreement, turnOf } from "#app/domain/agreement/decide-agreement.ts";
import { AGREEMENT_ACTS, LIFE_STATES } from "#app/domain/agreement/agreement-life.ts";
import type { AgreementAct, AgreementCommand, AgreementSurroundings, LifeState, NegotiatingPerson, VersionLife } from "#app/domain/agreement/agreement-life.ts";
import type { Obligation } from "#app/domain/agreement/terms.ts";

const NOW = Date.parse("2026-06-04T12:00:00Z");
const TODAY = "2026-06-04";
const promise = (over: Partial<Obligation> = {}): Obligation => ({
  key: "A-B/x", productId: "p", name: { en: "X" }, target: { type: "share", bp: 9500 }, weight: "1", mode: "paid",
  terms: { kind: "quality", calendar: "provider", acceptance: { unit: "working_days", n: 5, end: "snap" }, missingMeasure: "left_out" }, ...over,
});
const life = (over: Partial<VersionLife> = {}): VersionLife => ({
  state: "proposed", draftedSide: "client", from: "2026-07-01", to: null, answerBy: "2026-06-11", escalatedAt: null, contentHash: "h", repliesTo: null,
  signatures: { provider: null, client: null }, imposed: null, ...over,
});
const around = (over: Partial<AgreementSurroundings> = {}): AgreementSurroundings => ({
  today: TODAY, payPeriod: "quarter", obligations: [promise()], agreed: [], openProposal: null, textFaults: [], takenProducts: [], ...over,
});
const person = (name: string, over: Partial<NegotiatingPerson> = {}): NegotiatingPerson => ({ personId: name, accountId: `${name}-account`, sides: [], signsFor: [], isSuperior: false, ...over });
const PROVIDER = person("p", { sides: ["provider"], signsFor: ["provider"] });
const CLIENT = person("c", { sides: ["client"], signsFor: ["client"] });
const SUPERIOR = person("s", { isSuperior: true });
const STRANGER = person("x");
const JOB: NegotiatingPerson = { personId: null, accountId: null, sides: [], signsFor: [], isSuperior: false };

const COMMANDS: Readonly<Record<AgreementAct, AgreementCommand>> = {
  start: { type: "start", side: "client", from: "2026-07-01", to: null, contentHash: "h", repliesTo: null },
  edit: { type: "edit", contentHash: "h2" },
  propose: { type: "propose", from: "2026-07-01", to: null, answerBy: "2026-06-11", contentHash: "h" },
  counter: { type: "counter", reason: "two days are too short" },
  comment: { type: "comment", text: "why 95?", target: "obligation:A-B/x" },
  sign: { type: "sign", side: "provider", contentHash: "h" },
  withdraw: { type: "withdraw" },
  reject: { type: "reject", reason: "no need" },
  discard: { type: "discard" },
  answer: { type: "answer", accepts: true, reason: "nobody answered", contentHash: "h" },
  impose: { type: "impose", reason: "it has to be", contentHash: "h" },
  terminate: { type: "terminate", on: "2026-08-01", reason: "the product ends" },
  escalate: { type: "escalate" },
  expire: { type: "expire" },
};

/** Who may: of client (c, whose text it is), provider (p), superior (s), a stranger (x), a job (j). `later` = only after the answer date, `came` = only once `from` has come. */
const TABLE: Readonly<Record<AgreementAct, Partial<Record<LifeState, { by: string; at?: "later" | "came"; to: LifeState }>>>> = {
  start: { none: { by: "c", to: "draft" } },
  edit: { draft: { by: "c", to: "draft" } },
  propose: { draft: { by: "c", to: "proposed" } },
  counter: { proposed: { by: "p", to: "countered" } },
  comment: { draft: { by: "c", to: "draft" }, proposed: { by: "cps", to: "proposed" } },
  sign: { proposed: { by: "p", to: "proposed" } },
  withdraw: { proposed: { by: "c", to: "draft" } },
  reject: { proposed: { by: "p", to: "rejected" } },
  discard: { draft: { by: "c", to: "rejected" } },
  answer: { proposed: { by: "s", at: "later", to: "proposed" } },
  impose: { proposed: { by: "s", at: "later", to: "agreed" } },
  terminate: { agreed: { by: "cp", to: "terminated" } },
  escalate: { proposed: { by: "cpsxj", at: "later", to: "proposed" } },
  expire: { proposed: { by: "cpsxj", at: "came", to: "rejected" } },
};
const PEOPLE = { c: CLIENT, p: PROVIDER, s: SUPERIOR, x: STRANGER, j: JOB } as const;
const CASES = LIFE_STATES.flatMap((state) => AGREEMENT_ACTS.flatMap((act) => Object.keys(PEOPLE).map((who) => [state, act, who as keyof typeof PEOPLE] as const)));

describe("every command in every state by everybody", () => {
  test.each(CASES)("%s, %s by %s", (state, act, who) => {
    const expected = TABLE[act][state];
    const found = state === "none" ? null : life({ state });
    const days = { now: TODAY, later: "2026-06-12", came: "2026-07-01" };
    for (const [when, today] of Object.entries(days)) {
      const allowed = expected?.by.includes(who) && (expected.at === undefined ? when !== "came" : expected.at === when || (expected.at === "later" && act === "escalate" && when === "came"));
      const decided = decideAgreement(found, COMMANDS[act], PEOPLE[who], around({ today }), NOW);
      // Days that are refused for a date are told apart below; here it matters who may at all.
      if (!expected || !expected.by.includes(who)) expect([when, decided.ok]).toEqual([when, false]);
      else if (allowed && when !== "came" && !(act === "propose" && when === "later")) expect([when, decided.ok && decided.value.life.state]).toEqual([when, expected.to]);
      else if (expected.at !== undefined && when === "now") expect([when, decided.ok]).toEqual([when, false]);
    }
  });

  test("a text that was countered is called superseded, whatever is tried on it", () => {
    for (const act of AGREEMENT_ACTS) expect(decideAgreement(life({ state: "countered" }), COMMANDS[act], PROVIDER, around(), NOW)).toMatchObject({ ok: false, code: "proposal_superseded" });
  });
});

const code = (command: AgreementCommand, who: NegotiatingPerson, over: Partial<VersionLife> = {}, more: Partial<AgreementSurroundings> = {}) => {
  const decided = decideAgreement(life(over), command, who, around(more), NOW);
  return decided.ok ? decided.value.life.state : decided.code;
};

describe("signing", () => {
  const signed = { personId: "p", accountId: "p-account", at: 1 };
  const other = { ...COMMANDS.sign, side: "client" } as AgreementCommand;
  test.each([
    ["the second signature agrees", other, CLIENT, { signatures: { provider: signed, client: null } }, {}, "agreed"],
    ["a side signs once", COMMANDS.sign, PROVIDER, { signatures: { provider: signed, client: null } }, {}, "already_signed"],
    ["nobody signs for both sides, by whichever account", other, person("p", { accountId: "p2", sides: ["client"], signsFor: ["client"] }), { signatures: { provider: signed, client: null } }, {}, "signs_both_sides"],
    ["only the text that was seen", { ...COMMANDS.sign, contentHash: "old" }, PROVIDER, {}, {}, "content_changed"],
    ["not for the other side", other, PROVIDER, {}, {}, "not_your_side"],
    ["who may edit but not sign", COMMANDS.sign, person("e", { sides: ["provider"] }), {}, {}, "not_your_side"],
    ["the first day comes after the signature", COMMANDS.sign, PROVIDER, { from: TODAY }, {}, "from_not_after_today"],
    ["a product that another agreement of this rank has", COMMANDS.sign, PROVIDER, {}, { takenProducts: [{ productId: "p", agreementId: "other" }] }, "same_rank"],
    ["an agreed text that begins later", COMMANDS.sign, PROVIDER, {}, { agreed: [{ from: "2026-08-01", to: null, obligations: [] }] }, "from_not_after_agreed"],
    ["an agreed text that begins earlier is ended by it", COMMANDS.sign, PROVIDER, {}, { agreed: [{ from: "2026-05-01", to: null, obligations: [] }] }, "proposed"],
    ["one that was ended before it began is in nobody's way", COMMANDS.sign, PROVIDER, {}, { agreed: [{ from: "2026-08-01", to: "2026-08-01", obligations: [] }] }, "proposed"],
  ] as const)("%s", (_rule, command, who, over, more, expected) => expect(code(command as AgreementCommand, who, over as Partial<VersionLife>, more as Partial<AgreementSurroundings>)).toBe(expected));
});

describe("dates of a proposal", () => {
  const before = [{ from: "2026-04-01", to: null, obligations: [promise()] }];
  const propose = (over: object) => ({ ...COMMANDS.propose, ...over }) as AgreementCommand;
  test.each([
    ["begins tomorrow at the earliest", propose({ from: TODAY, answerBy: TODAY }), {}, "from_not_after_today"],
    ["ends after it begins", propose({ to: "2026-07-01" }), {}, "to_not_after_from"],
    ["names days that exist", propose({ from: "2026-02-31" }), {}, "bad_day"],
    ["asks for the answer before it begins", propose({ answerBy: "2026-07-01" }), {}, "answer_by_out_of_range"],
    ["asks for no answer in the past", propose({ answerBy: "2026-06-03" }), {}, "answer_by_out_of_range"],
    ["other terms change on any day", propose({ from: "2026-06-20" }), { agreed: before, obligations: [promise({ name: { en: "Y" } })] }, "proposed"],
    ["line terms change with a pay period", propose({ from: "2026-07-01" }), { agreed: before, obligations: [promise({ weight: "2" })] }, "proposed"],
    ["and not within one", propose({ from: "2026-06-20" }), { agreed: before, obligations: [promise({ weight: "2" })] }, "line_terms_mid_period"],
    ["a weight written otherwise is no change", propose({ from: "2026-06-20" }), { agreed: before, obligations: [promise({ weight: "1.00" })] }, "proposed"],
    ["a new promise may begin on any day", propose({ from: "2026-06-20" }), { agreed: before, obligations: [promise(), promise({ key: "A-B/y", weight: "9" })] }, "proposed"],
    ["after an agreement has ended, nothing goes on", propose({ from: "2026-06-20" }), { agreed: [{ ...before[0]!, to: "2026-05-01" }], obligations: [promise({ weight: "2" })] }, "proposed"],
    ["faulty text", propose({}), { textFaults: [{ code: "no_obligations", path: "obligations" }] }, "text_faulty"],
    ["another text than the one seen", propose({ contentHash: "old" }), {}, "content_changed"],
    ["while another proposal waits", propose({}), { openProposal: { versionId: "v", draftedSide: "provider" } }, "proposal_open"],
  ] as const)("%s", (_rule, command, more, expected) => expect(code(command, CLIENT, { state: "draft", answerBy: null }, more as Partial<AgreementSurroundings>)).toBe(expected));

  test("an answer to a proposal that is gone is superseded; one to the open proposal goes through", () => {
    expect(code(COMMANDS.propose, CLIENT, { state: "draft", repliesTo: "v" })).toBe("proposal_superseded");
    expect(code(COMMANDS.propose, CLIENT, { state: "draft", repliesTo: "v" }, { openProposal: { versionId: "w", draftedSide: "provider" } })).toBe("proposal_open");
    expect(code(COMMANDS.propose, CLIENT, { state: "draft", repliesTo: "v" }, { openProposal: { versionId: "v", draftedSide: "provider" } })).toBe("proposed");
  });
});

describe("the common superior", () => {
  const later = { today: "2026-06-12" };
  test.each([
    ["waits until the answer date is over", COMMANDS.impose, {}, { today: "2026-06-11" }, "answer_date_ahead"],
    ["imposes with a reason", { ...COMMANDS.impose, reason: " " }, {}, later, "reason_missing"],
    ["imposes the text that was seen", { ...COMMANDS.impose, contentHash: "old" }, {}, later, "content_changed"],
    ["signs for the silent side only: the author's name is still missing", COMMANDS.answer, {}, later, "proposed"],
    ["and with the author's name it is agreed", COMMANDS.answer, { signatures: { provider: null, client: { personId: "c", accountId: "c", at: 1 } } }, later, "agreed"],
    ["cannot answer what was answered", COMMANDS.answer, { signatures: { provider: { personId: "p", accountId: "p", at: 1 }, client: null } }, later, "already_signed"],
    ["may say no", { ...COMMANDS.answer, accepts: false }, {}, later, "rejected"],
  ] as const)("%s", (_rule, command, over, more, expected) => expect(code(command as AgreementCommand, SUPERIOR, over as Partial<VersionLife>, more)).toBe(expected));

  test("an imposed text says so", () => {
    const decided = decideAgreement(life(), COMMANDS.impose, SUPERIOR, around(later), NOW);
    expect(decided.ok && decided.value.life.imposed).toEqual({ personId: "s", reason: "it has to be", at: NOW });
    expect(decided.ok && decided.value.life.signatures).toEqual({ provider: null, client: null });
  });
});

describe("ending", () => {
  const end = (on: string, over: Partial<VersionLife> = {}) => {
    const decided = decideAgreement(life({ state: "agreed", from: "2026-05-01", ...over }), { type: "terminate", on, reason: "r" }, PROVIDER, around(), NOW);
    return decided.ok ? decided.value.life.to : decided.code;
  };
  test.each([
    ["from tomorrow on", end("2026-06-05"), "2026-06-05"],
    ["never backwards", end(TODAY), "end_not_after_today"],
    ["not after the agreed end", end("2027-01-01", { to: "2026-12-31" }), "end_after_end"],
    ["before it begins it never holds", end("2026-06-10", { from: "2026-07-01" }), "2026-07-01"],
  ])("%s", (_rule, found, expected) => expect(found).toBe(expected));
});

describe("laws", () => {
  const people = [PROVIDER, CLIENT, SUPERIOR, STRANGER, JOB, person("p", { accountId: "p2", sides: ["client"], signsFor: ["client"] })];
  const step = fc.record({ who: fc.constantFrom(...people), act: fc.constantFrom(...AGREEMENT_ACTS), side: fc.constantFrom("provider" as const, "client" as const), today: fc.constantFrom(TODAY, "2026-06-12", "2026-06-30", "2026-07-01") });
  test("however people act: nothing signed is edited, agreed texts have two names of two people or a superior's, a page offers nothing that is not open", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let at: VersionLife | null = null;
        for (const { who, act, side, today } of steps) {
          const command = act === "sign" ? ({ ...COMMANDS.sign, side, contentHash: at?.contentHash ?? "" } as AgreementCommand) : act === "propose" ? ({ ...COMMANDS.propose, contentHash: at?.contentHash ?? "" } as AgreementCommand) : COMMANDS[act];
          const before: VersionLife | null = at;
          const decided = decideAgreement(before, command, who, around({ today }), NOW);
          if (!decided.ok) continue;
          at = decided.value.life;
          if (before?.state !== "draft" && before !== null) expect(at.contentHash).toBe(before.contentHash);
          if (at.state === "agreed") {
            const { provider, client } = at.signatures;
            expect(at.imposed !== null || (provider !== null && client !== null && provider.personId !== client.personId)).toBe(true);
          }
          if (before && !["start", "escalate", "expire"].includes(act)) expect(actsOpen(before, who, today)).toContain(act);
          expect(["draft", "proposed"].includes(at.state)).toBe(turnOf(at) !== null);
        }
      }),
      { numRuns: 500 },
    );
  });
});
