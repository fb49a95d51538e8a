import type { Names } from "../names.ts";

const LONGEST_KEY = 80;

/**
 * The key of a new promise or input: the agreement's code, a stroke, and the wanted word, so that it names one
 * thing over all agreements. Without a wanted word it is made from the name; a made one that is taken gets a
 * number. Null = the wanted key is taken.
 */
export function newKey(agreementCode: string, wanted: string, name: Names, taken: readonly string[]): string | null {
  const prefix = `${agreementCode}/`;
  const word = wanted.trim();
  if (word !== "") {
    const key = (word.startsWith(prefix) ? word : prefix + word).slice(0, prefix.length + LONGEST_KEY);
    return taken.includes(key) ? null : key;
  }
  const base = prefix + (slug(name.en ?? "") || "promise");
  if (!taken.includes(base)) return base;
  for (let n = 2; ; n += 1) if (!taken.includes(`${base}-${n}`)) return `${base}-${n}`;
}

const slug = (text: string): string =>
  text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
