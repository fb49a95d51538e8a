/** A document for paper, from top to bottom; the same for every file format. */
export interface PrintedDocument {
  readonly title: string;
  /** Small, on every page: what it is of, and the fingerprint of the content. */
  readonly footer: string;
  readonly blocks: readonly PrintedBlock[];
}

export type PrintedBlock =
  | { readonly kind: "heading" | "text" | "small"; readonly text: string }
  /** What follows begins on a new page. */
  | { readonly kind: "page" }
  | { readonly kind: "table"; readonly headings: readonly string[]; readonly rows: readonly (readonly string[])[]; /** Shares of the width. */ readonly widths: readonly number[]; /** Columns of figures, from 0: they stand at the right edge. */ readonly figures?: readonly number[] };
