import { calmed } from "./tone.ts";
import type { WrittenRequest } from "./look-over.ts";

/** Longest text that goes with a request; the name of it has its own limit. */
export const LONGEST_WORDS = 4_000;
/** Longest single part of the help. */
export const LONGEST_PART = 1_000;
const LONGEST_NAME = 200;

/** Parts that become a line of the text, in the order in which they are read. */
export const SPOKEN_PARTS = ["purpose", "format", "criteria", "inputs"] as const;
export type SpokenPart = (typeof SPOKEN_PARTS)[number];

export interface ComposeWords {
  /** What stands before each part, without the colon. */
  readonly labels: Readonly<Record<SpokenPart | "neededBy", string>>;
  readonly productName: string;
  /** The wanted day as it is written in a sentence ("by 12 May"); null = none. */
  readonly until: string | null;
  /** Agreed inputs that nobody has mentioned, to be filled in. */
  readonly openInputs: readonly string[];
  /** What stands behind an input that is still open. */
  readonly toFollow: string;
}

export interface ComposedRequest {
  readonly title: string;
  readonly text: string;
}

/** The request in calm words, built from its parts: a line a part, and the person's own words first. Nothing is invented: what was not written does not appear. */
export function composeRequest(written: WrittenRequest, words: ComposeWords): ComposedRequest {
  const calm = (text: string) => calmed(text, words.until);
  const purpose = calm(written.purpose);
  const lines = [
    calm(written.text),
    ...SPOKEN_PARTS.map((part) => {
      const said = [part === "purpose" ? purpose : calm(written[part]), ...(part === "inputs" ? words.openInputs.map((name) => `${name} – ${words.toFollow}`) : [])].filter((text) => text !== "").join("; ");
      return said === "" ? "" : `${words.labels[part]}: ${said}`;
    }),
    words.until === null ? "" : `${words.labels.neededBy}: ${words.until}`,
  ].filter((line) => line !== "");
  return { title: nameOf(calm(written.title), purpose, words.productName), text: cut(lines.join("\n"), LONGEST_WORDS) };
}

/** The name that was given, without a full stop; else the product with what it is for. */
function nameOf(title: string, purpose: string, productName: string): string {
  if (title !== "") return cut(title.replace(/\.$/u, ""), LONGEST_NAME);
  const why = purpose.split(/[.;\n]/u)[0]!.trim();
  return cut(why === "" ? productName : `${productName}: ${why.charAt(0).toLocaleLowerCase("ru")}${why.slice(1)}`, LONGEST_NAME);
}

const cut = (text: string, longest: number): string => (text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`);

/** What is sent where the person wrote parts and took no suggestion: their own words, part by part, unchanged. */
export function plainWords(written: WrittenRequest, labels: Readonly<Record<SpokenPart, string>>): string {
  return [written.text.trim(), ...SPOKEN_PARTS.map((part) => (written[part].trim() === "" ? "" : `${labels[part]}: ${written[part].trim()}`))].filter((line) => line !== "").join("\n");
}

/**
 * The same request with labelled lines of its text put back into their fields, where those are empty: a text that was taken over is read
 * and composed again without doubling. The line of the wanted day is left out, because the day has a field of its own.
 */
export function readParts(written: WrittenRequest, labels: ComposeWords["labels"]): WrittenRequest {
  const parts: Record<SpokenPart, string> = { purpose: written.purpose, format: written.format, criteria: written.criteria, inputs: written.inputs };
  const rest: string[] = [];
  for (const line of written.text.split("\n")) {
    const part = SPOKEN_PARTS.find((one) => line.startsWith(`${labels[one]}: `));
    if (part && parts[part].trim() === "") parts[part] = line.slice(labels[part].length + 2).trim();
    else if (!line.startsWith(`${labels.neededBy}: `)) rest.push(line);
  }
  return { ...written, ...parts, text: rest.join("\n").trim() };
}
