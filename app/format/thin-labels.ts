/**
 * Which of many labels in a row are written where only some have room: the last one always, the others at equal steps before it, so that none
 * comes nearer to its neighbour than there is room. All of them where they fit.
 *
 * @param most labels that fit side by side, at least 1
 */
export function thinLabels(count: number, most: number): ReadonlySet<number> {
  const step = Math.max(1, Math.ceil(count / Math.max(1, Math.floor(most))));
  const shown = new Set<number>();
  for (let index = count - 1; index >= 0; index -= step) shown.add(index);
  return shown;
}
