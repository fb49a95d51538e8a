import { can } from "#app/domain/access/can.ts";
import { ownDepartments } from "#app/domain/access/own-departments.ts";
import { nameIn } from "#app/domain/names.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { foldMap, foldsAtFirst, READABLE_SIDE, unitOf, type FoldableCell } from "#app/domain/score/fold-map.ts";
import { NOTHING_DUE, sumKept } from "#app/domain/score/kept-share.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { readMap } from "#app/operations/read-map.server.ts";
import { loadGroups } from "#db/queries/agreement-pages.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";

/**
 * The map of a month: providers down, clients across. Agreements open only to those who may read them. `isWhole` leaves nothing out and folds
 * nothing: a file has room for every pair.
 */
export async function readMapPage(request: Request, context: AppContext, viewer: Viewer, facts: PageFacts, isWhole = false) {
  const { store } = context;
  const [periods, departments, groups] = await Promise.all([loadPeriods(store), loadDepartments(store), loadGroups(store)]);
  const months = periods.map((row) => row.month).filter((month) => month <= facts.month);
  const lastClosed = periods.filter((row) => row.state === "closed").at(-1)?.month;
  const month = months.find((known) => known === new URL(request.url).searchParams.get("period")) ?? lastClosed ?? facts.month;
  const cells = await readMap(store, { today: facts.today, month });
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
    return readable ? (only ? `/agreements/${only}` : "/agreements") : null;
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
    isClosed: periods.some((row) => row.month === month && row.state === "closed"),
  };
}

/** A folded cell opens to the departments of its two units. */
const within = (cell: FoldableCell, month: string): string => `/map?${new URLSearchParams({ period: month, provider: cell.providerId, client: cell.clientId })}`;

interface ChosenCells {
  readonly cells: readonly FoldableCell[];
  readonly isFolded: boolean;
  readonly providerUnit: string | null;
  readonly clientUnit: string | null;
  /** The first provider shown. */
  readonly from: number;
}

/**
 * The cells of one page: those of the two units asked for; without them all, folded by units where there are more than one can read and folding
 * makes fewer of them.
 */
function chooseCells(all: readonly FoldableCell[], departments: readonly { readonly id: string; readonly parentId: string | null }[], asked: { readonly providerUnit: string | null; readonly clientUnit: string | null; readonly from: number; readonly isWhole: boolean }): ChosenCells {
  const tree = departmentTree(departments);
  const hasOneTop = departments.filter((row) => row.parentId === null).length === 1;
  const known = new Set(departments.map((row) => row.id));
  // A group and "everyone" stand for themselves.
  const unit = (id: string) => (known.has(id) ? unitOf(tree.pathUp(id), hasOneTop) : id);
  const units = new Set(all.flatMap((cell) => [unit(cell.providerId), unit(cell.clientId)]));
  const providerUnit = asked.providerUnit !== null && units.has(asked.providerUnit) ? asked.providerUnit : null;
  const clientUnit = asked.clientUnit !== null && units.has(asked.clientUnit) ? asked.clientUnit : null;
  const from = Number.isInteger(asked.from) && asked.from > 0 ? asked.from : 0;
  const cells = all.filter((cell) => (providerUnit === null || unit(cell.providerId) === providerUnit) && (clientUnit === null || unit(cell.clientId) === clientUnit));
  const sides = (of: readonly FoldableCell[]) => [new Set(of.map((cell) => cell.providerId)).size, new Set(of.map((cell) => cell.clientId)).size] as const;
  const folded = !asked.isWhole && providerUnit === null && clientUnit === null && foldsAtFirst(...sides(cells)) ? foldMap(cells, unit) : null;
  const isFolded = folded !== null && folded.length < cells.length;
  return { cells: isFolded ? folded : cells, isFolded, providerUnit, clientUnit, from };
}

export type MapPage = Awaited<ReturnType<typeof readMapPage>>;
