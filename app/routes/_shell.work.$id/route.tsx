import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { actOnPage } from "./act.server.ts";
import { taskPage } from "./task-page.server.ts";
import { TaskPage } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.read");
  const locale = await localeFor(request, context);
  return json(await taskPage(context, viewer, params.id ?? "", locale));
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "task.read");
  return actOnPage(request, context, viewer, params.id ?? "");
}

export default function Task() {
  return <TaskPage data={useLoaderData<typeof loader>()} refusal={useActionData<typeof action>() ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.task.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
