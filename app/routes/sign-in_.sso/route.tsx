import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import type { AppContext } from "#app/web/context.server.ts";
import { fault } from "#app/web/guard.server.ts";
import { requireRecentProof } from "#app/web/recent-proof.server.ts";
import { safePath } from "#app/web/safe-redirect.server.ts";
import { findOpenSession } from "#app/web/session.server.ts";
import { keepFlow, newFlow, type SsoAim } from "#app/web/sso-flow.server.ts";

/** Sends the browser to the identity provider. A link leads here, because the policy of our pages lets no form leave the site. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { sso } = context;
  if (!sso) throw fault(404, "not_found");
  const aim = await aimOf(request, context);
  const flow = newFlow(aim.for === "proof" || aim.for === "account");
  const to = await sso.begin(flow);
  if (!to) return redirect("/sign-in/sso/return?fault=down");
  return redirect(to.href, { headers: { "Set-Cookie": keepFlow(context, { flow, aim }) } });
}

/** What somebody comes here for. Linking one's own account needs a fresh proof; an invitation is one by itself. */
async function aimOf(request: Request, context: AppContext): Promise<SsoAim> {
  const { searchParams } = new URL(request.url);
  const prove = searchParams.get("prove");
  const link = searchParams.get("link");
  if (link === "invitation") return { for: "invitation" };
  if (prove === null && link !== "account") return { for: "sign-in", next: safePath(searchParams.get("next")) };
  const session = await findOpenSession(request, context);
  if (!session) throw redirect("/sign-in?next=%2Faccount");
  if (prove !== null) return { for: "proof", keptId: /^[0-9a-f]{32}$/.test(prove) ? prove : "" };
  await requireRecentProof(request, context);
  return { for: "account" };
}
