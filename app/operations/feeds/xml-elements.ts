export interface XmlElement {
  readonly attributes: string;
  /** What stands between its tags; undefined = it closes itself. */
  readonly inner: string | undefined;
  /** Where it ends in the text. */
  readonly end: number;
}

/**
 * The whole elements of one name in a text, in their order, up to the first one without its end. They hold no others of their name.
 * Searches forward only, so that a text made to be slow (openings without ends) costs no more than its length; a pattern with a lazy
 * middle would begin anew at every opening.
 */
export function* elementsOf(xml: string, name: string): Generator<XmlElement> {
  const opening = new RegExp(`<${name}(?=[\\s/>])([^<>]*)>`, "g");
  const closing = `</${name}>`;
  for (let found = opening.exec(xml); found !== null; found = opening.exec(xml)) {
    const attributes = found[1]!;
    if (attributes.endsWith("/")) {
      yield { attributes: attributes.slice(0, -1), inner: undefined, end: opening.lastIndex };
      continue;
    }
    const close = xml.indexOf(closing, opening.lastIndex);
    if (close < 0) return;
    const inner = xml.slice(opening.lastIndex, close);
    opening.lastIndex = close + closing.length;
    yield { attributes, inner, end: opening.lastIndex };
  }
}
