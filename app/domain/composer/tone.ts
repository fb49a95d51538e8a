/** What the wording of a request may do to whoever reads it first. */
export const TONES = ["shouting", "exclaiming", "blaming", "pressing", "vague"] as const;
export type Tone = (typeof TONES)[number];

export interface ToneRemark {
  readonly tone: Tone;
  /** The words as they stand in the text, each once. */
  readonly found: readonly string[];
}

/** No more than this of one kind is quoted: a remark is read, a list is not. */
const MOST_QUOTED = 5;

/** A word boundary that knows Cyrillic; `\b` does not. */
const words = (alternatives: readonly string[]): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join("|")})(?![\\p{L}\\p{N}])`, "giu");

/** Phrases that say whose fault it is. Both languages are looked for in every text: people mix them. */
const BLAMING = words([
  "as always", "as usual", "yet again", "you always", "you never", "your fault", "you (?:people )?(?:failed|forgot|lost|ignored)(?: again)?", "how many times", "unacceptable", "ridiculous", "incompetent", "sick of", "fed up",
  "как всегда", "как обычно", "в который раз", "опять (?:вы|у вас)", "вечно (?:вы|у вас)", "вы (?:вечно|всегда|никогда|опять|снова)", "по вашей вине", "вы (?:забыли|потеряли|сорвали|проигнорировали)", "сколько можно",
  "безобразие", "недопустимо", "возмутительно", "халатность\\p{L}*", "безответственн\\p{L}*", "надоело",
]);
const PRESSING = words([
  "asap", "urgent(?:ly)?", "immediately", "right now", "right away", "at once", "as soon as possible", "yesterday already",
  "срочно", "срочн(?:ая|ый|ое|ые|ую)", "немедленно", "сейчас же", "как можно (?:скорее|быстрее)", "асап", "ещ[её] вчера", "горит", "поскорее",
]);
const VAGUE = words([
  "etc", "and so on", "or something", "something like that", "some kind of", "whatever", "the usual (?:one|way)", "normal quality",
  "и т\\.? ?д", "и т\\.? ?п", "и так далее", "что-нибудь", "какой-нибудь", "какую-нибудь", "как-нибудь", "что-то вроде", "нормальн(?:о|ый|ая|ое|ого)", "как положено", "в лучшем виде",
]);
const EXCLAIMING = /[!?]*![!?]*/gu;
/** Two or more words in capitals side by side, one of them at least of five letters: one alone is mostly an abbreviation. */
const CAPITALS = /(?<![\p{L}\p{N}])\p{Lu}{2,}(?:[ ,:;–-]+\p{Lu}{2,})+(?![\p{L}\p{N}])/gu;
const LONG_WORD = /\p{Lu}{5,}/u;

/** Runs of words in capitals that are no abbreviations. */
const shouted = (text: string): string[] => (text.match(CAPITALS) ?? []).filter((run) => LONG_WORD.test(run));

const quoted = (found: Iterable<string>): string[] => {
  const seen = new Map<string, string>();
  for (const one of found) {
    const key = one.toLocaleLowerCase("ru").trim();
    if (!seen.has(key)) seen.set(key, one.trim());
  }
  return [...seen.values()].slice(0, MOST_QUOTED);
};

/** What there is to say about the tone of a text, in the order of `TONES`; nothing for a calm one. A single exclamation mark is no fault: it thanks. */
export function toneOf(text: string): ToneRemark[] {
  const marks = text.match(EXCLAIMING) ?? [];
  const found: Record<Tone, readonly string[]> = {
    shouting: quoted(shouted(text)),
    exclaiming: marks.length > 1 || marks.some((mark) => mark.length > 1) ? quoted(marks) : [],
    blaming: quoted(text.match(BLAMING) ?? []),
    pressing: quoted(text.match(PRESSING) ?? []),
    vague: quoted(text.match(VAGUE) ?? []),
  };
  return TONES.flatMap((tone) => (found[tone].length === 0 ? [] : [{ tone, found: found[tone] }]));
}

/** Phrases that can go without a loss: what was asked stands without them. */
const DROPPED = new RegExp(`(?:,\\s*)?${words(["as always", "as usual", "yet again", "how many times", "как всегда", "как обычно", "в который раз", "сколько можно"]).source}\\s*[,:–-]?\\s*`, "giu");

/**
 * The same text in calm words: capitals and marks become ordinary ones, reproaches that can be cut without a gap are left out, and "urgent"
 * becomes the wanted day where one is named (`until`, ready to stand behind "by"). What cannot be changed safely stays: it is remarked on only.
 */
export function calmed(text: string, until: string | null): string {
  let calm = text;
  for (const run of shouted(text)) calm = calm.replace(run, run.toLocaleLowerCase("ru"));
  // What was cut away at the beginning of a sentence leaves it to the next word to begin it.
  calm = calm.replace(DROPPED, " \u0001").replace(/([.!?]\s*)\u0001\s*(\p{Ll})/gu, (_cut, end: string, letter: string) => `${end}${letter.toLocaleUpperCase("ru")}`).replaceAll("\u0001", "");
  if (until !== null) calm = calm.replace(PRESSING, until);
  calm = calm.replace(EXCLAIMING, (mark) => (mark.includes("?") ? "?" : "."));
  calm = calm.replace(/[^\S\n]+/gu, " ").replace(/ +([.,;:?])/gu, "$1").replace(/([.?])[.]+/gu, "$1").replace(/^[ ,.;:]+/gmu, "").trim();
  // What was calm begins as its writer began it: a name of a file keeps its small letter.
  return calm === text.trim() ? calm : sentenceCase(calm);
}

/** A capital letter at the beginning, after a question and in a new line. A full stop is none of these: it may end an abbreviation. */
const sentenceCase = (text: string): string => text.replace(/^(\p{Ll})|(?<=[?]\s+|\n\s*)(\p{Ll})/gu, (letter) => letter.toLocaleUpperCase("ru"));
