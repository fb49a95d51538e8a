import { compare, parseDecimal } from "../decimal/rational.ts";

/** Client-orientation of an employee: negative, limited, basic, strong, strategic. */
export const LEVELS = [1, 2, 3, 4, 5] as const;
export type ClientLevel = (typeof LEVELS)[number];

/** Who chooses: the head, by name; colleagues, counted together. */
export const LEVEL_SIDES = ["head", "peer"] as const;
export type LevelSide = (typeof LEVEL_SIDES)[number];

/** From so many colleagues on their median is shown and counts: of two answers each would know the other's. */
export const LEAST_PEERS = 3;

/** Answers by level, the first for level 1. */
export type LevelCounts = readonly [number, number, number, number, number];
export const NO_COUNTS: LevelCounts = [0, 0, 0, 0, 0];

export interface LevelResult {
  /** Null = too few answers. */
  readonly level: ClientLevel | null;
  readonly headLevel: ClientLevel | null;
  /** Colleagues' median in halves of a level (7 = 3.5); null = fewer than `LEAST_PEERS`. */
  readonly peerHalves: number | null;
}

/**
 * The level of a person: the middle between the head's choice and the colleagues' median, a half rounded towards the colleagues, who see
 * more of the work. Without enough colleagues there is no level: one person's word alone is no level of another.
 * Without the head's choice the colleagues' median counts alone, a half rounded down.
 */
export function levelOf(headLevel: ClientLevel | null, peers: LevelCounts): LevelResult {
  const peerHalves = medianHalves(peers);
  if (peerHalves === null) return { level: null, headLevel, peerHalves };
  if (headLevel === null) return { level: Math.floor(peerHalves / 2) as ClientLevel, headLevel, peerHalves };
  const quarters = headLevel * 2 + peerHalves;
  const rest = quarters % 4;
  const isUp = rest === 3 || (rest === 2 && peerHalves > headLevel * 2);
  return { level: (Math.floor(quarters / 4) + (isUp ? 1 : 0)) as ClientLevel, headLevel, peerHalves };
}

function medianHalves(counts: LevelCounts): number | null {
  const all = counts.flatMap((n, index) => Array.from({ length: n }, () => index + 1));
  if (all.length < LEAST_PEERS) return null;
  const half = Math.floor(all.length / 2);
  return all.length % 2 === 1 ? all[half]! * 2 : all[half - 1]! + all[half]!;
}

/** Coefficients that the levels suggest until HR sets others. */
export const DEFAULT_COEFFICIENTS = ["0.9", "0.95", "1", "1.05", "1.1"] as const;
const LOWEST = parseDecimal("0.9");
const HIGHEST = parseDecimal("1.1");

/** What is wrong with coefficients of the levels 1 to 5 (exact decimals): outside 0.9 … 1.1, or falling while the level rises; null = nothing. */
export function coefficientFault(coefficients: readonly string[]): { readonly code: "not_a_number" | "out_of_range" | "falls"; readonly level: ClientLevel } | null {
  for (const level of LEVELS) {
    const text = coefficients[level - 1] ?? "";
    if (!/^\d{1,2}(\.\d{1,2})?$/.test(text)) return { code: "not_a_number", level };
    const value = parseDecimal(text);
    if (compare(value, LOWEST) < 0 || compare(value, HIGHEST) > 0) return { code: "out_of_range", level };
    if (level > 1 && compare(value, parseDecimal(coefficients[level - 2]!)) < 0) return { code: "falls", level };
  }
  return null;
}
