/** A deterministic source of numbers: the demo company is the same at every start. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  int(from: number, to: number): number;
  pick<T>(items: readonly T[]): T;
  /** A spread like real working times: median `median`, long tail with `sigma`. */
  logNormal(median: number, sigma: number): number;
  chance(share: number): boolean;
  /** Mean 0, deviation 1. */
  normal(): number;
}

export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    int: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick: (items) => items[Math.floor(next() * items.length)]!,
    logNormal: (median, sigma) => median * Math.exp(sigma * normal()),
    chance: (share) => next() < share,
    normal,
  };
}
