import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { LinkGone, RateFrame } from "#app/components/rate-frame.tsx";
import { translateIn } from "#app/i18n/translate.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { readPreferences } from "#app/web/preferences.server.ts";
import { keepStopLink, openStopLink, stopAll } from "#app/web/stop-link.server.ts";

/** The link of a mail. It swaps the token for a cookie and leaves the address clean; looking changes nothing: mail scanners look too. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const token = params.token ?? "";
  if (await openStopLink(context, token)) return redirect("/mail/stop", { status: 303, headers: keepStopLink(context, token) });
  const locale = await localeFor(request, context);
  const theme = readPreferences(request.headers.get("Cookie")).theme;
  return json({ title: translateIn(locale, "ratings")("gone.title"), theme }, { status: 404, headers: { "Referrer-Policy": "no-referrer" } });
}

/** The button of a mail program (RFC 8058), which posts to the very link, without cookies, and means: none. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const stopped = await openStopLink(context, params.token ?? "");
  if (!stopped) return json({ saved: false }, { status: 404 });
  if ((await request.formData()).get("List-Unsubscribe") !== "One-Click") return json({ saved: false }, { status: 400 });
  await stopAll(context, stopped);
  return json({ saved: true });
}

export default function StopLink() {
  const data = useLoaderData<typeof loader>();
  return (
    <RateFrame theme={data.theme}>
      <LinkGone fault="forged" />
    </RateFrame>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
