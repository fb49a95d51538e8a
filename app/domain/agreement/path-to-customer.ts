import { compareCodePoints } from "../order-by-code-point.ts";

/** One department delivers to another. */
export interface Service {
  readonly from: string;
  readonly to: string;
  /** Deliveries counted in the months looked at. */
  readonly volume: number;
}

/**
 * Departments at the end of the chain: they are served and serve nobody inside, so what they make of it goes to the company's customers.
 * In a company where everybody serves somebody there are none.
 */
export function customerFacing(services: readonly Service[]): ReadonlySet<string> {
  const serving = new Set(services.map((one) => one.from));
  return new Set(services.map((one) => one.to).filter((id) => !serving.has(id)));
}

/**
 * How the work of a department reaches the paying customer: the departments on the way, itself first. The shortest way; of equally short
 * ones that on which the most is delivered, then by id. Null where no way leads to one that faces the customer; a department that does so
 * itself has the way of one step.
 */
export function pathToCustomer(services: readonly Service[], from: string): readonly string[] | null {
  const ends = customerFacing(services);
  const next = new Map<string, Service[]>();
  for (const one of services) if (one.from !== one.to) next.set(one.from, [...(next.get(one.from) ?? []), one]);
  // Level by level, so that the first level that holds an end has the shortest ways; each place keeps its best way only.
  let level = new Map<string, Way>([[from, { places: [from], volume: 0 }]]);
  const seen = new Set([from]);
  while (level.size > 0) {
    const arrived = [...level].filter(([place]) => ends.has(place)).map(([, way]) => way);
    if (arrived.length > 0) return arrived.reduce(better).places;
    const reached = new Map<string, Way>();
    for (const [place, way] of level) {
      for (const service of next.get(place) ?? []) {
        if (seen.has(service.to)) continue;
        const longer = { places: [...way.places, service.to], volume: way.volume + service.volume };
        const known = reached.get(service.to);
        reached.set(service.to, known ? better(known, longer) : longer);
      }
    }
    for (const place of reached.keys()) seen.add(place);
    level = reached;
  }
  return null;
}

interface Way {
  readonly places: readonly string[];
  readonly volume: number;
}

function better(a: Way, b: Way): Way {
  if (a.volume !== b.volume) return a.volume > b.volume ? a : b;
  return compareCodePoints(a.places.join("\n"), b.places.join("\n")) <= 0 ? a : b;
}
