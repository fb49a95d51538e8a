/** Latin letters of passports (ICAO 9303) with the Cyrillic they stand for; what may stand for several is any one letter, or any few. */
const LETTERS: readonly (readonly [string, string])[] = [
  ["shch", "щ"], ["sh", "ш"], ["zh", "ж"], ["kh", "х"], ["ts", "ц"], ["ch", "ч"], ["iu", "%"], ["ia", "%"], ["ie", "%"], ["yu", "ю"], ["ya", "я"],
  ["a", "а"], ["b", "б"], ["v", "в"], ["g", "г"], ["d", "д"], ["e", "_"], ["z", "з"], ["i", "_"], ["j", "_"], ["k", "к"], ["l", "л"], ["m", "м"], ["n", "н"], ["o", "о"], ["p", "п"],
  ["r", "р"], ["s", "с"], ["t", "т"], ["u", "у"], ["f", "ф"], ["y", "_"],
];

/**
 * Pattern of `like` for names in Cyrillic that a Latin word may be the spelling of: `sergey` → `с_рг__`. It lets through a few others too, so
 * what it finds is looked at again. A soft sign, which has no Latin letter, hides a name from it. Null where the word is not Latin, or says
 * too little to look for.
 */
export function cyrillicPattern(word: string): string | null {
  if (!/^[a-z]{2,}$/.test(word)) return null;
  let pattern = "";
  for (let rest = word; rest !== ""; ) {
    const found = LETTERS.find(([latin]) => rest.startsWith(latin));
    if (!found) return null;
    pattern += found[1];
    rest = rest.slice(found[0].length);
  }
  return /[а-я]/.test(pattern) ? pattern : null;
}
