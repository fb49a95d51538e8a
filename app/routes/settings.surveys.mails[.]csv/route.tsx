import type { LoaderFunctionArgs } from "@remix-run/node";
import { readMailRows } from "#app/routes/_shell.settings.surveys_.mails/rows.server.ts";
import { isMailTemplate } from "#app/routes/_shell.settings.surveys_.mails/templates.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";

/** Mails and their states by the same search and filters. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "survey.edit");
  allow(viewer, "survey.edit", {});
  const facts = await readPageFacts(request, context);
  const { rows } = await readMailRows(request, context, facts, "file");
  const t = translateIn(facts.locale, "asking");
  const common = translateIn(facts.locale, "common");
  const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  return csvResponse(`mails-${facts.today}.csv`, [
    { header: common("person"), value: (row) => row.name },
    { header: t("mail.address"), value: (row) => row.email },
    { header: t("mail.kind"), value: (row) => (isMailTemplate(row.template) ? t(`mail.kind.${row.template}`) : row.template) },
    { header: t("mail.queued"), value: (row) => instant(row.createdAt) },
    { header: common("state"), value: (row) => t(`mail.state.${row.state}`) },
    { header: t("mail.due"), value: (row) => instant(row.dueAt) },
    { header: t("mail.sent"), value: (row) => instant(row.sentAt) },
    { header: t("mail.attempts"), value: (row) => row.attempt },
    { header: t("mail.said"), value: (row) => row.said },
  ], rows);
}
