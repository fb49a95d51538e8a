import type { Refused } from "../refusal.ts";
import { refused } from "../refusal.ts";
import type { ObligationKind } from "./terms.ts";

/** The six dimensions in which a client says what it needs, and what it brings in itself. */
export const NEED_DIMENSIONS = ["timing", "frequency", "quality", "completeness", "format", "response", "input"] as const;
export type NeedDimension = (typeof NEED_DIMENSIONS)[number];

export const NEED_IMPORTANCES = ["must", "should", "nice"] as const;
export type NeedImportance = (typeof NEED_IMPORTANCES)[number];

export const NEED_STATES = ["open", "promised", "declined", "withdrawn"] as const;
export type NeedState = (typeof NEED_STATES)[number];

/** A need in the client's own words: what, how much or how soon, and what it is for. */
export interface NeedDetails {
  /** What exactly. */
  readonly what: string;
  /** By when, how often, which share, which form: the measure that the dimension asks for. */
  readonly measure: string;
  /** What happens to the client when it is not kept. */
  readonly why: string;
}

export const PROFILE_PARTS = ["pains", "needs", "expectations", "fears", "means"] as const;
export type ProfilePart = (typeof PROFILE_PARTS)[number];
export type ProfileTexts = Readonly<Partial<Record<ProfilePart, string>>>;

/** The kind of promise that a need becomes; what the client brings in becomes an input instead. */
export function kindOfNeed(dimension: NeedDimension): ObligationKind | null {
  return dimension === "input" ? null : dimension;
}

export const MOST_NEED_CHARACTERS = 1000;

export type NeedFault = "no_product" | "no_dimension" | "no_what" | "no_measure" | "too_long" | "own_product";

/** What is wrong with a need, each fault with its field. A department needs nothing of itself. */
export function checkNeed(draft: { readonly clientId: string; readonly dimension: NeedDimension | null; readonly details: NeedDetails }, product: { readonly providerId: string } | null): Refused<NeedFault>[] {
  const faults: Refused<NeedFault>[] = [];
  if (product === null) faults.push(refused("no_product", undefined, "productId"));
  else if (product.providerId === draft.clientId) faults.push(refused("own_product", undefined, "productId"));
  if (draft.dimension === null) faults.push(refused("no_dimension", undefined, "dimension"));
  if (draft.details.what === "") faults.push(refused("no_what", undefined, "what"));
  if (draft.details.measure === "") faults.push(refused("no_measure", undefined, "measure"));
  for (const field of ["what", "measure", "why"] as const) if (draft.details[field].length > MOST_NEED_CHARACTERS) faults.push(refused("too_long", { most: MOST_NEED_CHARACTERS }, field));
  return faults;
}

/** What a step makes of a need; null = not possible from there. A promise may be taken back by nobody: it lives in the agreement. */
export function stepNeed(state: NeedState, step: "promise" | "decline" | "withdraw" | "reopen"): NeedState | null {
  switch (step) {
    case "promise":
      return state === "open" || state === "declined" ? "promised" : null;
    case "decline":
      return state === "open" ? "declined" : null;
    case "withdraw":
      return state === "open" || state === "declined" ? "withdrawn" : null;
    case "reopen":
      return state === "declined" || state === "withdrawn" ? "open" : null;
  }
}
