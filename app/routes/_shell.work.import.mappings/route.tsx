import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { TypedForm } from "#app/components/typed-form.ts";
import { can } from "#app/domain/access/can.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { saveMappingCard } from "#app/operations/feeds/save-mapping-card.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { readMappingRows } from "./rows.server.ts";
import { MappingsView } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.import");
  const locale = await localeFor(request, context);
  const found = await readMappingRows(request, context.store, locale);
  const t = translateIn(locale, "intake");
  return json({ ...found, title: t("mappings"), sentence: t("mappings.sentence", { count: found.total }), mayEdit: can(viewer.actor, "task.import"), zone: viewer.timeZone });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "task.import");
  // Others than those who import for all may use a mapping, not take it away from everybody.
  allow(viewer, "task.import", {});
  const [locale, values] = await Promise.all([localeFor(request, context), readTyped(request)]);
  const how = values["intent"] === "archive" || values["intent"] === "restore" ? values["intent"] : { rename: values["name"] ?? "" };
  const done = await saveMappingCard(actingContext(context, viewer), values["source"] ?? "", how);
  if (done.ok) return doneTyped("/work/import/mappings", context);
  const t = translateIn(locale, "intake");
  return refuseTyped(values, [done], (code, facts) => t(`refused.${code}` as Key<"intake">, facts), locale);
}

export default function Mappings() {
  return <MappingsView {...useLoaderData<typeof loader>()} form={(useActionData<typeof action>() as TypedForm | undefined) ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
