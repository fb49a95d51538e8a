import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import {
  createStaticHandler,
  createStaticRouter,
  StaticRouterProvider,
} from "react-router-dom/server.js";
import type { Locale } from "#app/domain/names.ts";
import { voiceOf } from "#app/i18n/translate.server.ts";
import { VoiceContext } from "#app/i18n/voice.ts";

/** What the server sends for a view at an address, in a language. */
export async function markup(view: ReactNode, locale: Locale = "en", at = "/"): Promise<string> {
  const handler = createStaticHandler([{ path: "*", element: view }]);
  const context = await handler.query(new Request(`http://localhost${at}`));
  if (context instanceof Response) throw new Error("a view does not redirect");
  const router = createStaticRouter(handler.dataRoutes, context);
  return renderToStaticMarkup(
    <VoiceContext.Provider value={voiceOf(locale)}>
      <StaticRouterProvider router={router} context={context} hydrate={false} />
    </VoiceContext.Provider>
  );
}
