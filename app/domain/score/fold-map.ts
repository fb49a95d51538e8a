import { departmentTree } from "../organisation/department-tree.ts";
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

export interface PlacedDepartment {
  readonly id: string;
  readonly parentId: string | null;
}

export interface AskedCells {
  /** Units whose departments are wanted; null or unknown = all. */
  readonly providerUnit: string | null;
  readonly clientUnit: string | null;
  /** The first provider wanted; no whole number above 0 = the first of all. */
  readonly from: number;
  /** Nothing is folded, however much there is. */
  readonly isWhole: boolean;
}

export interface ChosenCells {
  readonly cells: readonly FoldableCell[];
  readonly isFolded: boolean;
  readonly providerUnit: string | null;
  readonly clientUnit: string | null;
  /** The first provider shown. */
  readonly from: number;
}

/**
 * The cells of one page: those of the two units asked for; without them all, folded by units where there are more than one can read and folding
 * makes fewer of them.
 */
export function chooseCells(all: readonly FoldableCell[], departments: readonly PlacedDepartment[], asked: AskedCells): ChosenCells {
  const tree = departmentTree(departments);
  const hasOneTop = departments.filter((row) => row.parentId === null).length === 1;
  const known = new Set(departments.map((row) => row.id));
  // A group and "everyone" stand for themselves.
  const unit = (id: string) => (known.has(id) ? unitOf(tree.pathUp(id), hasOneTop) : id);
  const units = new Set(all.flatMap((cell) => [unit(cell.providerId), unit(cell.clientId)]));
  const providerUnit = asked.providerUnit !== null && units.has(asked.providerUnit) ? asked.providerUnit : null;
  const clientUnit = asked.clientUnit !== null && units.has(asked.clientUnit) ? asked.clientUnit : null;
  const from = Number.isInteger(asked.from) && asked.from > 0 ? asked.from : 0;
  const cells = all.filter((cell) => (providerUnit === null || unit(cell.providerId) === providerUnit) && (clientUnit === null || unit(cell.clientId) === clientUnit));
  const sides = (of: readonly FoldableCell[]) => [new Set(of.map((cell) => cell.providerId)).size, new Set(of.map((cell) => cell.clientId)).size] as const;
  const folded = !asked.isWhole && providerUnit === null && clientUnit === null && foldsAtFirst(...sides(cells)) ? foldMap(cells, unit) : null;
  const isFolded = folded !== null && folded.length < cells.length;
  return { cells: isFolded ? folded : cells, isFolded, providerUnit, clientUnit, from };
}
