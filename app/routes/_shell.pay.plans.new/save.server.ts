import { parseWithZod } from "@conform-to/zod/v4";
import { json, redirect } from "@remix-run/node";
import type { Locale } from "#app/domain/names.ts";
import { payPeriodDays, payPeriodMonths, payPeriodName } from "#app/domain/score/pay-period-months.ts";
import type { PayPeriodLength } from "#app/domain/score/pay-period-months.ts";
import { addMonths } from "#app/domain/time/local-date.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { savePlan } from "#app/operations/save-plan.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { setFlash } from "#app/web/flash.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import type { PlanRow } from "#db/queries/plans.server.ts";
import { newPlanSchema, planVersionSchema, termsOf } from "./form.ts";

/** Pay periods ahead that a version may begin with. */
const AHEAD = 4;

/** First days of pay periods that a version may begin on: after the last version, up to a year ahead. */
export function firstDays(length: PayPeriodLength, firstPeriod: string, after: string | null, today: string): string[] {
  const days: string[] = [];
  let name = payPeriodName(firstPeriod, length);
  let ahead = 0;
  while (ahead < AHEAD) {
    const { from, to } = payPeriodDays(name);
    if (after === null || from > after) days.push(from);
    if (from > today) ahead += 1;
    name = payPeriodName(to.slice(0, 7), length);
  }
  return days;
}

/** The pay period after the running one: what most versions begin with. */
export const nextFirstDay = (length: PayPeriodLength, today: string): string => `${addMonths(payPeriodMonths(today.slice(0, 7), length).at(-1)!, 1)}-01`;

/** Saves a version from its form, or answers with what is wrong in it. */
export async function savePlanForm(request: Request, context: AppContext, viewer: Viewer, locale: Locale, plan: PlanRow | null) {
  const formData = await request.formData();
  const refuse = translateIn(locale, "pay");
  const organisation = await loadOrganisation(context.store);
  const fresh = plan === null ? parseWithZod(formData, { schema: newPlanSchema }) : null;
  const submission = fresh ?? parseWithZod(formData, { schema: planVersionSchema });
  if (submission.status !== "success" || !organisation) return json(submission.reply(), { status: 400 });
  const terms = termsOf(submission.value, organisation.currency, organisation.minorDigits);
  if (!terms) return json(submission.reply({ fieldErrors: { fund: ["field.notANumber"] } }), { status: 400 });
  const named = fresh?.status === "success" ? fresh.value : null;
  const name = named ? { ...(named.nameEn ? { en: named.nameEn } : {}), ...(named.nameRu ? { ru: named.nameRu } : {}) } : plan!.name;
  if (Object.keys(name).length === 0) return json(submission.reply({ fieldErrors: { nameEn: ["field.missing"] } }), { status: 400 });
  const { accountId } = viewer.actor;
  const ctx = { store: context.store, now: context.now(), actor: { kind: "account", id: accountId, address: context.address } } as const;
  const saved = await savePlan(ctx, { planId: plan?.id ?? null, code: named?.code ?? plan!.code, name, from: submission.value.from, terms, accountId });
  if (!saved.ok) return json(submission.reply({ formErrors: [refuse(`refusal.${saved.code}`)] }), { status: 409 });
  return redirect(`/pay/plans/${saved.value.planId}`, { headers: { "Set-Cookie": setFlash({ key: "flash.planSaved", tone: "done" }, context.mode === "production") } });
}
