import type { LoaderFunctionArgs } from "@remix-run/node";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { fault, requireViewer } from "#app/web/guard.server.ts";

/** Any other address: there is nothing, said inside the shell. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireViewer(request, context);
  throw fault(404, "not_found");
}

export default function NothingHere() {
  return null;
}

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
