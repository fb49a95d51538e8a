import { json } from "@remix-run/node";
import type { TypedForm } from "#app/components/typed-form.ts";
import { refused, type Refused } from "#app/domain/refusal.ts";
import { endAccountSessions } from "#app/operations/change-account.server.ts";
import { unlinkIdentity } from "#app/operations/link-identity.server.ts";
import { writePassword } from "#app/operations/password-links.server.ts";
import { dropOwnFactor } from "#app/operations/second-factor.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { fault } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { sayPasswordFault } from "#app/web/password-fault.server.ts";
import { requireRecentProof } from "#app/web/recent-proof.server.ts";
import { findOpenSession, type Viewer } from "#app/web/session.server.ts";
import { actingContext, doneTyped, readSecrets } from "#app/web/typed-form.server.ts";
import { findAccount } from "#db/queries/accounts.server.ts";

/** Ends sessions, changes the password, takes the second factor or single sign-on away; all of one's own account. */
export async function actOnAccount(request: Request, context: AppContext, viewer: Viewer): Promise<Response> {
  const values = await readSecrets(request.clone());
  const { accountId } = viewer.actor;
  const [locale, session, account] = await Promise.all([localeFor(request, context), findOpenSession(request, context), findAccount(context.store, { id: accountId })]);
  if (!session || !account) throw fault(403, "forbidden");
  const ctx = actingContext(context, viewer);
  const refuse = (one: Refused) => json<TypedForm>({ values: {}, faults: sayPasswordFault(one, locale) }, { status: 422 });
  switch (values["intent"]) {
    case "end":
      await endAccountSessions(ctx, accountId, { only: values["id"] ?? "" });
      return doneTyped("/account", context, { key: "flash.sessionsEnded" });
    case "endOthers":
      await endAccountSessions(ctx, accountId, { except: session.idHash });
      return doneTyped("/account", context, { key: "flash.sessionsEnded" });
  }
  // A demo account is everybody's: its password is on the sign-in page.
  if (account.isDemo) return refuse(refused("demo_account"));
  await requireRecentProof(request, context);
  switch (values["intent"]) {
    case "password": {
      if (values["password"] !== values["again"]) return refuse(refused("not_the_same", undefined, "again"));
      const done = await writePassword(ctx, account, values["password"] ?? "", { by: "own", spends: null, keepsSession: session.idHash });
      return done.ok ? doneTyped("/account", context, { key: "flash.passwordChanged" }) : refuse(done);
    }
    case "dropFactor":
      await dropOwnFactor(ctx, accountId);
      return doneTyped("/account", context);
    case "unlink": {
      const done = await unlinkIdentity(ctx, account, context.sso?.issuer ?? "");
      return done.ok ? doneTyped("/account", context) : refuse(done);
    }
  }
  throw fault(400, "bad_request");
}
