import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { fault } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { readPreferences } from "#app/web/preferences.server.ts";
import { dropFlow } from "#app/web/sso-flow.server.ts";
import { SignInFrame } from "../sign-in/view.tsx";
import { SSO_FAULTS, type SsoFault, takeSsoAnswer } from "./answer.server.ts";

/** Where the identity provider sends the browser back to. Every outcome lets go of the attempt. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { sso } = context;
  if (!sso) throw fault(404, "not_found");
  const said = new URL(request.url).searchParams.get("fault");
  const outcome = SSO_FAULTS.find((known) => known === said) ?? (await takeSsoAnswer(request, context, sso));
  if (typeof outcome !== "string") {
    outcome.headers.append("Set-Cookie", dropFlow(context));
    outcome.headers.set("Referrer-Policy", "no-referrer");
    return outcome;
  }
  context.logger.warn({ requestId: context.requestId, outcome }, "single sign-on refused");
  const locale = await localeFor(request, context);
  return json(
    { title: translateIn(locale, "account")("ssoFault.title"), theme: readPreferences(request.headers.get("Cookie")).theme, name: sso.name, fault: outcome },
    { status: outcome === "down" ? 503 : 403, headers: { "Set-Cookie": dropFlow(context), "Referrer-Policy": "no-referrer" } },
  );
}

export default function SsoReturn() {
  const { theme, name, fault: why } = useLoaderData<typeof loader>();
  const t = useT("account");
  return (
    <SignInFrame theme={theme} title={t("ssoFault.title")} lead={t(`ssoFault.${why as SsoFault}`, { name })}>
      <Link to="/sign-in" className="self-start font-medium text-accent hover:underline">
        {t("backToSignIn")}
      </Link>
    </SignInFrame>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
