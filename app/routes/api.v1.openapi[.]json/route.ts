import type { LoaderFunctionArgs } from "@remix-run/node";
import { openApi } from "./description.ts";

/** `GET /api/v1/openapi.json`: what the HTTP API takes and gives. It names nothing of the company and is open to all. */
export async function loader({ context }: LoaderFunctionArgs) {
  return Response.json(openApi(context.publicOrigin));
}
