import type { Obligation } from "./terms.ts";
import type { TextFault } from "./check-agreement-text.ts";

/** The two sides that negotiate; each signs once. */
export const AGREEMENT_SIDES = ["provider", "client"] as const;
export type AgreementSide = (typeof AGREEMENT_SIDES)[number];

export const otherSide = (side: AgreementSide): AgreementSide => (side === "provider" ? "client" : "provider");

/** What is stored of a version; *in force* and *superseded* follow from dates (`version-state.ts`). `none` = not begun. */
export const LIFE_STATES = ["none", "draft", "proposed", "countered", "agreed", "rejected", "terminated"] as const;
export type LifeState = (typeof LIFE_STATES)[number];

export interface AgreementSignature {
  readonly personId: string;
  readonly accountId: string;
  readonly at: number;
}

/** One version with what its next step depends on. */
export interface VersionLife {
  readonly state: Exclude<LifeState, "none">;
  /** Whose text it is: this side edits the draft and waits for the other one's answer. */
  readonly draftedSide: AgreementSide;
  /** Half-open validity in local dates. */
  readonly from: string;
  readonly to: string | null;
  /** Last local day for the other side's answer; null before it is proposed. */
  readonly answerBy: string | null;
  /** When the silence was put before the common superior. */
  readonly escalatedAt: number | null;
  readonly contentHash: string;
  /** The open proposal that this draft answers: proposing it counters that one. */
  readonly repliesTo: string | null;
  readonly signatures: Readonly<Record<AgreementSide, AgreementSignature | null>>;
  readonly imposed: { readonly personId: string; readonly reason: string; readonly at: number } | null;
}

/** Another text of the same agreement that was agreed. */
export interface AgreedText {
  readonly from: string;
  readonly to: string | null;
  readonly obligations: readonly Obligation[];
}

/** What stands around a version when something is decided about it. */
export interface AgreementSurroundings {
  /** Local date of the organisation at `now`. */
  readonly today: string;
  readonly payPeriod: "month" | "quarter";
  readonly obligations: readonly Obligation[];
  /** Agreed texts of the same agreement, without the version itself. */
  readonly agreed: readonly AgreedText[];
  /** The proposal of the same agreement that waits for an answer, if it is another version. */
  readonly openProposal: { readonly versionId: string; readonly draftedSide: AgreementSide } | null;
  readonly textFaults: readonly TextFault[];
  /** Products that another agreement of the same rank already covers (`same-rank.ts`). */
  readonly takenProducts: readonly { readonly productId: string; readonly agreementId: string }[];
}

/** Who decides. Jobs have no person. */
export interface NegotiatingPerson {
  readonly personId: string | null;
  readonly accountId: string | null;
  /** Sides for which the person may write. */
  readonly sides: readonly AgreementSide[];
  /** Sides for which the person may sign. */
  readonly signsFor: readonly AgreementSide[];
  /** Heads the nearest department above both sides. */
  readonly isSuperior: boolean;
}

export const AGREEMENT_ACTS = [
  "start",
  "edit",
  "propose",
  "counter",
  "comment",
  "sign",
  "withdraw",
  "reject",
  "discard",
  "answer",
  "impose",
  "terminate",
  "escalate",
  "expire",
] as const;
export type AgreementAct = (typeof AGREEMENT_ACTS)[number];

export type AgreementCommand =
  | { readonly type: "start"; readonly side: AgreementSide; readonly from: string; readonly to: string | null; readonly contentHash: string; readonly repliesTo: string | null }
  /** The draft's text is another one now. */
  | { readonly type: "edit"; readonly contentHash: string }
  | { readonly type: "propose"; readonly from: string; readonly to: string | null; readonly answerBy: string; readonly contentHash: string }
  /** On the proposal that another text answers. */
  | { readonly type: "counter"; readonly reason: string }
  | { readonly type: "comment"; readonly text: string; readonly target: string | null }
  | { readonly type: "sign"; readonly side: AgreementSide; readonly contentHash: string }
  | { readonly type: "withdraw" }
  | { readonly type: "reject"; readonly reason: string }
  | { readonly type: "discard" }
  /** The common superior in the place of the side that kept silent. */
  | { readonly type: "answer"; readonly accepts: boolean; readonly reason: string; readonly contentHash: string }
  | { readonly type: "impose"; readonly reason: string; readonly contentHash: string }
  | { readonly type: "terminate"; readonly on: string; readonly reason: string }
  | { readonly type: "escalate" }
  | { readonly type: "expire" };

/** What happened, as the thread of the negotiation keeps it. */
export const AGREEMENT_EVENTS = [
  "started",
  "proposed",
  "countered",
  "commented",
  "signed",
  "agreed",
  "withdrawn",
  "rejected",
  "discarded",
  "answered",
  "imposed",
  "terminated",
  "escalated",
  "expired",
  "handed_over",
  "runs_on",
] as const;
export type AgreementEventType = (typeof AGREEMENT_EVENTS)[number];

export interface AgreementEvent {
  readonly type: AgreementEventType;
  /** For whom the person acted; null for jobs. */
  readonly side: AgreementSide | "superior" | null;
  readonly text?: string;
  /** `obligation:KEY`, `input:KEY`; absent = the whole text. */
  readonly target?: string;
  readonly contentHash?: string;
  readonly facts?: Readonly<Record<string, string>>;
}

export type AgreementRefusal =
  | "not_your_side"
  | "not_in_this_state"
  | "proposal_superseded"
  | "proposal_open"
  | "text_faulty"
  | "content_changed"
  | "already_signed"
  | "signs_both_sides"
  | "reason_missing"
  | "reason_too_long"
  | "bad_day"
  | "from_not_after_today"
  | "to_not_after_from"
  | "answer_by_out_of_range"
  | "from_not_after_agreed"
  | "line_terms_mid_period"
  | "same_rank"
  | "answer_date_ahead"
  | "already_escalated"
  | "from_ahead"
  | "end_not_after_today"
  | "end_after_end";
