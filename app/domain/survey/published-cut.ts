import { suppress } from "./suppress.ts";

/** Fewer answers than this are never shown together (design.md section 6). */
export const SHOWN_FROM = 5;

/** Those of one client who answered about a provider in one round. */
export interface AnswerCell {
  readonly id: string;
  readonly people: ReadonlySet<string>;
}

/** What one round shows of a provider: the total of all cells or not, and single cells. */
export interface PublishedCut {
  readonly isTotalShown: boolean;
  readonly shown: readonly string[];
}

export interface EarlierCut extends PublishedCut {
  readonly cells: readonly AnswerCell[];
}

/**
 * What may be shown so that nothing is told of fewer than `threshold` people, neither within the round nor by comparing it with the
 * earlier ones. Within it: small cells are hidden, and more of them where the total less the shown ones would tell (see `suppress`).
 * Over time: a sum that both rounds give away must be of the same people, or of people of whom at least `threshold` came or went;
 * else the difference is what a joiner or a leaver said. Then the smallest cell concerned is hidden, and as a last resort the total.
 */
export function publishedCut(cells: readonly AnswerCell[], earlier: readonly EarlierCut[], threshold: number): PublishedCut {
  const filled = cells.filter((cell) => cell.people.size > 0);
  const groups = filled.map((cell) => ({ id: cell.id, answers: cell.people.size }));
  const total = groups.reduce((sum, group) => sum + group.answers, 0);
  let isTotalShown = total >= threshold;
  let shown = suppress(groups, threshold, isTotalShown).shown;
  const sizeOf = (id: string) => groups.find((group) => group.id === id)!.answers;
  for (;;) {
    const leak = earlier.map((cut) => leakBetween({ cells: filled, isTotalShown, shown }, cut, threshold)).find((found) => found !== null);
    if (!leak) return { isTotalShown, shown };
    if (shown.length === 0) {
      isTotalShown = false;
      shown = suppress(groups, threshold, false).shown;
      continue;
    }
    const smallestFirst = [...shown].sort((a, b) => sizeOf(a) - sizeOf(b));
    const next = smallestFirst.find((id) => leak.has(id)) ?? smallestFirst[0]!;
    shown = shown.filter((id) => id !== next);
    if (isTotalShown) shown = withCompany(shown, groups, threshold);
  }
}

/** Hides the smallest shown cells until the hidden ones are at least two and hold enough answers together. */
function withCompany(shown: readonly string[], groups: readonly { readonly id: string; readonly answers: number }[], threshold: number): readonly string[] {
  const left = groups.filter((group) => shown.includes(group.id)).sort((a, b) => a.answers - b.answers);
  const hidden = groups.filter((group) => !shown.includes(group.id));
  let [count, answers] = [hidden.length, hidden.reduce((sum, group) => sum + group.answers, 0)];
  while (left.length > 0 && (count < 2 || answers < threshold)) {
    answers += left.shift()!.answers;
    count += 1;
  }
  return shown.filter((id) => left.some((group) => group.id === id));
}

/** The sets of cells whose sums a cut gives away by itself: each shown cell, and all hidden ones as the rest of the total. */
export function atomsOf({ cells, isTotalShown, shown }: EarlierCut): readonly (readonly string[])[] {
  const rest = cells.filter((cell) => cell.people.size > 0 && !shown.includes(cell.id)).map((cell) => cell.id);
  return [...shown.map((id) => [id]), ...(isTotalShown && rest.length > 0 ? [rest] : [])];
}

/**
 * Cells that both cuts give the sum of while few people came or went in between; null = none. Sums that both give are unions of the
 * finest ones in common, and where each of these changed by nobody or by enough, so did every union.
 */
function leakBetween(now: EarlierCut, then: EarlierCut, threshold: number): ReadonlySet<string> | null {
  const sides = [now, then].map((cut) => ({ atoms: atomsOf(cut), peopleOf: new Map(cut.cells.map((cell) => [cell.id, cell.people])) }));
  const isKnown = (id: string) => sides.every(({ atoms, peopleOf }) => (peopleOf.get(id)?.size ?? 0) === 0 || atoms.some((atom) => atom.includes(id)));
  for (const block of commonBlocks(sides.flatMap((side) => side.atoms))) {
    if (![...block].every(isKnown)) continue;
    const [here, there] = sides.map(({ peopleOf }) => new Set([...block].flatMap((id) => [...(peopleOf.get(id) ?? [])])));
    const changed = [...here!].filter((id) => !there!.has(id)).length + [...there!].filter((id) => !here!.has(id)).length;
    if (changed > 0 && changed < threshold) return block;
  }
  return null;
}

/** Atoms that share a cell, joined. */
function commonBlocks(atoms: readonly (readonly string[])[]): readonly ReadonlySet<string>[] {
  let blocks: Set<string>[] = [];
  for (const atom of atoms) {
    const touched = blocks.filter((block) => atom.some((id) => block.has(id)));
    blocks = [...blocks.filter((block) => !touched.includes(block)), new Set([...touched.flatMap((block) => [...block]), ...atom])];
  }
  return blocks;
}
