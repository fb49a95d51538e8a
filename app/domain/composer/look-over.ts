import { foldKey } from "../names.ts";
import { toneOf } from "./tone.ts";
import type { Tone } from "./tone.ts";

/** The fields of a request, in the order in which they stand on the form. */
export const PARTS = ["product", "neededBy", "title", "purpose", "format", "criteria", "inputs", "text"] as const;
export type Part = (typeof PARTS)[number];

/** What the person wrote. `neededBy` is a local date or empty; all others are free text. */
export type WrittenRequest = Readonly<Record<Exclude<Part, "product">, string>>;

/** What the agreement says about the product, with names already in the reader's language. */
export interface AgreedAbout {
  readonly productName: string;
  /** What the client provides, and by when in words. */
  readonly inputs: readonly { readonly name: string; readonly due: string }[];
  /** What the format terms ask for: file types or names, as they stand in the agreement. */
  readonly formats: readonly string[];
  /** What the agreement measures about quality and completeness: names of measures and parts of checklists. */
  readonly criteria: readonly string[];
  /** The promised instant; null = no agreement, or its terms name no date. */
  readonly dueAt: number | null;
  /** The end of the wanted day; null = none is named. */
  readonly wantedAt: number | null;
  /** Working time from now to the promise and to the wanted day; null without a calendar. */
  readonly workingToDueMs: number | null;
  readonly workingToWantedMs: number | null;
}

export const LOOKS = [
  "title_bare", "purpose_missing", "format_missing", "format_agreed", "criteria_missing", "criteria_agreed", "input_missing", "inputs_agreed", "date_missing", "date_early", "date_no_work", "date_room", "tone",
] as const;
export type Look = (typeof LOOKS)[number];

/** One remark: about which field, and how much it matters. `missing` is asked back sooner or later; `better` helps; `good` is said so that nobody wonders. */
export interface Remark {
  readonly look: Look;
  readonly part: Part;
  readonly weight: "missing" | "better" | "good";
  readonly facts?: Readonly<Record<string, string | number>>;
  readonly list?: readonly string[];
  readonly tone?: Tone;
}

/**
 * What whoever gets a request would ask back, said before it is sent. Nothing here forbids to send: a request in two fields stays one.
 */
export function lookOver(written: WrittenRequest, agreed: AgreedAbout): Remark[] {
  const everything = [written.title, written.purpose, written.format, written.criteria, written.inputs, written.text].join("\n");
  return [...lookAtDate(written, agreed), ...lookAtTitle(written, agreed), ...lookAtPurpose(written), ...lookAtFormat(written, agreed, everything), ...lookAtCriteria(written, agreed, everything), ...lookAtInputs(agreed, everything), ...lookAtTone(written)];
}

/** Wanted earlier than promised by less than this is no matter: the two name the same moment in other words. */
const SAME_MS = 15 * 60_000;

function lookAtDate(written: WrittenRequest, agreed: AgreedAbout): Remark[] {
  const { dueAt, wantedAt, workingToDueMs, workingToWantedMs } = agreed;
  if (wantedAt === null) return dueAt === null && written.neededBy === "" ? [{ look: "date_missing", part: "neededBy", weight: "missing" }] : [];
  if (workingToWantedMs === 0) return [{ look: "date_no_work", part: "neededBy", weight: "missing" }];
  if (dueAt === null) return [];
  const facts = { wanted: wantedAt, due: dueAt, ...(workingToWantedMs === null ? {} : { workingToWantedMs }), ...(workingToDueMs === null ? {} : { workingToDueMs }) };
  if (wantedAt < dueAt - SAME_MS) return [{ look: "date_early", part: "neededBy", weight: "missing", facts }];
  return [{ look: "date_room", part: "neededBy", weight: "good", facts }];
}

function lookAtTitle({ title }: WrittenRequest, { productName }: AgreedAbout): Remark[] {
  const said = foldKey(title);
  return said === "" || said === foldKey(productName) ? [{ look: "title_bare", part: "title", weight: "better" }] : [];
}

const lookAtPurpose = ({ purpose }: WrittenRequest): Remark[] => (purpose.trim() === "" ? [{ look: "purpose_missing", part: "purpose", weight: "missing" }] : []);

function lookAtFormat({ format }: WrittenRequest, { formats }: AgreedAbout, everything: string): Remark[] {
  if (formats.length > 0) return formats.some((one) => mentions(everything, one)) ? [] : [{ look: "format_agreed", part: "format", weight: format.trim() === "" ? "good" : "better", list: formats }];
  return format.trim() === "" ? [{ look: "format_missing", part: "format", weight: "missing" }] : [];
}

function lookAtCriteria({ criteria }: WrittenRequest, { criteria: agreed }: AgreedAbout, everything: string): Remark[] {
  if (agreed.length > 0) {
    const unsaid = agreed.filter((one) => !mentions(everything, one));
    return unsaid.length === 0 ? [] : [{ look: "criteria_agreed", part: "criteria", weight: "good", list: unsaid }];
  }
  return criteria.trim() === "" ? [{ look: "criteria_missing", part: "criteria", weight: "missing" }] : [];
}

function lookAtInputs({ inputs }: AgreedAbout, everything: string): Remark[] {
  if (inputs.length === 0) return [];
  const unsaid = inputs.filter((input) => !mentions(everything, input.name));
  if (unsaid.length === 0) return [{ look: "inputs_agreed", part: "inputs", weight: "good" }];
  return unsaid.map((input) => ({ look: "input_missing", part: "inputs", weight: "missing", facts: { name: input.name, due: input.due } }));
}

const WORDED: readonly Exclude<Part, "product" | "neededBy">[] = ["title", "purpose", "format", "criteria", "inputs", "text"];

/** One remark a tone, at the first field where it shows. */
function lookAtTone(written: WrittenRequest): Remark[] {
  const seen = new Map<Tone, { part: Part; list: string[] }>();
  for (const part of WORDED)
    for (const { tone, found } of toneOf(written[part])) {
      const known = seen.get(tone);
      if (known) known.list.push(...found.filter((one) => !known.list.some((other) => foldKey(other) === foldKey(one))));
      else seen.set(tone, { part, list: [...found] });
    }
  return [...seen].map(([tone, { part, list }]) => ({ look: "tone", part, weight: "better", tone, list: list.slice(0, 5) }));
}

/** So many letters of a word are compared: endings change with case and number in both languages. */
const ENDING = 3;
const SHORTEST_STEM = 3;

/** Whether a text speaks of a thing: at least half of the words of its name occur in it, whatever their endings. */
export function mentions(text: string, name: string): boolean {
  const said = foldKey(text).split(/[^\p{L}\p{N}]+/u);
  const stems = foldKey(name).split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= SHORTEST_STEM).map((word) => word.slice(0, Math.max(SHORTEST_STEM, word.length - ENDING)));
  if (stems.length === 0) return said.join(" ").includes(foldKey(name));
  const found = stems.filter((stem) => said.some((word) => word.startsWith(stem))).length;
  return found * 2 >= stems.length;
}
