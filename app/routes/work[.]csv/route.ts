import type { LoaderFunctionArgs } from "@remix-run/node";
import { zoneOf } from "#app/domain/time/zone.ts";
import { workColumns } from "#app/operations/lists/list-columns.server.ts";
import { BOM, csvLine } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { scopeFor } from "#app/web/work-scope.server.ts";
import { loadDepartments, loadOrganisation, loadProducts } from "#db/queries/directory.server.ts";
import { listTasks } from "#db/queries/work-list.server.ts";
import { deliveredIn, filterOf, readDoor, readDue, readWorkQuery } from "#app/operations/lists/work-query.server.ts";

const AT_ONCE = 1_000;
const MOST_ROWS = 50_000;

/** The rows of the list, all pages, for the same eyes. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.read");
  const { store } = context;
  const params = new URL(request.url).searchParams;
  const [locale, organisation, departments, products] = await Promise.all([localeFor(request, context), loadOrganisation(store), loadDepartments(store, "all"), loadProducts(store)]);
  const query = readWorkQuery(params, { productIds: products.map((row) => row.id), departmentIds: departments.map((row) => row.id) });
  const zone = zoneOf(organisation?.zone ?? "UTC");
  const filter = filterOf(query, readDoor(params, context.now()), viewer.actor, deliveredIn(params, zone), readDue(params, zone));
  const scope = scopeFor(viewer.actor, "task.read");
  const columns = workColumns(locale, viewer.timeZone);

  const encoder = new TextEncoder();
  let offset = 0;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(BOM + csvLine(columns.map((column) => column.header))));
    },
    async pull(controller) {
      const rows = await listTasks(store, scope, filter, query.sort, { limit: AT_ONCE, offset });
      offset += rows.length;
      controller.enqueue(encoder.encode(rows.map((row) => csvLine(columns.map((column) => column.value(row)))).join("")));
      if (rows.length < AT_ONCE || offset >= MOST_ROWS) controller.close();
    },
  });
  return new Response(body, { headers: { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": 'attachment; filename="work.csv"' } });
}
