import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { isStyle } from "#app/domain/style/style.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { removeOwnStyle, saveOwnStyle } from "#app/operations/style/save-style.server.ts";
import { requireViewer } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { findStyleAnswer } from "#db/queries/styles.server.ts";
import { StyleView } from "./view.tsx";

/** How one likes to be told things: for oneself only, whoever one is. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context);
  const { personId } = viewer.actor;
  const [locale, row, [person]] = await Promise.all([localeFor(request, context), findStyleAnswer(context.store, personId), loadPeople(context.store, [personId])]);
  const t = translateIn(locale, "style");
  const style = row ? (person?.style ?? row.answered) : null;
  return json({
    title: t("title"), sentence: style ? t("sentence.set", { style: t(style) }) : t("sentence.none"), style,
    form: freshForm(row ? { ...Object.fromEntries(Object.entries(row.answers).map(([item, degree]) => [item, String(degree)])), chosen: style === row.answered ? "" : (style ?? ""), seen: String(row.rowVersion) } : { seen: "0" }),
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context);
  const ctx = actingContext(context, viewer);
  const { personId } = viewer.actor;
  const [locale, values] = await Promise.all([localeFor(request, context), readTyped(request)]);
  if (values["intent"] === "remove") {
    await removeOwnStyle(ctx, personId);
    return doneTyped("/account/style", context);
  }
  const result = await saveOwnStyle(ctx, { personId, answers: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)])), chosen: isStyle(values["chosen"]) ? values["chosen"] : null, seen: Number(values["seen"] ?? 0) });
  if (result.ok) return doneTyped("/account/style", context);
  return refuseTyped(values, [result], (code) => translateIn(locale, "style")(code as Key<"style">), locale);
}

export default function Style() {
  const data = useLoaderData<typeof loader>();
  return <StyleView {...data} form={(useActionData<typeof action>() as TypedForm | undefined) ?? data.form} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
