/**
 * Order of two texts by Unicode code point (formulas.md, pool and suppress). JavaScript's `<` compares
 * UTF-16 units and puts U+1F600 before U+FF21, which another implementation of the rule would not.
 */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    if (a.charCodeAt(i) === b.charCodeAt(i)) continue;
    // The units before i are equal, so a low surrogate here completes the same high one on both sides.
    return liftedUnit(a.charCodeAt(i)) - liftedUnit(b.charCodeAt(i));
  }
  return a.length - b.length;
}

/** Moves surrogates above U+E000..U+FFFF: in that numbering, unit order is code point order. */
function liftedUnit(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800;
  if (unit >= 0xd800) return unit + 0x2000;
  return unit;
}
