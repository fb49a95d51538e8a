import { RemixBrowser } from "@remix-run/react";
import { setNonce } from "get-nonce";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import type { Locale } from "#app/domain/names.ts";
import type { Resources } from "./i18n/catalogue.ts";
import { makeI18n } from "./i18n/make-i18n.ts";
import { PageEnvironmentContext } from "./components/page-environment.ts";

/** Only the page's own language is loaded. */
async function loadCatalogue(locale: Locale): Promise<Resources> {
  return locale === "ru" ? (await import("./i18n/ru.ts")).ru : (await import("./i18n/en.ts")).en;
}

async function start(): Promise<void> {
  const root = document.documentElement;
  const locale: Locale = root.lang === "ru" ? "ru" : "en";
  // Dialogs add a style element while they hold the page still; it needs the nonce of this response.
  setNonce(document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "");
  const i18n = makeI18n(locale, await loadCatalogue(locale));
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <PageEnvironmentContext.Provider
          value={{ nonce: "", requestId: root.dataset.request ?? "" }}
        >
          <I18nextProvider i18n={i18n}>
            <RemixBrowser />
          </I18nextProvider>
        </PageEnvironmentContext.Provider>
      </StrictMode>
    );
  });
}

void start();
