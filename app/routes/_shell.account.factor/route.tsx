import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { encode } from "uqr";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import type { Refused } from "#app/domain/refusal.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { beginFactor, confirmFactor, renewCodes, shownFactor } from "#app/operations/second-factor.server.ts";
import { fault, requireSelf } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { sayPasswordFault } from "#app/web/password-fault.server.ts";
import { requireRecentProof } from "#app/web/recent-proof.server.ts";
import { actingContext, readTyped } from "#app/web/typed-form.server.ts";
import { findAccount } from "#db/queries/accounts.server.ts";
import { findFactor } from "#db/queries/second-factors.server.ts";
import { FactorView } from "./view.tsx";

interface FactorAnswer {
  readonly form: TypedForm;
  /** Recovery codes that were just made; no later answer has them. */
  readonly codes: readonly string[] | null;
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireSelf(request, context);
  const { accountId } = viewer.actor;
  const [locale, factor, shown, account] = await Promise.all([localeFor(request, context), findFactor(context.store, accountId), shownFactor(context.store, accountId), findAccount(context.store, { id: accountId })]);
  const t = translateIn(locale, "account");
  return json({
    title: t("factor"), sentence: t(viewer.owesFactor ? "factor.owed" : "factor.sentence"), isDemo: account?.isDemo ?? false, isOn: factor?.confirmedAt != null,
    shown: shown ? { secret: shown.secret.replace(/(.{4})(?=.)/g, "$1 "), ...squaresOf(shown.uri) } : null,
  });
}

/** The dark squares of a QR code as one path of an SVG. */
function squaresOf(text: string): { readonly size: number; readonly path: string } {
  const { data, size } = encode(text, { ecc: "M", border: 2 });
  return { size, path: data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join("") };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireSelf(request, context);
  const { accountId } = viewer.actor;
  const account = await findAccount(context.store, { id: accountId });
  if (!account || account.isDemo) throw fault(403, "forbidden");
  await requireRecentProof(request, context);
  const [values, locale] = await Promise.all([readTyped(request), localeFor(request, context)]);
  const ctx = actingContext(context, viewer);
  const refuse = (one: Refused) => json<FactorAnswer>({ form: { values: {}, faults: sayPasswordFault(one, locale) }, codes: null }, { status: 422 });
  if (values["intent"] === "begin") {
    const begun = await beginFactor(ctx, accountId);
    return begun.ok ? redirect("/account/factor") : refuse(begun);
  }
  const made = values["intent"] === "codes" ? await renewCodes(ctx, accountId) : await confirmFactor(ctx, accountId, values["code"] ?? "");
  return made.ok ? json<FactorAnswer>({ form: freshForm(), codes: made.value.codes }) : refuse(made.code === "too_many" ? { ...made, field: "code" } : made);
}

export default function Factor() {
  const data = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as FactorAnswer | undefined;
  return <FactorView {...data} form={answer?.form ?? freshForm()} codes={answer?.codes ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
