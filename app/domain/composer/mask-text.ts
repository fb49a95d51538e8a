/** A text without the people in it, and the way back. */
export interface Masked {
  readonly text: string;
  /** Puts the people back into an answer that kept the marks. */
  readonly restore: (answer: string) => string;
}

const MAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu;
/** Telephone, account and document numbers: seven digits and more, with what stands between them. */
const NUMBER = /(?<![\p{L}\p{N}])\+?\d(?:[ ()-]{0,2}\d){6,}(?![\p{L}\p{N}])/gu;
/** A sum, with its digits in threes: it says what is asked for and stays. */
const SUM = /^\d{1,3}(?: \d{3})+$/u;

/** Words of a text that may be a surname: they begin with a capital letter. */
export function capitalWords(text: string): string[] {
  return [...new Set(text.match(/(?<![\p{L}\p{N}])\p{Lu}\p{L}+(?:-\p{Lu}\p{L}+)?/gu) ?? [])];
}

/** Most letters that Russian puts behind a surname's stem. */
const ENDING = 3;

/** Whether a word is a surname or one of its cases: what is left of both without their endings is the same. */
function isCaseOf(word: string, surname: string): boolean {
  const [one, other] = [word.toLocaleLowerCase("ru"), surname.toLocaleLowerCase("ru")];
  const stem = other.replace(/(?:ая|ий|ый|ой|а|я)$/u, "");
  return one === other || (/^\p{Script=Cyrillic}/u.test(stem) && one.startsWith(stem) && one.length - stem.length <= ENDING && stem.length >= 3);
}

/**
 * Puts marks in the place of e-mail addresses, long numbers and the given people (with a capitalised word or initials beside the surname).
 * Equal words get the same mark, so that a text keeps its sense.
 */
export function maskText(text: string, surnames: readonly string[]): Masked {
  const marks = new Map<string, string>();
  const counts = { mail: 0, number: 0, name: 0 };
  const mark = (kind: keyof typeof counts, found: string): string => {
    const known = marks.get(found);
    if (known) return known;
    const made = `[${kind} ${(counts[kind] += 1)}]`;
    marks.set(found, made);
    return made;
  };
  let masked = text.replace(MAIL, (found) => mark("mail", found)).replace(NUMBER, (found) => (SUM.test(found) ? found : mark("number", found)));
  const people = capitalWords(masked).filter((word) => surnames.some((surname) => isCaseOf(word, surname)));
  if (people.length > 0) {
    const anyone = people.sort((a, b) => b.length - a.length).join("|");
    // A name stays within its line: the next one begins with a capital letter, too.
    const beside = new RegExp(`(?:(?:\\p{Lu}\\.[ \u00a0]?){1,2}|(?<=[\\p{L},;:–-][ \u00a0])\\p{Lu}\\p{Ll}+[ \u00a0])?(?<![\\p{L}\\p{N}])(?:${anyone})(?![\\p{L}\\p{N}])(?:[ \u00a0](?:\\p{Lu}\\.[ \u00a0]?){1,2}|[ \u00a0]\\p{Lu}\\p{Ll}+(?:[ \u00a0]\\p{Lu}\\p{Ll}+(?:вич|вна)\\p{Ll}*)?)?`, "gu");
    masked = masked.replace(beside, (found) => `${mark("name", found.trimEnd())}${/\s$/u.test(found) ? " " : ""}`);
  }
  const back = new Map([...marks].map(([found, made]) => [made, found]));
  return { text: masked, restore: (answer) => answer.replace(/\[(?:mail|number|name) \d+\]/gu, (made) => back.get(made) ?? made) };
}
