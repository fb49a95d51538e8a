import { redirect } from "@remix-run/node";
import { linkIdentity } from "#app/operations/link-identity.server.ts";
import { signInOutside } from "#app/operations/sign-in-outside.server.ts";
import type { SingleSignOn, SsoPerson } from "#app/operations/single-sign-on.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { letIn } from "#app/web/let-in.server.ts";
import { dropPasswordLink, openKeptPasswordLink } from "#app/web/password-link.server.ts";
import { findOpenSession } from "#app/web/session.server.ts";
import { readFlow, type SsoAim } from "#app/web/sso-flow.server.ts";
import { findAccount } from "#db/queries/accounts.server.ts";
import { findIdentity, takeAnswer } from "#db/queries/identities.server.ts";
import { sha256 } from "#db/new-id.server.ts";
import { DuplicateError } from "#db/store.ts";

/** Why single sign-on came to nothing. */
export const SSO_FAULTS = ["refused", "down", "unknown", "elsewhere", "disabled"] as const;
export type SsoFault = (typeof SSO_FAULTS)[number];

/** Takes the provider's answer, once, for the attempt that this very browser began. */
export async function takeSsoAnswer(request: Request, context: AppContext, sso: SingleSignOn): Promise<Response | SsoFault> {
  const kept = readFlow(request, context);
  if (!kept) return "refused";
  try {
    await takeAnswer(context.store, sha256(kept.flow.state), context.now());
  } catch (error) {
    if (error instanceof DuplicateError) return "refused";
    throw error;
  }
  // Behind a proxy the request's own address has another scheme or host than the provider was told.
  const answer = new URL(`${context.publicOrigin}/sign-in/sso/return${new URL(request.url).search}`);
  const who = await sso.finish(answer, kept.flow);
  return who.ok ? goOn(request, context, kept.aim, who.value, sso.makesAccounts) : who.code;
}

async function goOn(request: Request, context: AppContext, aim: SsoAim, who: SsoPerson, makesAccounts: boolean): Promise<Response | SsoFault> {
  switch (aim.for) {
    case "sign-in": {
      const ctx = { store: context.store, now: context.now(), actor: { kind: "link", id: "single sign-on", address: context.address } } as const;
      const found = await signInOutside(ctx, who, makesAccounts);
      return found.ok ? letIn(request, context, { ...found.value, next: aim.next }) : found.code;
    }
    case "invitation": {
      const opened = await openKeptPasswordLink(request, context);
      if (typeof opened === "string" || opened.link.purpose !== "invitation") return "refused";
      const ctx = { store: context.store, now: context.now(), actor: { kind: "link", id: opened.link.id, address: context.address } } as const;
      const linked = await linkIdentity(ctx, opened.account, who, opened.link.id);
      return linked.ok ? redirect("/sign-in?done=linked", { headers: { "Set-Cookie": dropPasswordLink(context) } }) : "elsewhere";
    }
    case "account":
    case "proof":
      return ofOwnAccount(request, context, aim, who);
  }
}

/** Links the signed-in account, or proves who its person is: only by the identity that is linked with this account. */
async function ofOwnAccount(request: Request, context: AppContext, aim: Extract<SsoAim, { for: "account" | "proof" }>, who: SsoPerson): Promise<Response | SsoFault> {
  const session = await findOpenSession(request, context);
  const account = session ? await findAccount(context.store, { id: session.accountId }) : null;
  if (!session || !account || account.disabledAt !== null || account.isDemo) return "refused";
  if (aim.for === "account") {
    const ctx = { store: context.store, now: context.now(), actor: { kind: "account", id: account.id, address: context.address } } as const;
    const linked = await linkIdentity(ctx, account, who, null);
    return linked.ok ? redirect("/account") : "elsewhere";
  }
  const identity = await findIdentity(context.store, who.issuer, who.subject);
  if (identity?.accountId !== account.id) return "elsewhere";
  await context.sessions.prove(session.idHash, context.now());
  return redirect(`/account/confirm/${aim.keptId}`);
}
