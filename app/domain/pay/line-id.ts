/** What a line of a statement is about, read from its id (see `StatementLine`). */
export type LineSubject =
  | { readonly kind: "obligation"; readonly party: string; readonly key: string }
  | { readonly kind: "csat"; readonly party: string }
  | { readonly kind: "external"; readonly metricId: string }
  | { readonly kind: "gate"; readonly gateId: string }
  | { readonly kind: "held" }
  | { readonly kind: "adjustment"; readonly period: string }
  | { readonly kind: PlainLine };

/** A leaf of the loss: what one fact could have changed. */
export type LeafSubject = Extract<LineSubject, { readonly kind: "obligation" | "csat" | "external" }>;

export const PLAIN_LINES = [
  "target",
  "time",
  "above_target",
  "below_threshold",
  "nothing_measured",
  "rounding",
  "plan_cap",
  "cap",
  "fund",
  "pool",
] as const;
export type PlainLine = (typeof PLAIN_LINES)[number];

/** Reads a line's id. An agreement's id has no slash, so the first one ends it. Unknown ids count as rounding. */
export function lineSubject(id: string): LineSubject {
  const at = id.indexOf(":");
  const rest = id.slice(at + 1);
  switch (at < 0 ? "" : id.slice(0, at)) {
    case "obligation": {
      const slash = rest.indexOf("/");
      return { kind: "obligation", party: rest.slice(0, slash), key: rest.slice(slash + 1) };
    }
    case "csat":
      return { kind: "csat", party: rest };
    case "external":
      return { kind: "external", metricId: rest };
    case "gate":
      return { kind: "gate", gateId: rest };
    case "held":
      return { kind: "held" };
    case "adjustment":
      return { kind: "adjustment", period: rest };
    default:
      return { kind: PLAIN_LINES.find((known) => known === id) ?? "rounding" };
  }
}
