import { can } from "#app/domain/access/can.ts";
import { ownDepartments } from "#app/domain/access/own-departments.ts";
import { nameIn } from "#app/domain/names.ts";
import { NOTHING_DUE, sumKept } from "#app/domain/score/kept-share.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { type MapCell, readMap } from "#app/operations/read-map.server.ts";
import { loadGroups } from "#db/queries/agreement-pages.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";

/** The map of a month: providers down, clients across. Agreements open only to those who may read them. */
export async function readMapPage(request: Request, context: AppContext, viewer: Viewer, facts: PageFacts) {
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
  const placed = (ids: readonly string[]) => [...new Set(ids)].sort((a, b) => (order.get(a) ?? 1e6) - (order.get(b) ?? 1e6));
  const providers = placed(cells.map((cell) => cell.providerId)).map((id) => ({ id, name: names.get(id) ?? "" }));
  const clients = placed(cells.map((cell) => cell.clientId ?? "everyone")).map((id) => ({ id, name: id === "everyone" ? everyone : (names.get(id) ?? "") }));
  return {
    month, months, providers, clients,
    cells: cells.map((cell) => {
      const readable = overseer || cell.clientKind === "everyone" || mine.includes(cell.providerId) || (cell.clientId !== null && mine.includes(cell.clientId));
      const only = cell.agreementIds.length === 1 ? cell.agreementIds[0] : undefined;
      return { providerId: cell.providerId, clientId: cell.clientId ?? "everyone", obligations: cell.obligations, kept: cell.kept, to: readable ? doorOf(cell, only) : null };
    }),
    byProvider: providers.map(({ id }) => sumKept(cells.filter((cell) => cell.providerId === id).map((cell) => cell.kept))),
    byClient: clients.map(({ id }) => sumKept(cells.filter((cell) => (cell.clientId ?? "everyone") === id).map((cell) => cell.kept))),
    total: cells.length === 0 ? NOTHING_DUE : sumKept(cells.map((cell) => cell.kept)),
    isClosed: periods.some((row) => row.month === month && row.state === "closed"),
  };
}

/** A cell of two departments opens to their relationship; one of a group or of everyone to what is agreed with it. */
function doorOf(cell: MapCell, onlyAgreementId: string | undefined): string {
  if (cell.clientKind === "department") return `/relationships/${cell.providerId}/${cell.clientId}`;
  return onlyAgreementId ? `/agreements/${onlyAgreementId}` : "/agreements";
}

export type MapPage = Awaited<ReturnType<typeof readMapPage>>;
