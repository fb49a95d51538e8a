import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can, mayEver } from "#app/domain/access/can.ts";
import { nameIn } from "#app/domain/names.ts";
import { periodOf } from "#app/domain/time/instant.ts";
import { zoneOf } from "#app/domain/time/zone.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { departmentsOf, scopeFor } from "#app/web/work-scope.server.ts";
import { loadDepartments, loadOrganisation, loadProducts } from "#db/queries/directory.server.ts";
import { countPromises, countTasks, findLineName, listTasks } from "#db/queries/work-list.server.ts";
import { WorkPage } from "./view.tsx";
import { filterOf, readDoor, readWorkQuery } from "./work-query.server.ts";

/** A list says "more than" beyond this many rows: counting a million takes longer than reading a page of them. */
const MOST_COUNTED = 2_000;
/** Words may be frequent in all tasks and rare among those that the other filters leave: counting has to stop sooner. */
const MOST_FOUND = 300;

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
  const door = readDoor(params);
  const filter = filterOf(query, door);
  const scope = scopeFor(actor, "task.read");
  const most = query.offset + (filter.search ? MOST_FOUND : MOST_COUNTED);
  const month = periodOf(context.now(), zoneOf(organisation?.zone ?? "UTC"));
  const [rows, total, promises, lineName] = await Promise.all([
    listTasks(store, scope, filter, query.sort, { limit: query.pageSize, offset: query.offset }),
    countTasks(store, scope, filter, most),
    countPromises(store, month, scope),
    door ? findLineName(store, door.obligationKey) : null,
  ]);
  const named = <T extends { readonly id: string; readonly name: Parameters<typeof nameIn>[0] }>(list: readonly T[]) =>
    list.map((row) => ({ id: row.id, name: nameIn(row.name, locale) }));
  return json({
    title: translateIn(locale, "work")("title"),
    rows: rows.map(({ product, provider, client, ...row }) => ({
      ...row,
      product: nameIn(product, locale),
      provider: nameIn(provider, locale),
      client: nameIn(client, locale),
    })),
    query,
    total,
    totalIsMore: total === most,
    month,
    promises,
    door: door && { name: lineName ? nameIn(lineName, locale) : door.obligationKey, period: door.period, standings: door.standings },
    products: named(products),
    departments: named(departments.filter((row) => !row.isTeam)),
    zone: viewer.timeZone,
    now: context.now(),
    mayRequest: departmentsOf(actor).some((id) => can(actor, "task.request", { departmentIds: [id] })),
    mayImport: mayEver(actor, "task.import"),
    maySeeDisputes: mayEver(actor, "dispute.read"),
  });
}

export default function Work() {
  return <WorkPage data={useLoaderData<typeof loader>()} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
