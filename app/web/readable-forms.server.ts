import type { ServerBuild } from "@remix-run/node";
import { fault } from "./guard.server.ts";

/**
 * The build with actions to which a body that is no form is the sender's fault: reading it answers 400 instead of breaking the action,
 * which Remix would tell as a fault of ours.
 */
export function withReadableForms(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    const action = route?.module.action;
    if (!route || !action) return [id, route] as const;
    return [id, { ...route, module: { ...route.module, action: (args: Parameters<typeof action>[0]) => action({ ...args, request: withReadableForm(args.request) }) } }] as const;
  });
  return { ...build, routes: Object.fromEntries(routes) };
}

function withReadableForm(request: Request): Request {
  const { formData, clone } = request;
  request.formData = () =>
    formData.call(request).catch(() => {
      throw fault(400, "bad_request");
    });
  request.clone = () => withReadableForm(clone.call(request));
  return request;
}
