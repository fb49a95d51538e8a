/** Exact fractions for the clean-room recomputation, on purpose not those of the product. */
export interface Q {
  readonly n: bigint;
  readonly d: bigint;
}

export const q = (n: number | bigint, d: number | bigint = 1): Q => ({ n: BigInt(n), d: BigInt(d) });
export const plus = (a: Q, b: Q): Q => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
export const minus = (a: Q, b: Q): Q => plus(a, { n: -b.n, d: b.d });
export const times = (...all: readonly Q[]): Q => all.reduce((product, one) => ({ n: product.n * one.n, d: product.d * one.d }), q(1));
export const over = (a: Q, b: Q): Q => (b.n < 0n ? { n: -a.n * b.d, d: -b.n * a.d } : { n: a.n * b.d, d: a.d * b.n });
export const cmp = (a: Q, b: Q): number => Number(a.n * b.d - b.n * a.d > 0n) - Number(a.n * b.d - b.n * a.d < 0n);
export const sumOf = (all: readonly Q[]): Q => all.reduce(plus, q(0));

/** "1.25" -> 5/4 */
export function dec(text: string): Q {
  const [, sign, whole, part = ""] = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text.trim())!;
  const value = BigInt(`${whole}${part}` || "0");
  return { n: sign === "-" ? -value : value, d: 10n ** BigInt(part.length) };
}

/** Nearest whole number, halves away from zero. */
export function nearest(value: Q): number {
  const size = value.n < 0n ? -value.n : value.n;
  const rounded = (size * 2n + value.d) / (value.d * 2n);
  return Number(value.n < 0n ? -rounded : rounded);
}

/** Shares of whole units by weight: floors, then one each to the largest remainders, ties to the id that sorts first. */
export function share(units: number, members: readonly { readonly id: string; readonly weight: Q }[]): number[] {
  const total = sumOf(members.map(({ weight }) => weight));
  if (total.n === 0n) return members.map(() => 0);
  const exact = members.map(({ weight }) => over(times(q(units), weight), total));
  const floors = exact.map(({ n, d }) => Number(n / d));
  let left = units - floors.reduce((a, b) => a + b, 0);
  const order = members
    .map(({ id, weight }, place) => ({ id, weight, place, rest: minus(exact[place]!, q(floors[place]!)) }))
    .filter(({ weight }) => weight.n > 0n)
    .sort((a, b) => cmp(b.rest, a.rest) || ([...a.id].join("\u0000") < [...b.id].join("\u0000") ? -1 : 1));
  for (const { place } of order) if (left-- > 0) floors[place]! += 1;
  return floors;
}
