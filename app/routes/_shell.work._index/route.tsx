import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can, mayEver } from "#app/domain/access/can.ts";
import { nameIn, type Locale } from "#app/domain/names.ts";
import { periodOf } from "#app/domain/time/instant.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { personName } from "#app/format/person-name.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { departmentsOf, scopeFor } from "#app/web/work-scope.server.ts";
import { loadDepartments, loadOrganisation, loadProducts } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import type { Store } from "#db/store.ts";
import { BOARD_STATES, countPromises, countTasks, findLineNames, listTasks, loadBoard } from "#db/queries/work-list.server.ts";
import type { WorkRow } from "#db/queries/work-list.server.ts";
import { peopleOf } from "../_shell.work.$id/task-page.server.ts";
import { actOnMany, BULK_ACTS, bulkActsOf } from "./bulk.server.ts";
import { WorkPage } from "./view.tsx";
import { deliveredIn, filterOf, readDoor, readDue, readWorkQuery } from "#app/operations/lists/work-query.server.ts";

/** A list says "more than" beyond this many rows: counting a million takes longer than reading a page of them. */
const MOST_COUNTED = 2_000;
/** Words may be frequent in all tasks and rare among those that the other filters leave: counting has to stop sooner. */
const MOST_FOUND = 300;
/** Cards of a column; the rest stands in the list. */
const MOST_CARDS = 30;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.read");
  const { store } = context;
  const { actor } = viewer;
  const params = new URL(request.url).searchParams;
  const [locale, organisation, departments, products] = await Promise.all([
    localeFor(request, context),
    loadOrganisation(store),
    loadDepartments(store, "all"),
    loadProducts(store),
  ]);
  const query = readWorkQuery(params, {
    productIds: products.map((row) => row.id),
    departmentIds: departments.map((row) => row.id),
  });
  const zone = zoneOf(organisation?.zone ?? "UTC");
  const door = readDoor(params, context.now());
  const delivered = deliveredIn(params, zone);
  const due = readDue(params, zone);
  const filter = filterOf(query, door, actor, delivered, due);
  const isBoard = door === null && params.get("layout") === "board";
  const scope = scopeFor(actor, "task.read");
  const most = query.offset + (filter.search ? MOST_FOUND : MOST_COUNTED);
  const month = periodOf(context.now(), zone);
  const [rows, board, total, promises, lineNames] = await Promise.all([
    isBoard ? [] : listTasks(store, scope, filter, query.sort, { limit: query.pageSize, offset: query.offset }),
    isBoard ? loadBoard(store, scope, filter, MOST_CARDS) : null,
    isBoard ? 0 : countTasks(store, scope, filter, most),
    countPromises(store, month, scope),
    door ? findLineNames(store, door.obligationKeys) : [],
  ]);
  const named = <T extends { readonly id: string; readonly name: Parameters<typeof nameIn>[0] }>(list: readonly T[]) =>
    list.map((row) => ({ id: row.id, name: nameIn(row.name, locale) }));
  const acts = new Map(rows.map((row) => [row.id, bulkActsOf(actor, row)]));
  const shown = ({ product, provider, client, acting, ...row }: WorkRow) => ({
    ...row, product: nameIn(product, locale), provider: nameIn(provider, locale), client: nameIn(client, locale), chosen: acting && (acts.get(row.id)?.length ?? 0) > 0 ? `${row.id} ${acting.seq}` : null,
  });
  const offered = BULK_ACTS.filter((act) => [...acts.values()].some((list) => list.includes(act)));
  const assigning = offered.includes("assign") ? [...new Set(rows.flatMap((row) => (acts.get(row.id)?.includes("assign") ? [row.acting!.providerId] : [])))] : [];
  const tree = departmentTree(departments);
  return json({
    title: translateIn(locale, "work")("title"),
    rows: rows.map(shown),
    board: board && BOARD_STATES.map((state) => ({ state, rows: board[state].slice(0, MOST_CARDS).map(shown), isMore: board[state].length > MOST_CARDS })),
    bulk: { acts: offered, people: assigning.length > 0 ? await peopleOf(context, assigning.flatMap((id) => tree.withBelow(id)), localDateOf(zone, context.now()), locale) : [] },
    query,
    total,
    totalIsMore: total === most,
    month,
    promises,
    door: door && { keys: door.obligationKeys, names: lineNames.map((name) => nameIn(name, locale)), period: door.period, standings: door.standings, isEdited: door.editedSince !== null },
    delivered: delivered?.period ?? null,
    due: due && { days: due.days, assignee: due.assignee && (due.assignee.personId === null ? "" : await assigneeName(store, due.assignee.personId, locale)) },
    products: named(products),
    departments: named(departments.filter((row) => !row.isTeam)),
    zone: viewer.timeZone,
    now: context.now(),
    mayRequest: departmentsOf(actor).some((id) => can(actor, "task.request", { departmentIds: [id] })),
    mayLog: mayEver(actor, "task.request") && departmentsOf(actor).length > 0,
    mayImport: mayEver(actor, "task.import"),
    maySeeDisputes: mayEver(actor, "dispute.read"),
  });
}

/** The name in the notice of a door; a dash where there is nobody of that id. */
async function assigneeName(store: Store, personId: string, locale: Locale): Promise<string> {
  const [person] = await loadPeople(store, [personId]);
  return person ? personName(person, locale) : "–";
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "task.read");
  return actOnMany(await request.formData(), context, viewer);
}

export default function Work() {
  return <WorkPage data={useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
