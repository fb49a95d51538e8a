import { incidentAt, incidentWindows, type Incident } from "#app/domain/evaluation/incident.ts";
import type { DepartmentTree } from "#app/domain/organisation/department-tree.ts";
import type { Interval } from "#app/domain/time/intervals.ts";
import { loadIncidentStamp, loadStandingIncidents } from "#db/queries/incidents.server.ts";
import type { Store } from "#db/store.ts";

/** Declared incidents by the department that works: read once for a run, few beside the tasks. */
export interface IncidentBook {
  /** Another number now means that an incident was declared, edited or withdrawn since. */
  readonly stamp: number;
  /** Windows in which the clocks of a provider stand, joined and in order. */
  readonly windowsOf: (providerId: string) => readonly Interval[];
  readonly at: (providerId: string, instant: number) => Incident | null;
}

export async function openIncidentBook(store: Store, tree: DepartmentTree): Promise<IncidentBook> {
  const [stamp, incidents] = await Promise.all([loadIncidentStamp(store), loadStandingIncidents(store)]);
  const known = new Map<string, readonly Interval[]>();
  return {
    stamp,
    windowsOf(providerId) {
      let windows = known.get(providerId);
      if (!windows) known.set(providerId, (windows = incidents.length === 0 ? [] : incidentWindows(incidents, tree.pathUp(providerId))));
      return windows;
    },
    at: (providerId, instant) => incidentAt(incidents, tree.pathUp(providerId), instant),
  };
}
