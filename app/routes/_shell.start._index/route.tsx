import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { readFirstSteps } from "#app/operations/start/read-first-steps.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { shownSteps } from "./steps.server.ts";
import { StepsPage } from "./view.tsx";

/** From an empty database to the first paid promise: what is done, what is next, and whose it is. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "start.read");
  allow(viewer, "start.read", {});
  const locale = await localeFor(request, context);
  const t = translateIn(locale, "start");
  const steps = shownSteps(await readFirstSteps(context.store, context.now()), viewer, locale);
  const words = { done: t("done"), next: t("next"), later: t("later"), open: t("open"), progress: t("progress", { done: steps.done, all: steps.all }), samples: t("samples"), people: t("samples.people"), requests: t("samples.requests"), hint: t("samples.hint") };
  return json({ title: steps.title, steps, words });
}

export default function Start() {
  return <StepsPage {...useLoaderData<typeof loader>()} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
