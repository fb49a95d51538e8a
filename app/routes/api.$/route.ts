import { problem } from "#app/web/api.server.ts";

const nothing = () => problem({ status: 404, code: "not_found", detail: "There is nothing at this address; see /api/v1/openapi.json." });

/** Addresses of the HTTP API that lead nowhere: answered as the API answers, for any method. */
export const loader = nothing;
export const action = nothing;
