import { z } from "zod";
import type { DiffPart } from "#app/domain/composer/diff-words.ts";
import type { Remark } from "#app/domain/composer/look-over.ts";
import type { Reason } from "#app/domain/evaluation/verdict.ts";

/** What the buttons of the form do; without one it is sent. */
export const INTENTS = ["send", "look", "take", "take_outside", "undo", "outside_show", "outside_send"] as const;

const part = z.string().max(8_000).default("");
export const formSchema = z.strictObject({
  product: z.string().max(100), for: z.string().max(100), neededBy: z.string().max(40).default(""), title: z.string().max(1_000).default(""),
  purpose: part, format: part, criteria: part, inputs: part, text: part,
  intent: z.enum(INTENTS).default("send"),
  /** The person's own words before a suggestion was taken over, as JSON. */
  before: z.string().max(60_000).default(""),
  /** What is taken over. */
  takenTitle: part, takenText: part, outsideText: part, shownHash: z.string().max(64).default(""),
});
export type SentForm = z.infer<typeof formSchema>;

/** Fields that hold what the person wrote. */
export const WRITTEN = ["title", "purpose", "format", "criteria", "inputs", "text"] as const;
export type WrittenField = (typeof WRITTEN)[number];
export type WrittenWords = Readonly<Record<WrittenField, string>>;
export const NOTHING_WRITTEN: WrittenWords = { title: "", purpose: "", format: "", criteria: "", inputs: "", text: "" };

export interface RequestValues extends WrittenWords {
  readonly product: string;
  readonly for: string;
  readonly neededBy: string;
}

export interface SpokenRemark {
  readonly key: string;
  readonly weight: Remark["weight"];
  readonly text: string;
}

export interface PromiseLine {
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly agreementId: string;
  readonly agreementCode: string;
  readonly versionNumber: number;
  readonly calendar: string;
  readonly reasons: readonly Reason[];
}

export interface ShownPromise {
  readonly provider: string;
  readonly client: string;
  readonly dueAt: number | null;
  readonly wantedAt: number | null;
  readonly lines: readonly PromiseLine[];
}

/** The step of asking the service outside that is on the screen. */
export type OutsideStep =
  | { readonly step: "preview"; readonly body: string; readonly hash: string }
  | { readonly step: "answer"; readonly text: string; readonly diff: readonly DiffPart[] | null }
  | { readonly step: "fault"; readonly code: string; readonly facts: Readonly<Record<string, string | number>> };

/** What the help found; the form keeps what was written. */
export interface LookedOver {
  readonly remarks: readonly SpokenRemark[];
  readonly suggestion: { readonly title: string; readonly text: string } | null;
  readonly past: { readonly sentences: readonly string[]; readonly causes: readonly { readonly name: string; readonly count: number; readonly to: string }[]; readonly to: string } | null;
  readonly outside: OutsideStep | null;
}

export interface RequestAnswer {
  readonly refusal: { readonly code: string; readonly field: string | null; readonly facts: Readonly<Record<string, string | number>> } | null;
  readonly looked: LookedOver | null;
  readonly promise: ShownPromise | null;
  readonly values: RequestValues;
  /** Own words that can be put back, as JSON; empty = none were replaced. */
  readonly before: string;
}
