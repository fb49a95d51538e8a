import { json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { openPasswordLink } from "#app/operations/password-links.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { keepPasswordLink } from "#app/web/password-link.server.ts";
import { readPreferences } from "#app/web/preferences.server.ts";
import { PasswordLinkGone } from "../sign-in_.set._index/view.tsx";

/** The link of a mail: swaps its token for a cookie and leaves the address clean. It spends nothing, because mail scanners open links too. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const token = params.token ?? "";
  const opened = await openPasswordLink(context.store, context.appSecret, token, context.now());
  if (typeof opened !== "string") return redirect("/sign-in/set", { status: 303, headers: keepPasswordLink(context, token) });
  const locale = await localeFor(request, context);
  return json(
    { title: translateIn(locale, "account")("gone.title"), theme: readPreferences(request.headers.get("Cookie")).theme, fault: opened },
    { status: opened === "forged" ? 404 : 410, headers: { "Referrer-Policy": "no-referrer" } },
  );
}

export default function PasswordLink() {
  return <PasswordLinkGone {...useLoaderData<typeof loader>()} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
