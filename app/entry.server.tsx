import type { AppLoadContext, EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToString } from "react-dom/server";
import type { Locale } from "#app/domain/names.ts";
import { voiceOf } from "./i18n/translate.server.ts";
import { VoiceContext } from "./i18n/voice.ts";
import { errorPage } from "./web/error-page.server.ts";
import { localeFor } from "./web/locale.server.ts";
import { PageEnvironmentContext } from "./components/page-environment.ts";
import { loggableError } from "./web/request-log.server.ts";

/**
 * Renders a document in one piece: pages wait for their data anyway, and an error then still has a status of its own. A page that
 * cannot even render its error boundary becomes the plain fault page with the request's number.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext
): Promise<Response> {
  const locale = await localeFor(request, context).catch((): Locale => context.requestLocale);
  headers.set("Content-Type", "text/html; charset=utf-8");
  headers.set("Content-Language", locale);
  try {
    const markup = renderToString(
      <PageEnvironmentContext.Provider
        value={{ nonce: context.nonce, requestId: context.requestId }}
      >
        <VoiceContext.Provider value={voiceOf(locale)}>
          <RemixServer context={remixContext} url={request.url} />
        </VoiceContext.Provider>
      </PageEnvironmentContext.Provider>
    );
    return new Response(`<!DOCTYPE html>${markup}`, { status, headers });
  } catch (error) {
    context.logger.error({ requestId: context.requestId, fault: loggableError(error) }, "render");
    const { requestId, nonce } = context;
    return new Response(errorPage({ status: 500, requestId, locale, nonce }), {
      status: 500,
      headers,
    });
  }
}

/** Faults of loaders and actions, under the request's number; a request that the browser gave up is none. */
export function handleError(
  error: unknown,
  { request, context }: { request: Request; context: AppLoadContext }
): void {
  if (request.signal.aborted) return;
  const status = (error as { status?: number } | null)?.status;
  if (status !== undefined && status < 500) return;
  context.logger.error({ requestId: context.requestId, fault: loggableError(error) }, "unhandled");
}
