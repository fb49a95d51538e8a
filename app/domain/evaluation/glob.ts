/**
 * Does a file name match a pattern of `*` (any run of characters) and `?` (one character)? Everything
 * else stands for itself. Runs in name × pattern steps at most, whatever the pattern.
 */
export function matchesGlob(name: string, pattern: string): boolean {
  const text = [...name];
  const glob = [...pattern];
  let t = 0;
  let g = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    if (g < glob.length && glob[g] === "*") {
      star = g++;
      resume = t;
    } else if (g < glob.length && (glob[g] === "?" || glob[g] === text[t])) {
      t++;
      g++;
    } else if (star >= 0) {
      g = star + 1;
      t = ++resume;
    } else return false;
  }
  while (glob[g] === "*") g++;
  return g === glob.length;
}
