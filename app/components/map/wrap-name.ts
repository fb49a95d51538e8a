/** Words of a name on at most so many lines of so many characters; what does not fit ends in an ellipsis. */
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
  found.push(rest.length > width ? `${rest.slice(0, width - 1).trimEnd()}…` : rest);
  return found;
}
