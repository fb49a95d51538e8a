import { json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Outlet, type ShouldRevalidateFunctionArgs, useLoaderData } from "@remix-run/react";
import { Shell } from "#app/components/shell/shell.tsx";
import { requireSelf } from "#app/web/guard.server.ts";
import { shellData } from "#app/web/shell-data.server.ts";

/** The frame of all pages of a signed-in person. It protects nothing: every route below guards itself. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireSelf(request, context);
  const data = await shellData(request, context, viewer);
  const first = data.views.find((view) => view.isDefault);
  const { pathname, search } = new URL(request.url);
  if (first && first.query !== "" && request.method === "GET" && search === "") throw redirect(`${pathname}?${first.query}`);
  return json(data);
}

/** A filter or page of a table changes nothing here; a form, another page or an explicit reload may. */
export function shouldRevalidate({
  formMethod,
  currentUrl,
  nextUrl,
}: ShouldRevalidateFunctionArgs) {
  const written = formMethod !== undefined && formMethod !== "GET";
  return written || currentUrl.pathname !== nextUrl.pathname || currentUrl.href === nextUrl.href;
}

export default function ShellRoute() {
  const data = useLoaderData<typeof loader>();
  return (
    <Shell data={data}>
      <Outlet />
    </Shell>
  );
}
