import { readTableQuery } from "#app/domain/list/table-query.ts";
import { can } from "#app/domain/access/can.ts";
import { nameIn } from "#app/domain/names.ts";
import type { Locale } from "#app/domain/names.ts";
import { monthsOfPayPeriod } from "#app/domain/score/pay-period-months.ts";
import { previousPeriod } from "#app/domain/score/period-choices.ts";
import { CLIENT_STATES, clientState, keptClients, twoPeriods } from "#app/domain/survey/kept-clients.ts";
import type { ClientState } from "#app/domain/survey/kept-clients.ts";
import { readPeriodFrame } from "#app/operations/read-scorecards.server.ts";
import { loadClientMonths, loadOutsideSupplies } from "#db/queries/client-months.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import type { AppContext } from "./context.server.ts";
import { pageOfRows } from "./page-of-rows.server.ts";
import type { Viewer } from "./session.server.ts";
import { scopeFor } from "./work-scope.server.ts";

export interface ClientRow {
  readonly key: string;
  readonly providerId: string;
  readonly provider: string;
  readonly client: string;
  /** Their relationship, where the viewer may see it. */
  readonly to: string | null;
  readonly before: number;
  readonly now: number;
  readonly state: ClientState;
  /** Local day since when an outside supplier serves the client; null = no mark. */
  readonly outsideSince: string | null;
}

/** Which clients of the viewer's departments stayed, came or went between the asked period and the one before; null before the first setup. */
export async function readClientRows({ store, now }: AppContext, viewer: Viewer, url: URL, locale: Locale) {
  const frame = await readPeriodFrame(store, url.searchParams.get("period"), now());
  if (!frame) return null;
  const scope = scopeFor(viewer.actor, "answer.read");
  const [before, current] = [monthsOfPayPeriod(previousPeriod(frame.period)), monthsOfPayPeriod(frame.period)];
  const [counted, marks, departments, standing] = await Promise.all([loadClientMonths(store, [...before, ...current], scope), loadOutsideSupplies(store, scope), loadDepartments(store, "all"), loadDepartments(store)]);
  const names = new Map(departments.map((row) => [row.id, nameIn(row.name, locale)]));
  const pairs = twoPeriods(counted, before, current);
  const query = readTableQuery(url.searchParams, { sortable: ["state", "provider", "client", "before", "now"], defaultSort: { column: "state", descending: false }, filters: { state: CLIENT_STATES }, pageSize: 50 });
  const rows = pairs.map((pair): ClientRow => ({
    key: `${pair.providerId}:${pair.clientId}`, providerId: pair.providerId, provider: names.get(pair.providerId) ?? "–", client: names.get(pair.clientId) ?? "–",
    to: can(viewer.actor, "agreement.read", { partyIds: [pair.providerId, pair.clientId] }) ? `/relationships/${pair.providerId}/${pair.clientId}` : null, before: pair.before, now: pair.now, state: clientState(pair),
    outsideSince: marks.find((mark) => mark.providerId === pair.providerId && mark.clientId === pair.clientId)?.since ?? null,
  }));
  const shown: readonly ClientState[] = ["lost", "new", "kept"];
  const page = pageOfRows(rows, query, {
    text: (row) => `${row.provider} ${row.client}`,
    sort: { state: (row) => shown.indexOf(row.state), provider: (row) => row.provider, client: (row) => row.client, before: (row) => row.before, now: (row) => row.now },
    filter: { state: (row, value) => row.state === value },
  });
  return {
    frame, query, ...page, figures: keptClients(pairs), countedAt: counted.reduce<number | null>((newest, row) => Math.max(newest ?? 0, row.countedAt), null),
    marks: marks.map(({ id, providerId, clientId, since, note }) => ({ id, provider: names.get(providerId) ?? "–", client: names.get(clientId) ?? "–", since, note, mayEnd: can(viewer.actor, "relationship.edit", { partyIds: [providerId, clientId] }) })),
    departments: standing.map((row) => ({ value: row.id, label: nameIn(row.name, locale) })),
    mayMark: standing.some((row) => can(viewer.actor, "relationship.edit", { partyIds: [row.id] })),
  };
}

export type ClientPage = NonNullable<Awaited<ReturnType<typeof readClientRows>>>;
