import { foldKey } from "./names.ts";

/** The words of the portal, one for each idea (design.md section 2); their texts stand in the namespace `glossary`. */
export const GLOSSARY_TERMS = [
  "acceptance", "agreement", "arbiter", "attainment", "case", "client", "clientIndex", "contact", "correction", "coverage", "csat", "deputy", "dispute", "excuse", "floor", "frozen", "gate", "input", "kind",
  "kpi", "mode", "nps", "obligation", "occurrence", "pause", "period", "plan", "pool", "product", "proration", "provider", "run", "scorecard", "standardTerms", "statement", "target", "trial", "verdict",
  "version", "watched", "weight",
] as const;
export type GlossaryTerm = (typeof GLOSSARY_TERMS)[number];

export interface GlossaryWord {
  readonly key: GlossaryTerm;
  /** The word in the reader's language. */
  readonly word: string;
  /** The same in the other language: whoever reads a text in that one finds it. */
  readonly other: string;
  readonly meaning: string;
}

/** Words that hold the typed text, in either language or in what they mean, in the order of the reader's language. */
export function findWords(words: readonly GlossaryWord[], text: string, locale: string): GlossaryWord[] {
  const wanted = foldKey(text);
  return words.filter((one) => wanted === "" || [one.word, one.other, one.meaning].some((part) => foldKey(part).includes(wanted))).sort((a, b) => a.word.localeCompare(b.word, locale));
}
