/** A run of words that both texts have, or only one of them. */
export interface DiffPart {
  readonly kind: "same" | "gone" | "new";
  readonly text: string;
}

/** Beyond this the table of common words grows too large for a page: the texts are shown whole. */
const MOST_WORDS = 1_200;

/** The words that changed between two texts, in order; blanks and line breaks stay with the word before them. Null = too long to compare. */
export function diffWords(before: string, after: string): DiffPart[] | null {
  const wordsOf = (text: string): readonly string[] => text.match(/\S+\s*|\s+/gu) ?? [];
  const [a, b] = [wordsOf(before), wordsOf(after)];
  if (a.length > MOST_WORDS || b.length > MOST_WORDS) return null;
  const width = b.length + 1;
  const same = (i: number, j: number) => a[i]!.trimEnd() === b[j]!.trimEnd();
  const longest = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      longest[i * width + j] = same(i, j) ? longest[(i + 1) * width + j + 1]! + 1 : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
  const parts: DiffPart[] = [];
  const add = (kind: DiffPart["kind"], text: string) => {
    const last = parts.at(-1);
    if (last?.kind === kind) parts[parts.length - 1] = { kind, text: last.text + text };
    else parts.push({ kind, text });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && same(i, j)) add("same", (i += 1, b[j++]!));
    else if (i < a.length && (j === b.length || longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!)) add("gone", a[i++]!);
    else add("new", b[j++]!);
  }
  return parts;
}
