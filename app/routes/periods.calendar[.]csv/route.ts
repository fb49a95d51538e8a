import type { LoaderFunctionArgs } from "@remix-run/node";
import { CLOSING_STEPS } from "#app/domain/score/closing-calendar.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { readClosingPlan } from "#app/operations/closing-plan.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";

/** The dates of the coming closings. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireActor(request, context, "period.read");
  const locale = await localeFor(request, context);
  const t = translateIn(locale, "closing");
  const common = translateIn(locale, "common");
  const plan = await readClosingPlan({ store: context.store, now: context.now() });
  return csvResponse(
    "closing-calendar.csv",
    [
      { header: common("period"), value: (row) => row.month },
      ...CLOSING_STEPS.map((step) => ({ header: t(`step.${step}`), value: (row: NonNullable<typeof plan>["months"][number]) => row.dates?.[step] ?? null })),
    ],
    plan?.months ?? [],
  );
}
