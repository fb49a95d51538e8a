/** From so many requests of a kind in a quarter on, a promise about them is worth writing down (issue 4). */
export const PROMPT_FROM = 3;

/** First local day of the calendar quarter of a day, and of the one after it. */
export function quarterOf(day: string): { readonly from: string; readonly to: string } {
  const [year, month] = day.split("-").map(Number) as [number, number];
  const first = Math.floor((month - 1) / 3) * 3 + 1;
  const next = first === 10 ? [year + 1, 1] : [year, first + 3];
  const text = (y: number, m: number) => `${String(y).padStart(4, "0")}-${String(m).padStart(2, "0")}-01`;
  return { from: text(year, first), to: text(next[0]!, next[1]!) };
}
