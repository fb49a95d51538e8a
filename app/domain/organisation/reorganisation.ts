import type { Names } from "../names.ts";

/**
 * What happens to a department from a day on:
 * - `merge`: it becomes part of another one; `split`: its people and products go to several;
 * - `rename`, `move`: it stays, under another name or parent;
 * - `close`: it ends, and nobody takes its place.
 */
export const REORGANISATION_KINDS = ["merge", "split", "rename", "move", "close"] as const;
export type ReorganisationKind = (typeof REORGANISATION_KINDS)[number];

/** `planned` waits for its day; `done` was carried out; `cancelled` never will be. */
export const REORGANISATION_STATES = ["planned", "done", "cancelled"] as const;
export type ReorganisationState = (typeof REORGANISATION_STATES)[number];

/** A reorganisation as HR writes it down: one department and what becomes of it. */
export interface ReorganisationPlan {
  readonly kind: ReorganisationKind;
  readonly departmentId: string;
  /** First local day on which it holds. */
  readonly on: string;
  /** merge: one; split: two or more, of which the first takes whatever the maps below leave out. */
  readonly successorIds: readonly string[];
  /** split: successor by person id. */
  readonly people: Readonly<Record<string, string>>;
  /** split: successor by product id. */
  readonly products: Readonly<Record<string, string>>;
  /** Keys (`continuationKey`) of agreements that end instead of running on. */
  readonly ended: readonly string[];
  /** rename */
  readonly name: Names | null;
  /** move; null = the top. */
  readonly parentId: string | null;
}

/** Whether the department is gone afterwards. */
export const dissolves = (kind: ReorganisationKind): boolean => kind === "merge" || kind === "split" || kind === "close";

/** Names the running on of one agreement with one successor. */
export const continuationKey = (agreementId: string, successorId: string): string => `${agreementId}>${successorId}`;

/** The successor that takes a thing: the one the map names, else the first; null where nobody follows. */
export function successorFor(plan: ReorganisationPlan, map: Readonly<Record<string, string>>, id: string): string | null {
  const named = Object.hasOwn(map, id) ? map[id] : undefined;
  return named !== undefined && plan.successorIds.includes(named) ? named : (plan.successorIds[0] ?? null);
}
