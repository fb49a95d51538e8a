import { ok, refused, type Result } from "../refusal.ts";

/** Documents whose words a company may set: annex and sheet of a plan's version, order of a run, protocol of a closing. */
export const DOCUMENT_KINDS = ["annex", "sheet", "order", "protocol"] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Where the words stand: before what the portal writes by itself, and after it. */
export const LAYOUT_PARTS = ["opening", "closing"] as const;
export type LayoutPart = (typeof LAYOUT_PARTS)[number];

/** What words may name, in double braces; the portal puts the facts of the document in their place. */
export const PLACEHOLDERS: Readonly<Record<DocumentKind, readonly string[]>> = {
  annex: ["organisation", "plan", "number", "from"],
  sheet: ["organisation", "plan", "number", "from", "today"],
  order: ["organisation", "plan", "number", "from", "period", "total", "people", "today"],
  protocol: ["organisation", "month"],
};

/** Files that a document comes as. */
export const DOCUMENT_FORMATS = ["pdf", "docx"] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

export const LONGEST_LAYOUT = 4000;
const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g;

export type LayoutRefusal = "too_long" | "unknown_placeholder";

/** Whether a text names only what the document knows. The refusal's facts name the first word that it doesn't. */
export function checkLayout(kind: DocumentKind, text: string): Result<null, LayoutRefusal> {
  if (text.length > LONGEST_LAYOUT) return refused("too_long", { most: LONGEST_LAYOUT });
  for (const [, name = ""] of text.matchAll(PLACEHOLDER)) if (!PLACEHOLDERS[kind].includes(name)) return refused("unknown_placeholder", { name });
  return ok(null);
}

/** The paragraphs of a text with its facts; of empty lines between them one is kept. A fact is never read as a placeholder itself. */
export function fillLayout(text: string, facts: Readonly<Record<string, string>>): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(PLACEHOLDER, (whole, name: string) => (Object.hasOwn(facts, name) ? facts[name]! : whole)).trim())
    .filter((line, place, all) => line !== "" || (all[place - 1] ?? "") !== "")
    .filter((line, place, all) => line !== "" || place < all.length - 1);
}
