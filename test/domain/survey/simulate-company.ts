import type { NamedRating } from "#app/domain/survey/fairness-flags.ts";
import { randomOf, type Random } from "#db/seed/random.ts";

/** A company of which is known who cheats. Means and deviations are in marks of the scale 1 to 5. */
export interface Company {
  readonly ratings: readonly NamedRating[];
  /** Pairs `a:b`, a before b. */
  readonly favours: ReadonlySet<string>;
  readonly feuds: ReadonlySet<string>;
  /** Every other pair that rated each other both ways often enough to be looked at. */
  readonly honest: ReadonlySet<string>;
}

export interface CompanyShape {
  readonly departments: number;
  readonly answersOfCell: number;
  /** Share of the answers of a cheating pair that follow the deal. */
  readonly cheating: number;
}

/** Quality, what both sides of a pair make of each other, severity of the rater, and the single delivery. */
const QUALITY = { mean: 4.0, sd: 0.35 };
const LIKING_SD = 0.25;
const SEVERITY_SD = 0.3;
const NOISE_SD = 0.8;
const CHEATS = 2;
const DAY_MS = 86_400_000;

/** Departments that all serve and rate each other for a quarter; two pairs do favours, two take revenge, all others are honest. */
export function simulateCompany(seed: number, { departments, answersOfCell, cheating }: CompanyShape): Company {
  const random = randomOf(seed);
  const names = Array.from({ length: departments }, (_, i) => `d${String(i).padStart(2, "0")}`);
  const quality = new Map(names.map((name) => [name, QUALITY.mean + QUALITY.sd * random.normal()]));
  const severity = new Map(names.map((name) => [name, SEVERITY_SD * random.normal()]));
  const pairs = names.flatMap((a, i) => names.slice(i + 1).map((b) => `${a}:${b}`));
  // Cheats share no department: the first pairs of a shuffled row of neighbours.
  const shuffled = shuffle(names, random);
  const chosen = Array.from({ length: 2 * CHEATS }, (_, i) => [shuffled[2 * i]!, shuffled[2 * i + 1]!].sort().join(":"));
  const favours = new Set(chosen.slice(0, CHEATS));
  const feuds = new Set(chosen.slice(CHEATS));
  const ratings: NamedRating[] = [];
  for (const pair of pairs) {
    const [a, b] = pair.split(":") as [string, string];
    const liking = LIKING_SD * random.normal();
    for (const [rater, ratee] of [[a, b], [b, a]] as const) {
      for (let i = 0; i < answersOfCell; i++) {
        const honest = quality.get(ratee)! + severity.get(rater)! + liking + NOISE_SD * random.normal();
        const isDeal = random.next() < cheating;
        const said = isDeal && favours.has(pair) ? 5 : isDeal && feuds.has(pair) ? 1 + Math.floor(random.next() * 2) : honest;
        ratings.push({
          id: `${rater}-${ratee}-${i}`, raterId: `${rater}-${i % 3}`, clientId: rater, providerId: ratee, csat: Math.min(5, Math.max(1, Math.round(said))),
          answeredAt: random.int(0, 89) * DAY_MS + random.int(0, DAY_MS - 1), closesAt: null, address: null,
        });
      }
    }
  }
  return { ratings, favours, feuds, honest: new Set(pairs.filter((pair) => !favours.has(pair) && !feuds.has(pair))) };
}

function shuffle(names: readonly string[], random: Random): string[] {
  return names.map((name) => ({ name, at: random.next() })).sort((a, b) => a.at - b.at).map((one) => one.name);
}
