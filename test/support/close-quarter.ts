import { monthsOfPayPeriod } from "#app/domain/score/pay-period-months.ts";
import { addMonths } from "#app/domain/time/local-date.ts";
import { confirmClose } from "#app/operations/confirm-close.server.ts";
import { ensurePeriods } from "#app/operations/ensure-periods.server.ts";
import { requestClose } from "#app/operations/request-close.server.ts";
import { startReview } from "#app/operations/start-review.server.ts";
import { addVerdicts, at, context } from "./tiny-company.ts";
import type { TinyCompany } from "./tiny-company.ts";

/** A later quarter of the tiny company with everything on time, closed on the third day after it. */
export async function closeGoodQuarter(company: TinyCompany, quarter: string): Promise<void> {
  const months = monthsOfPayPeriod(quarter);
  const ctx = context(company.store, at(`${addMonths(months[2]!, 1)}-03`));
  await ensurePeriods(ctx);
  for (const month of months) {
    await addVerdicts(company, "FIN-SALES/report", month, { met: 20 });
    await addVerdicts(company, "FIN-SALES/payslip", month, { met: 10 });
    await addVerdicts(company, "FIN-LEGAL/report", month, { met: 5 });
  }
  await startReview(ctx);
  for (const month of months) {
    const draft = await requestClose(ctx, { month, accountId: company.accounts.arno });
    if (!draft.ok) throw new Error(draft.code);
    const closed = await confirmClose(ctx, { month, accountId: company.accounts.hana, draftHash: draft.value.hash });
    if (!closed.ok) throw new Error(closed.code);
  }
}
