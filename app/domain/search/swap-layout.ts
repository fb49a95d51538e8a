const LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./~{}:\"<>?";
const RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю.ёхъжэбю,";

const TO_RUSSIAN = new Map([...LATIN].map((sign, at) => [sign, RUSSIAN[at]!]));
// The first key that makes a letter is the one without Shift.
const TO_LATIN = new Map([...RUSSIAN].map((sign, at) => [sign, LATIN[at]!] as const).reverse());

/**
 * What the same keys say on the other keyboard layout: `ghjlerwbz` → `продукция`, `ырфкш` → `shari`. Null where the text has no letters or
 * letters of both scripts: then nobody forgot to switch. The answer is in lower case.
 */
export function swapLayout(text: string): string | null {
  const lower = text.toLowerCase();
  const [latin, russian] = [/[a-z]/.test(lower), /[а-яё]/.test(lower)];
  if (latin === russian) return null;
  const table = latin ? TO_RUSSIAN : TO_LATIN;
  return [...lower].map((sign) => table.get(sign) ?? sign).join("");
}
