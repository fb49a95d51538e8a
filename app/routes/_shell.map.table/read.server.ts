import { can } from "#app/domain/access/can.ts";
import { ownDepartments } from "#app/domain/access/own-departments.ts";
import { nameIn } from "#app/domain/names.ts";
import { chooseCells, READABLE_SIDE, type FoldableCell } from "#app/domain/score/fold-map.ts";
import { NOTHING_DUE, sumKept } from "#app/domain/score/kept-share.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { keptBriefly } from "#app/operations/kept-briefly.server.ts";
import { readMap } from "#app/operations/read-map.server.ts";
import { loadGroups } from "#db/queries/agreement-pages.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import { readMapMonth } from "#app/web/service-map.server.ts";
import type { Viewer } from "#app/web/session.server.ts";

/**
 * The map of a month: providers down, clients across. Agreements open only to those who may read them. `isWhole` leaves nothing out and folds
 * nothing: a file has room for every pair.
 */
export async function readMapPage(request: Request, context: AppContext, viewer: Viewer, facts: PageFacts, isWhole = false) {
  const { store } = context;
  const [{ month, months, isClosed }, departments, groups] = await Promise.all([readMapMonth(store, new URL(request.url), facts), loadDepartments(store), loadGroups(store)]);
  const cells = await keptBriefly(store, `map ${facts.today} ${month}`, facts.now, () => readMap(store, { today: facts.today, month }));
  const names = new Map([...departments, ...groups].map((row) => [row.id, nameIn(row.name, facts.locale)]));
  const everyone = translateIn(facts.locale, "agreements")("everyone");
  const overseer = can(viewer.actor, "agreement.read");
  const mine = ownDepartments(viewer.actor);
  const order = new Map(departments.map((row, index) => [row.id, index]));
  const params = new URL(request.url).searchParams;
  const all = cells.map((cell) => ({ ...cell, clientId: cell.clientId ?? "everyone" }));
  const view = chooseCells(all, departments, { providerUnit: params.get("provider"), clientUnit: params.get("client"), from: Number(params.get("from") ?? 0), isWhole });
  const placed = (ids: readonly string[]) => [...new Set(ids)].sort((a, b) => (order.get(a) ?? 1e6) - (order.get(b) ?? 1e6));
  const everyProvider = placed(view.cells.map((cell) => cell.providerId));
  const rows = isWhole ? everyProvider : everyProvider.slice(view.from, view.from + READABLE_SIDE);
  const inRows = view.cells.filter((cell) => rows.includes(cell.providerId));
  const providers = rows.map((id) => ({ id, name: names.get(id) ?? "" }));
  const clients = placed(inRows.map((cell) => cell.clientId)).map((id) => ({ id, name: id === "everyone" ? everyone : (names.get(id) ?? "") }));
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
  const agreementsOf = new Map(all.map((cell) => [`${cell.providerId} ${cell.clientId}`, cell]));
  const doorOf = ({ providerId, clientId }: FoldableCell): string | null => {
    const cell = agreementsOf.get(`${providerId} ${clientId}`)!;
    const readable = overseer || cell.clientKind === "everyone" || mine.includes(providerId) || mine.includes(clientId);
    const only = cell.agreementIds.length === 1 ? cell.agreementIds[0] : undefined;
    if (!readable) return null;
    // Two departments open to their relationship; a group or everyone to what is agreed with it.
    if (cell.clientKind === "department") return `/relationships/${providerId}/${clientId}`;
    return only ? `/agreements/${only}` : "/agreements";
  };
  return {
    month, months, providers, clients,
    cells: inRows.map((cell) => ({ providerId: cell.providerId, clientId: cell.clientId, obligations: cell.obligations, kept: cell.kept, to: view.isFolded ? within(cell, month) : doorOf(cell) })),
    isFolded: view.isFolded,
    unit: { provider: nameOf(view.providerUnit), client: nameOf(view.clientUnit) },
    span: { from: view.from, shown: rows.length, of: everyProvider.length, step: READABLE_SIDE },
    byProvider: providers.map(({ id }) => sumKept(view.cells.filter((cell) => cell.providerId === id).map((cell) => cell.kept))),
    byClient: clients.map(({ id }) => sumKept(view.cells.filter((cell) => cell.clientId === id).map((cell) => cell.kept))),
    total: view.cells.length === 0 ? NOTHING_DUE : sumKept(view.cells.map((cell) => cell.kept)),
    isClosed,
  };
}

/** A folded cell opens to the departments of its two units. */
const within = (cell: FoldableCell, month: string): string => `/map/table?${new URLSearchParams({ period: month, provider: cell.providerId, client: cell.clientId })}`;

export type MapPage = Awaited<ReturnType<typeof readMapPage>>;
