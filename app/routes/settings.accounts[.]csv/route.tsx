import type { LoaderFunctionArgs } from "@remix-run/node";
import { readAccountRows } from "#app/routes/_shell.settings.accounts/rows.server.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";

/** Accounts and roles by the same search and filters. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireActor(request, context, "settings.read");
  const facts = await readPageFacts(request, context);
  const { rows } = await readAccountRows(request, context, facts, "file");
  const t = translateIn(facts.locale, "settings");
  const common = translateIn(facts.locale, "common");
  return csvResponse(`accounts-${facts.today}.csv`, [
    { header: common("person"), value: (row) => row.name },
    { header: t("email"), value: (row) => row.email },
    { header: t("roles"), value: (row) => row.roles.map((role) => common(`role.${role}`)).join("; ") },
    { header: common("state"), value: (row) => t(row.disabledAt === null ? "account.active" : "account.disabled") },
    { header: t("created"), value: (row) => new Date(row.createdAt).toISOString() },
  ], rows);
}
