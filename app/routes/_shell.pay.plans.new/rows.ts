/** What the form holds, by field name; a row's fields are `list.0.part`. */
export type PlanValues = Readonly<Record<string, string>>;

/** The lists whose rows can be added and taken away, and a row's fields as they begin. */
export const ROW_PARTS = {
  points: { score: "", payout: "" },
  steps: { score: "", payout: "" },
  tiers: { from: "", to: "", rate: "" },
  gates: { type: "lowest_client", threshold: "", minDue: "10", line: "", action: "cap", cap: "" },
} as const;
export type RowList = keyof typeof ROW_PARTS;

/** Rows that one list may have. */
export const MOST_ROWS = 12;

const FIELD = /^([a-z]+)\.(\d+)\.([a-zA-Z]+)$/;

/** Rows of a list that the form has. */
export function rowCount(values: PlanValues, list: RowList): number {
  return Object.keys(values).reduce((most, name) => {
    const match = FIELD.exec(name);
    return match?.[1] === list ? Math.max(most, Number(match[2]) + 1) : most;
  }, 0);
}

/** The parts of one row; what the form did not send is empty. */
export const rowAt = (values: PlanValues, list: RowList, row: number): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.keys(ROW_PARTS[list]).map((part) => [part, values[`${list}.${row}.${part}`] ?? ""]));

/**
 * The form after one of its row buttons: `add:LIST` or `remove:LIST:ROW`; null for any other intent. The same step in the browser and,
 * without JavaScript, on the server.
 */
export function afterRowStep(values: PlanValues, intent: string): PlanValues | null {
  const [step, list, row] = intent.split(":");
  if (!list || !(list in ROW_PARTS) || (step !== "add" && step !== "remove")) return null;
  const of = list as RowList;
  const count = rowCount(values, of);
  const rows = Array.from({ length: count }, (_, i) => rowAt(values, of, i));
  const kept = step === "add" ? (count < MOST_ROWS ? [...rows, ROW_PARTS[of]] : rows) : rows.filter((_, i) => i !== Number(row));
  const rest = Object.entries(values).filter(([name]) => FIELD.exec(name)?.[1] !== list);
  return Object.fromEntries([...rest, ...kept.flatMap((parts, i) => Object.entries(parts).map(([part, value]) => [`${list}.${i}.${part}`, value]))]);
}
