import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { TypedForm } from "#app/components/typed-form.ts";
import { can } from "#app/domain/access/can.ts";
import { LEAST_YEARS, MOST_YEARS } from "#app/domain/privacy/forgetting.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { saveRetentionRule, whoIsForgotten } from "#app/operations/forget-people.server.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { settingsParts } from "#app/web/settings-parts.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { loadRetentionRule } from "#db/queries/privacy.server.ts";
import { PrivacyView } from "./view.tsx";

/** People shown of those whom the next night forgets. */
const SHOWN = 50;
const WHOLE = /^\d{1,3}$/;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "settings.read");
  const [locale, rule] = await Promise.all([localeFor(request, context), loadRetentionRule(context.store)]);
  const years = rule?.yearsAfterLeaving ?? null;
  const next = years === null ? [] : await whoIsForgotten(actingContext(context, viewer), years, SHOWN + 1);
  return json({
    title: translateIn(locale, "settings")("privacy"),
    parts: settingsParts(viewer),
    mayEdit: can(viewer.actor, "settings.edit"),
    limits: { least: LEAST_YEARS, most: MOST_YEARS },
    years,
    next: next.slice(0, SHOWN),
    isMore: next.length > SHOWN,
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "settings.edit");
  const { years = "", ...rest } = await readTyped(request);
  if (Object.keys(rest).length > 0) throw fault(400, "bad_request");
  const typed = years === "" ? null : WHOLE.test(years) ? Number(years) : Number.NaN;
  const saved = await saveRetentionRule(actingContext(context, viewer), viewer.actor.accountId, typed);
  if (saved.ok) return doneTyped("/settings/privacy", context);
  const locale = await localeFor(request, context);
  const say = translateIn(locale, "settings");
  return refuseTyped({ years }, [saved], (code, facts) => say(`privacy.refusal.${code}` as Key<"settings">, facts), locale);
}

export default function Privacy() {
  return <PrivacyView data={useLoaderData<typeof loader>()} answer={useActionData<typeof action>() as TypedForm | undefined} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
