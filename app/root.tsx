import {
  json,
  type LinksFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import latin from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url";
import favicon from "./components/favicon.svg?url";
import { GeneralErrorBoundary } from "./components/error-boundary.tsx";
import { Toast } from "./components/toast.tsx";
import { useLocale } from "./i18n/use-t.ts";
import styles from "./styles.css?url";
import { clearFlash, readFlash } from "./web/flash.server.ts";
import { usePageEnvironment } from "./components/page-environment.ts";
import { readPreferences } from "./web/preferences.server.ts";

export const links: LinksFunction = () => [
  { rel: "preload", href: latin, as: "font", type: "font/woff2", crossOrigin: "anonymous" },
  { rel: "stylesheet", href: styles },
  { rel: "icon", href: favicon, type: "image/svg+xml" },
];

/** Where a route has no title of its own, or could not load it. */
export const meta: MetaFunction = () => [{ title: "Concord" }];

/** What every document needs before anything is known about the person: how it looks, and a message left by the page before. */
export function loader({ request, context }: LoaderFunctionArgs) {
  const { theme } = readPreferences(request.headers.get("Cookie"));
  const secure = context.mode === "production";
  const flash = readFlash(request, secure);
  return json({ theme, flash }, flash ? { headers: { "Set-Cookie": clearFlash(secure) } } : {});
}

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>("root");
  const { nonce, requestId } = usePageEnvironment();
  const locale = useLocale();
  const theme = data?.theme ?? "system";
  return (
    <html lang={locale} className={theme === "system" ? undefined : theme} data-request={requestId}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        {data?.flash ? <Toast flash={data.flash} /> : null}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
