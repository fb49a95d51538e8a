import type { LoaderFunctionArgs } from "@remix-run/node";
import { zoneOf } from "#app/domain/time/zone.ts";
import { nameIn } from "#app/domain/names.ts";
import { formatInstant } from "#app/format/instant.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { BOM, csvLine } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { scopeFor } from "#app/web/work-scope.server.ts";
import { loadDepartments, loadOrganisation, loadProducts } from "#db/queries/directory.server.ts";
import { listTasks } from "#db/queries/work-list.server.ts";
import { deliveredIn, filterOf, readDoor, readDue, readWorkQuery } from "../_shell.work._index/work-query.server.ts";

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
  const t = translateIn(locale, "work");
  const common = translateIn(locale, "common");
  const states = translateIn(locale, "states");
  const when = (at: number | null) => (at === null ? null : formatInstant(at, viewer.timeZone, locale));

  const encoder = new TextEncoder();
  let offset = 0;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const heading = [t("number"), t("task"), common("product.one"), common("provider"), common("client"), t("requested"), t("due"), t("delivered"), t("state"), t("outcome")];
      controller.enqueue(encoder.encode(BOM + csvLine(heading)));
    },
    async pull(controller) {
      const rows = await listTasks(store, scope, filter, query.sort, { limit: AT_ONCE, offset });
      offset += rows.length;
      controller.enqueue(
        encoder.encode(
          rows
            .map((row) =>
              csvLine([
              row.externalId, row.title, nameIn(row.product, locale), nameIn(row.provider, locale), nameIn(row.client, locale), when(row.requestedAt), when(row.dueAt), when(row.deliveredAt),
              row.state ? states(row.state) : null,
              row.standing ? states(row.standing) : row.outcome ? states(row.outcome) : row.agreementId ? states("pending") : states("no_agreement"),
              ])
            )
            .join("")
        )
      );
      if (rows.length < AT_ONCE || offset >= MOST_ROWS) controller.close();
    },
  });
  return new Response(body, { headers: { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": 'attachment; filename="work.csv"' } });
}
