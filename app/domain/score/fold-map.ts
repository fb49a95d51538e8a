import { sumKept, type Kept } from "./kept-share.ts";

/** Rows or columns that one can still read at once: a map with more begins folded. */
export const READABLE_SIDE = 40;

export interface FoldableCell {
  readonly providerId: string;
  readonly clientId: string;
  readonly obligations: number;
  readonly kept: Kept;
}

/**
 * The unit of a department: the one above it that stands next below the top. Where the company has several tops, or for the top itself, the
 * highest on its way.
 *
 * @param pathUp the department first, the top last
 */
export function unitOf(pathUp: readonly string[], hasOneTop: boolean): string {
  return pathUp[Math.max(0, pathUp.length - (hasOneTop ? 2 : 1))]!;
}

/** Whether a map of so many providers and clients is shown by units at first. */
export const foldsAtFirst = (providers: number, clients: number): boolean => Math.max(providers, clients) > READABLE_SIDE;

/** Cells whose departments belong to one unit each become one: promises and what was kept of them add up. Nothing is lost or counted twice. */
export function foldMap(cells: readonly FoldableCell[], unitOf: (id: string) => string): FoldableCell[] {
  const folded = new Map<string, FoldableCell>();
  for (const cell of cells) {
    const providerId = unitOf(cell.providerId);
    const clientId = unitOf(cell.clientId);
    const place = `${providerId}\n${clientId}`;
    const known = folded.get(place);
    folded.set(place, { providerId, clientId, obligations: (known?.obligations ?? 0) + cell.obligations, kept: known ? sumKept([known.kept, cell.kept]) : cell.kept });
  }
  return [...folded.values()];
}
