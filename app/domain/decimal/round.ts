import { powerOfTen, type Rational } from "./rational.ts";

/** Whole units of 10^-places, halves away from zero: 0.005 -> 1 and -0.005 -> -1 at 2 places. */
export function roundToUnits(value: Rational, places: number): bigint {
  const scaled = value.n * powerOfTen(places);
  const magnitude = scaled < 0n ? -scaled : scaled;
  const rounded = (2n * magnitude + value.d) / (2n * value.d);
  return scaled < 0n ? -rounded : rounded;
}

/** The value rounded to `places` decimals, halves away from zero. */
export function round(value: Rational, places: number): Rational {
  return { n: roundToUnits(value, places), d: powerOfTen(places) };
}

/** Text of whole units of 10^-places with exactly `places` decimals; zero has no sign. */
export function formatUnits(units: bigint, places: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, "0");
  const minus = units < 0n ? "-" : "";
  if (places === 0) return minus + digits;
  return `${minus}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** Text with exactly `places` decimals, rounded half away from zero. */
export function formatDecimal(value: Rational, places: number): string {
  return formatUnits(roundToUnits(value, places), places);
}

/** Text of a value that is a decimal, with no more places than it needs: 9, 2.5. At most 20 places. */
export function formatShortest(value: Rational): string {
  const text = formatDecimal(value, 20);
  return text.replace(/\.?0+$/, "");
}
