import { json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { LinkGone, RateFrame } from "#app/components/rate-frame.tsx";
import { translateIn } from "#app/i18n/translate.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { readPreferences } from "#app/web/preferences.server.ts";
import { FAULT_STATUS, keepLink } from "#app/web/rate-link.server.ts";
import { openRoundLink } from "#app/web/round-link.server.ts";

/** The link of a quarterly mail. It swaps the token for a cookie and leaves the address clean; nothing is recorded, because mail scanners open every link too. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const token = params.token ?? "";
  const opened = await openRoundLink(context, token);
  if (typeof opened === "string") {
    const locale = await localeFor(request, context);
    const theme = readPreferences(request.headers.get("Cookie")).theme;
    return json({ title: translateIn(locale, "ratings")("gone.title"), theme, fault: opened }, { status: FAULT_STATUS[opened], headers: { "Referrer-Policy": "no-referrer" } });
  }
  return redirect(`/rate/round/answer/${opened.asked.id}`, { status: 303, headers: keepLink(request, context, opened.asked.id, token) });
}

export default function RoundLink() {
  const data = useLoaderData<typeof loader>();
  return (
    <RateFrame theme={data.theme}>
      <LinkGone fault={data.fault} />
    </RateFrame>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
