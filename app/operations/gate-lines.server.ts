import type { Names } from "#app/domain/names.ts";
import type { PlanTerms } from "#app/domain/pay/plan-terms.ts";
import { loadMetricNames } from "#db/queries/external-metrics.server.ts";
import type { Store } from "#db/store.ts";
import { openAgreementBook } from "./agreement-book.server.ts";

/** A line that a gate of a plan can be on. */
export interface GateLine {
  readonly key: string;
  readonly name: Names;
  readonly provider: Names;
}

/** Lines of the versions in force on a day that have a floor and are tried or paid, by key. */
export async function loadGateLines(store: Store, day: string): Promise<GateLine[]> {
  const book = await openAgreementBook(store);
  const lines = new Map<string, GateLine>();
  for (const agreement of book.agreements.values()) {
    for (const version of book.versionsOf(agreement.id)) {
      if (version.from > day || (version.to !== null && version.to <= day)) continue;
      for (const line of book.obligationsOf(version.id)) {
        if (line.floor !== null && line.mode !== "observe") lines.set(line.key, { key: line.key, name: line.name, provider: book.departments.get(agreement.providerId)?.name ?? {} });
      }
    }
  }
  return [...lines.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Names of what some versions speak of, by key or id: the lines of their gates and their metrics from outside. A line that is gone keeps its last name. */
export async function loadTermNames(store: Store, versions: readonly Pick<PlanTerms, "gates" | "external">[]): Promise<Readonly<Record<string, Names>>> {
  const keys = new Set(versions.flatMap(({ gates }) => gates.flatMap((gate) => (gate.type === "line_floor" ? [gate.key] : []))));
  const names: Record<string, Names> = Object.fromEntries(await loadMetricNames(store, versions.flatMap(({ external }) => (external ? [external.metricId] : []))));
  if (keys.size === 0) return names;
  const book = await openAgreementBook(store);
  for (const version of book.versions.values()) for (const line of book.obligationsOf(version.id)) if (keys.has(line.key)) names[line.key] = line.name;
  return names;
}
