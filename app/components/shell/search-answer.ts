/** What the search answers to the page and to the palette, in the words of the person's language. */
export interface SearchAnswer {
  /** What was asked; empty = what stands there before anything is typed. */
  readonly typed: string;
  readonly sentence: string;
  /** The sentence says more than the list below it: that there is none, or that it answers another question. */
  readonly isNotable?: boolean;
  readonly groups: readonly ShownGroup[];
  /** Heading of what one can do from anywhere. */
  readonly acts?: string;
  /** Fields of the form of preferences, for the palette. */
  readonly preferences?: readonly { readonly name: string; readonly value: string; readonly label: string }[];
  /** Heading of what this browser opened lately. */
  readonly recent?: string;
}

export interface ShownGroup {
  readonly kind: string;
  readonly label: string;
  readonly things: readonly { readonly to: string; readonly label: string; readonly detail: string }[];
  /** The list of all of them. */
  readonly all: { readonly to: string; readonly label: string } | null;
}
