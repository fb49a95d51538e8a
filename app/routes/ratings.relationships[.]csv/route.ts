import type { LoaderFunctionArgs } from "@remix-run/node";
import { nameIn } from "#app/domain/names.ts";
import { DIMENSIONS } from "#app/domain/survey/relationship-report.ts";
import type { BoundedMean, RelationshipFigures } from "#app/domain/survey/relationship-report.ts";
import { scaledText } from "#app/format/number.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { closedQuarters, relationshipRows } from "#app/web/relationship-rows.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";

interface Line {
  readonly provider: string;
  readonly client: string;
  readonly figures: RelationshipFigures;
}

/** The figures of one relationship survey that the page shows, for the same eyes: nothing finer. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "answer.read");
  const [{ locale }, quarters, departments] = await Promise.all([readPageFacts(request, context), closedQuarters(context.store), loadDepartments(context.store, "all")]);
  const asked = new URL(request.url).searchParams.get("quarter");
  const quarter = quarters.find((one) => one === asked) ?? quarters[0] ?? "";
  const [t, common, ratings] = [translateIn(locale, "rounds"), translateIn(locale, "common"), translateIn(locale, "ratings")];
  const nameOf = (id: string) => nameIn(departments.find((row) => row.id === id)?.name ?? {}, locale);
  const lines = (await relationshipRows(context.store, viewer, quarter, locale)).flatMap(({ provider, report }): Line[] => [
    ...(report?.total ? [{ provider, client: common("all"), figures: report.total }] : []),
    ...(report?.clients ?? []).map(({ clientId, figures }) => ({ provider, client: nameOf(clientId), figures })),
  ]);
  return csvResponse(
    `relationships-${quarter}.csv`,
    [
      { header: t("quarter"), value: () => quarter },
      { header: common("provider"), value: (line: Line) => line.provider },
      { header: common("client"), value: (line) => line.client },
      { header: t("n"), value: (line) => line.figures.n },
      { header: t("nps"), value: (line) => scaledText(line.figures.npsBp, 2) },
      { header: t("margin"), value: (line) => scaledText(line.figures.marginBp, 2) },
      ...DIMENSIONS.map((dimension) => ({ header: ratings(`reason.${dimension}`), value: (line: Line) => meanText(line.figures.dimensions[dimension]) })),
    ],
    lines,
  );
}

const meanText = ({ meanBp, bound }: BoundedMean): string => `${bound === null ? "" : bound === "at_least" ? "> " : "< "}${scaledText(meanBp / 10, 1)}`;
