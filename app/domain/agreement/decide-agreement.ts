import { ok, refused, type Refused, type Result } from "../refusal.ts";
import { readDay } from "../time/local-date.ts";
import type {
  AgreementAct, AgreementCommand, AgreementEvent, AgreementRefusal, AgreementSide, AgreementSurroundings, LifeState, NegotiatingPerson, VersionLife,
} from "./agreement-life.ts";
import { AGREEMENT_ACTS, otherSide } from "./agreement-life.ts";
import { checkDates } from "./check-dates.ts";

export const LONGEST_REASON = 2000;

export interface AgreementDecision {
  readonly life: VersionLife;
  readonly events: readonly AgreementEvent[];
}

type Decided = Result<AgreementDecision, AgreementRefusal>;

/** In which states a version takes a command. Whatever is not written here is refused. */
export const STATES_OF_ACT: Readonly<Record<AgreementAct, readonly LifeState[]>> = {
  start: ["none"],
  edit: ["draft"],
  propose: ["draft"],
  counter: ["proposed"],
  comment: ["draft", "proposed"],
  sign: ["proposed"],
  withdraw: ["proposed"],
  reject: ["proposed"],
  discard: ["draft"],
  answer: ["proposed"],
  impose: ["proposed"],
  terminate: ["agreed"],
  escalate: ["proposed"],
  expire: ["proposed"],
};

/**
 * The life of one version (design.md section 4): what a command makes of it, and the events that the thread
 * keeps. A version that was proposed is never edited: a counter-proposal is another version. `life` null =
 * not begun.
 */
export function decideAgreement(life: VersionLife | null, command: AgreementCommand, who: NegotiatingPerson, around: AgreementSurroundings, now: number): Decided {
  const state: LifeState = life?.state ?? "none";
  if (!STATES_OF_ACT[command.type].includes(state)) {
    // Whoever answers a text that was countered has not seen the newer one yet.
    if (state === "countered") return refused("proposal_superseded");
    return refused("not_in_this_state", { state });
  }
  if (command.type === "start") return start(command, who, around);
  return life === null ? refused("not_in_this_state", { state }) : decideStarted(life, command, who, around, now);
}

function start(command: Extract<AgreementCommand, { type: "start" }>, who: NegotiatingPerson, around: AgreementSurroundings): Decided {
  if (!who.sides.includes(command.side)) return refused("not_your_side");
  const { openProposal } = around;
  // While a proposal waits, only its answer can be drafted, and only by the side that was asked.
  if (openProposal && (openProposal.versionId !== command.repliesTo || openProposal.draftedSide === command.side)) return refused("proposal_open");
  const life: VersionLife = {
    state: "draft", draftedSide: command.side, from: command.from, to: command.to, answerBy: null, escalatedAt: null, contentHash: command.contentHash, repliesTo: command.repliesTo,
    signatures: { provider: null, client: null }, imposed: null,
  };
  return ok({ life, events: [{ type: "started", side: command.side }] });
}

function decideStarted(life: VersionLife, command: Exclude<AgreementCommand, { type: "start" }>, who: NegotiatingPerson, around: AgreementSurroundings, now: number): Decided {
  const drafter = life.draftedSide;
  const answering = otherSide(drafter);
  switch (command.type) {
    case "edit":
      return who.sides.includes(drafter) ? ok({ life: { ...life, contentHash: command.contentHash }, events: [] }) : refused("not_your_side");
    case "discard":
      return who.sides.includes(drafter) ? ok({ life: { ...life, state: "rejected" }, events: [{ type: "discarded", side: drafter }] }) : refused("not_your_side");
    case "propose":
      return who.sides.includes(drafter) ? propose(life, command, around) : refused("not_your_side");
    case "counter":
      if (!who.sides.includes(answering)) return refused("not_your_side");
      return withText(command.reason, "reason", (text) => ok({ life: { ...life, state: "countered" }, events: [{ type: "countered", side: answering, text }] }));
    case "comment":
      return comment(life, command, who);
    case "sign":
      return sign(life, command, who, around, now);
    case "withdraw":
      if (!who.sides.includes(drafter)) return refused("not_your_side");
      return ok({ life: { ...life, state: "draft", answerBy: null, escalatedAt: null, repliesTo: null, signatures: { provider: null, client: null } }, events: [{ type: "withdrawn", side: drafter }] });
    case "reject":
      if (!who.sides.includes(answering)) return refused("not_your_side");
      return withText(command.reason, "reason", (text) => ok({ life: { ...life, state: "rejected" }, events: [{ type: "rejected", side: answering, text }] }));
    case "answer":
      return answer(life, command, who, around, now);
    case "impose":
      return impose(life, command, who, around, now);
    case "terminate":
      return terminate(life, command, who, around);
    case "escalate":
      if (life.escalatedAt !== null) return refused("already_escalated");
      if (!isAnswerLate(life, around.today)) return refused("answer_date_ahead", { answerBy: life.answerBy ?? "" });
      return ok({ life: { ...life, escalatedAt: now }, events: [{ type: "escalated", side: null }] });
    case "expire":
      // A text that should hold from a day that has come can no longer be signed before it.
      if (life.from > around.today) return refused("from_ahead", { from: life.from });
      return ok({ life: { ...life, state: "rejected" }, events: [{ type: "expired", side: null }] });
  }
}

/** Whether the day for the answer is over. */
export const isAnswerLate = (life: Pick<VersionLife, "answerBy">, today: string): boolean => life.answerBy !== null && life.answerBy < today;

function propose(life: VersionLife, command: Extract<AgreementCommand, { type: "propose" }>, around: AgreementSurroundings): Decided {
  if (command.contentHash !== life.contentHash) return refused("content_changed");
  const { openProposal } = around;
  if (openProposal && openProposal.versionId !== life.repliesTo) return refused("proposal_open");
  // What this draft answered was withdrawn, countered or decided meanwhile.
  if (life.repliesTo !== null && openProposal === null) return refused("proposal_superseded");
  const [fault] = around.textFaults;
  if (fault) return refused("text_faulty", { count: around.textFaults.length, code: fault.code }, fault.path);
  const dates = checkDates(command.from, command.to, around);
  if (!dates.ok) return dates;
  if (readDay(command.answerBy) === null) return refused("bad_day", { value: command.answerBy.slice(0, 40) }, "answerBy");
  if (command.answerBy < around.today || command.answerBy >= command.from) return refused("answer_by_out_of_range", { today: around.today, from: command.from }, "answerBy");
  return ok({
    life: { ...life, state: "proposed", from: command.from, to: command.to, answerBy: command.answerBy },
    events: [
      {
        type: "proposed", side: life.draftedSide, contentHash: life.contentHash,
        facts: { from: command.from, ...(command.to === null ? {} : { to: command.to }), answerBy: command.answerBy },
      },
    ],
  });
}

function comment(life: VersionLife, command: Extract<AgreementCommand, { type: "comment" }>, who: NegotiatingPerson): Decided {
  // A draft is its own side's affair until it is proposed.
  const side = life.state === "draft" ? who.sides.find((one) => one === life.draftedSide) : who.sides[0];
  const as = side ?? (who.isSuperior && life.state === "proposed" ? "superior" : null);
  if (as === null) return refused("not_your_side");
  return withText(command.text, "text", (text) => ok({ life, events: [{ type: "commented", side: as, text, ...(command.target === null ? {} : { target: command.target }) }] }));
}

function sign(life: VersionLife, command: Extract<AgreementCommand, { type: "sign" }>, who: NegotiatingPerson, around: AgreementSurroundings, now: number): Decided {
  if (!who.signsFor.includes(command.side)) return refused("not_your_side");
  return takeSignature(life, command.side, command.contentHash, who, around, now, { type: "signed", side: command.side, contentHash: life.contentHash });
}

function takeSignature(life: VersionLife, side: AgreementSide, contentHash: string, who: NegotiatingPerson, around: AgreementSurroundings, now: number, event: AgreementEvent): Decided {
  if (who.personId === null || who.accountId === null) return refused("not_your_side");
  if (contentHash !== life.contentHash) return refused("content_changed");
  if (life.signatures[side]) return refused("already_signed");
  const other = life.signatures[otherSide(side)];
  if (other?.personId === who.personId) return refused("signs_both_sides");
  const fault = signingFault(life, around);
  if (fault) return fault;
  const signatures = { ...life.signatures, [side]: { personId: who.personId, accountId: who.accountId, at: now } };
  if (!other) return ok({ life: { ...life, signatures }, events: [event] });
  return ok({ life: { ...life, state: "agreed", signatures }, events: [event, { type: "agreed", side: null, contentHash: life.contentHash, facts: { from: life.from } }] });
}

/** What has changed since the proposal may keep the text from being signed: dates, or another agreement. */
function signingFault(life: VersionLife, around: AgreementSurroundings): Refused<AgreementRefusal> | null {
  const [fault] = around.textFaults;
  if (fault) return refused("text_faulty", { count: around.textFaults.length, code: fault.code }, fault.path);
  const dates = checkDates(life.from, life.to, around);
  if (!dates.ok) return dates;
  const [taken] = around.takenProducts;
  return taken ? refused("same_rank", { ...taken }) : null;
}

/** The superior answers for the side that kept silent: a signature in its place, or a no. */
function answer(life: VersionLife, command: Extract<AgreementCommand, { type: "answer" }>, who: NegotiatingPerson, around: AgreementSurroundings, now: number): Decided {
  if (!who.isSuperior) return refused("not_your_side");
  if (!isAnswerLate(life, around.today)) return refused("answer_date_ahead", { answerBy: life.answerBy ?? "" });
  return withText(command.reason, "reason", (text) => {
    if (!command.accepts) return ok({ life: { ...life, state: "rejected" }, events: [{ type: "rejected", side: "superior", text }] });
    const event: AgreementEvent = { type: "answered", side: "superior", text, contentHash: life.contentHash, facts: { for: otherSide(life.draftedSide) } };
    return takeSignature(life, otherSide(life.draftedSide), command.contentHash, who, around, now, event);
  });
}

function impose(life: VersionLife, command: Extract<AgreementCommand, { type: "impose" }>, who: NegotiatingPerson, around: AgreementSurroundings, now: number): Decided {
  if (!who.isSuperior || who.personId === null) return refused("not_your_side");
  if (!isAnswerLate(life, around.today)) return refused("answer_date_ahead", { answerBy: life.answerBy ?? "" });
  if (command.contentHash !== life.contentHash) return refused("content_changed");
  const { personId } = who;
  const fault = signingFault(life, around);
  if (fault) return fault;
  return withText(command.reason, "reason", (text) =>
    ok({
      life: { ...life, state: "agreed", imposed: { personId, reason: text, at: now } },
      events: [{ type: "imposed", side: "superior", text, contentHash: life.contentHash, facts: { from: life.from } }],
    }),
  );
}

function terminate(life: VersionLife, command: Extract<AgreementCommand, { type: "terminate" }>, who: NegotiatingPerson, around: AgreementSurroundings): Decided {
  const side = who.sides[0];
  if (side === undefined) return refused("not_your_side");
  if (readDay(command.on) === null) return refused("bad_day", { value: command.on.slice(0, 40) }, "on");
  if (command.on <= around.today) return refused("end_not_after_today", { today: around.today }, "on");
  if (life.to !== null && command.on >= life.to) return refused("end_after_end", { to: life.to }, "on");
  // Ended before it began, it is never in force: an empty span, not a reversed one.
  const to = command.on < life.from ? life.from : command.on;
  return withText(command.reason, "reason", (text) => ok({ life: { ...life, state: "terminated", to }, events: [{ type: "terminated", side, text, facts: { on: to } }] }));
}

function withText(text: string, field: string, then: (text: string) => Decided): Decided {
  const trimmed = text.trim();
  if (trimmed === "") return refused("reason_missing", undefined, field);
  if (trimmed.length > LONGEST_REASON) return refused("reason_too_long", { longest: LONGEST_REASON }, field);
  return then(trimmed);
}

/** The acts that a version offers to somebody now: what a page shows. Dates and texts are checked when the act comes. */
export function actsOpen(life: VersionLife, who: NegotiatingPerson, today: string): AgreementAct[] {
  const drafts = who.sides.includes(life.draftedSide);
  const answers = who.sides.includes(otherSide(life.draftedSide));
  const late = isAnswerLate(life, today);
  const signs = who.signsFor.some((side) => life.signatures[side] === null && life.signatures[otherSide(side)]?.personId !== who.personId);
  const open: Readonly<Record<AgreementAct, boolean>> = {
    start: false, edit: drafts, propose: drafts, discard: drafts, withdraw: drafts, counter: answers, reject: answers, sign: signs && life.from > today,
    comment: life.state === "draft" ? drafts : drafts || answers || who.isSuperior, answer: who.isSuperior && late && life.from > today, impose: who.isSuperior && late && life.from > today,
    terminate: who.sides.length > 0, escalate: false, expire: false,
  };
  return AGREEMENT_ACTS.filter((act) => STATES_OF_ACT[act].includes(life.state) && open[act]);
}

/** Whose move it is; null when nobody is waited for. A proposal signed by the answering side waits for its author. */
export function turnOf(life: Pick<VersionLife, "state" | "draftedSide" | "signatures">): AgreementSide | null {
  if (life.state === "draft") return life.draftedSide;
  if (life.state !== "proposed") return null;
  const answering = otherSide(life.draftedSide);
  return life.signatures[answering] ? life.draftedSide : answering;
}
