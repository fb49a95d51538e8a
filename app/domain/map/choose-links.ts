import { compareCodePoints } from "../order-by-code-point.ts";
import { departmentTree } from "../organisation/department-tree.ts";
import { READABLE_SIDE, unitOf, type PlacedDepartment } from "../score/fold-map.ts";
import { fitsFilter, linksOf, type LinkFilter, type ServiceLine, type ServiceLink } from "./service-link.ts";

/** Departments and links that one drawing holds; the table has all. */
export const MOST_PLACES = READABLE_SIDE;
export const MOST_LINKS = 70;

export const WAYS = ["both", "up", "down"] as const;
/** Along which links one goes from a department: to those who serve it (`up`), to those it serves (`down`). */
export type Way = (typeof WAYS)[number];

export interface MapQuestion {
  /** A department whose neighbourhood is wanted; unknown = none. */
  readonly focus: string | null;
  /** A unit whose departments are wanted; unknown = none. */
  readonly unit: string | null;
  /** Steps from the department in focus. */
  readonly depth: 1 | 2;
  readonly way: Way;
  readonly state: LinkFilter | null;
  /** Links on which less fell due are left out. */
  readonly least: number;
}

export interface MapChoice {
  /** Drawn places in the order of their ids: departments, or units that stand for several. */
  readonly places: readonly string[];
  readonly links: readonly ServiceLink[];
  /** Places that stand for several departments, with how many. */
  readonly folded: ReadonlyMap<string, number>;
  /** The unit of each place. */
  readonly unitOf: (place: string) => string;
  readonly focus: string | null;
  readonly unit: string | null;
  /** What fits the question and is not drawn because there is too much of it. */
  readonly left: { readonly places: number; readonly links: number };
  /** Links that fit the question, the strongest first: what the drawing was taken from. */
  readonly all: readonly ServiceLink[];
}

/**
 * What one drawing of the map shows. A department in focus comes with its neighbours; a unit with its departments, the others folded;
 * else everything, folded by units where there are more departments than one can read. Of too many the strongest stay.
 */
export function chooseLinks(lines: readonly ServiceLine[], departments: readonly PlacedDepartment[], asked: MapQuestion): MapChoice {
  const tree = departmentTree(departments);
  const hasOneTop = departments.filter((row) => row.parentId === null).length === 1;
  const known = new Set(departments.map((row) => row.id));
  const unit = (id: string) => (known.has(id) ? unitOf(tree.pathUp(id), hasOneTop) : id);
  const taking = new Set(lines.flatMap((line) => [line.from, line.to]));
  const focus = asked.focus !== null && (taking.has(asked.focus) || known.has(asked.focus)) ? asked.focus : null;
  const openUnit = focus === null && asked.unit !== null && [...taking].some((id) => unit(id) === asked.unit) ? asked.unit : null;
  const units = new Set([...taking].map(unit));
  const folds = focus === null && openUnit === null && taking.size > MOST_PLACES && units.size < taking.size;
  const placeOf = (id: string) => (openUnit !== null ? (unit(id) === openUnit ? id : unit(id)) : folds ? unit(id) : id);
  const sizes = new Map<string, number>();
  for (const id of taking) sizes.set(placeOf(id), (sizes.get(placeOf(id)) ?? 0) + 1);
  const isFolded = (place: string) => focus === null && (folds || (openUnit !== null && unit(place) !== openUnit)) && ((sizes.get(place) ?? 0) > 1 || !taking.has(place));

  const every = linksOf(lines, placeOf, isFolded).filter((link) => openUnit === null || unit(link.from) === openUnit || unit(link.to) === openUnit);
  const fitting = every.filter((link) => link.kept.of >= asked.least && fitsFilter(link.state, asked.state)).sort(strongestFirst);
  const all = focus === null ? fitting : around(fitting, focus, asked.depth, asked.way);
  const places = strongestPlaces(all, focus);
  const within = all.filter((link) => places.has(link.from) && places.has(link.to));
  const links = within.slice(0, MOST_LINKS);
  const drawn = new Set([...(focus === null ? [] : [focus]), ...links.flatMap((link) => [link.from, link.to])]);
  const found = new Set(all.flatMap((link) => [link.from, link.to]));
  return {
    places: [...drawn].sort(compareCodePoints), links, focus, unit: openUnit, all,
    folded: new Map([...drawn].filter(isFolded).map((place) => [place, sizes.get(place) ?? 0])),
    unitOf: unit,
    left: { places: [...found].filter((id) => !drawn.has(id)).length, links: all.length - links.length },
  };
}

const strongestFirst = (a: ServiceLink, b: ServiceLink): number => b.kept.of - a.kept.of || b.promises - a.promises || compareCodePoints(`${a.from}\n${a.to}`, `${b.from}\n${b.to}`);

/** Links on the ways of at most so many steps from a department. */
function around(links: readonly ServiceLink[], focus: string, depth: number, way: Way): ServiceLink[] {
  const chosen = new Set<ServiceLink>();
  const walk = (near: (link: ServiceLink) => string, far: (link: ServiceLink) => string) => {
    let level = new Set([focus]);
    const seen = new Set(level);
    for (let step = 0; step < depth; step += 1) {
      const next = new Set<string>();
      for (const link of links) {
        if (!level.has(near(link))) continue;
        chosen.add(link);
        if (!seen.has(far(link))) next.add(far(link));
      }
      for (const id of next) seen.add(id);
      level = next;
    }
  };
  if (way !== "up") walk((link) => link.from, (link) => link.to);
  if (way !== "down") walk((link) => link.to, (link) => link.from);
  return links.filter((link) => chosen.has(link));
}

/** The places with the most on their links; the department in focus is always one, its own neighbours come first. */
function strongestPlaces(links: readonly ServiceLink[], focus: string | null): ReadonlySet<string> {
  const volume = new Map<string, number>();
  for (const { from, to, kept } of links) for (const id of [from, to]) volume.set(id, (volume.get(id) ?? 0) + kept.of);
  const near = new Set(focus === null ? [] : [focus, ...links.flatMap((link) => (link.from === focus ? [link.to] : link.to === focus ? [link.from] : []))]);
  const ranked = [...volume].sort(([a, one], [b, other]) => Number(b === focus) - Number(a === focus) || Number(near.has(b)) - Number(near.has(a)) || other - one || compareCodePoints(a, b));
  return new Set(ranked.slice(0, MOST_PLACES).map(([id]) => id));
}
