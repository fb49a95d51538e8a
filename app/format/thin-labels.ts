/**
 * Which of many labels in a row are written where only some have room: the first and the last always, the others at even steps between
 * them. All of them where they fit; none is written twice.
 *
 * @param most labels that fit, at least 2
 */
export function thinLabels(count: number, most: number): ReadonlySet<number> {
  if (count <= most) return new Set(Array.from({ length: count }, (_, index) => index));
  const last = count - 1;
  const steps = Math.max(1, Math.floor(most) - 1);
  return new Set(Array.from({ length: steps + 1 }, (_, step) => Math.round((step * last) / steps)));
}
