import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import {
  createStaticHandler,
  createStaticRouter,
  StaticRouterProvider,
} from "react-router-dom/server.js";
import type { Locale } from "#app/domain/names.ts";
import { i18nOf } from "#app/i18n/translate.server.ts";

/** What the server sends for a view at an address, in a language. */
export async function markup(view: ReactNode, locale: Locale = "en", at = "/"): Promise<string> {
  const handler = createStaticHandler([{ path: "*", element: view }]);
  const context = await handler.query(new Request(`http://localhost${at}`));
  if (context instanceof Response) throw new Error("a view does not redirect");
  const router = createStaticRouter(handler.dataRoutes, context);
  return renderToStaticMarkup(
    <I18nextProvider i18n={i18nOf(locale)}>
      <StaticRouterProvider router={router} context={context} hydrate={false} />
    </I18nextProvider>
  );
}
