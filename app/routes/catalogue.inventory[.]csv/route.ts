import type { LoaderFunctionArgs } from "@remix-run/node";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { inventoryYear, readInventory } from "../_shell.catalogue.inventory/read.server.ts";

/** A year's inventory, all pages of a view, for the same eyes. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "relationship.read");
  const facts = await readPageFacts(request, context);
  const { all, year } = await readInventory(context.store, viewer, facts, inventoryYear(request, facts.today), new URL(request.url).searchParams);
  const [t, common] = [translateIn(facts.locale, "products"), translateIn(facts.locale, "common")];
  return csvResponse(
    `inventory-${year}.csv`,
    [
      { header: t("inventory.product"), value: (row) => row.product },
      { header: common("provider"), value: (row) => row.providerName },
      { header: common("client"), value: (row) => row.clientName },
      { header: t("inventory.provider"), value: (row) => t(`claim.${row.provider ?? "silent"}`) },
      { header: t("inventory.client"), value: (row) => t(`claim.${row.client ?? "silent"}`) },
      { header: t("outcome"), value: (row) => t(`outcome.${row.outcome}`) },
      { header: t("inventory.note"), value: (row) => row.note },
    ],
    all
  );
}
