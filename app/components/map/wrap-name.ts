/** A last line may be so much longer than the others: it is drawn narrower. */
const SQUEEZED = 1.6;

/** Words of a name on at most so many lines of so many characters. What is left stands on the last line; only far too much ends in an ellipsis. */
export function wrapName(name: string, lines: number, width: number): string[] {
  const found: string[] = [];
  let rest = name.trim();
  while (rest.length > width && found.length < lines - 1) {
    const space = rest.lastIndexOf(" ", width);
    const hyphen = rest.lastIndexOf("-", width - 1) + 1;
    const cut = Math.max(space, hyphen) > 0 ? Math.max(space, hyphen) : width;
    found.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  const most = Math.floor(width * SQUEEZED);
  found.push(rest.length > most ? `${rest.slice(0, most - 1).trimEnd()}…` : rest);
  return found;
}
