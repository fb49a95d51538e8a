import { RemixBrowser } from "@remix-run/react";
import { setNonce } from "get-nonce";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import type { Locale } from "#app/domain/names.ts";
import type { Namespace } from "./i18n/catalogue.ts";
import { fetchNeededTexts } from "./i18n/needed-texts.ts";
import type { Texts } from "./i18n/speak.ts";
import { browserVoice, VoiceContext } from "./i18n/voice.ts";
import { rememberForms } from "./components/last-form.ts";
import { PageEnvironmentContext } from "./components/page-environment.ts";

const TEXTS = import.meta.glob<Record<string, Texts>>("./i18n/{en,ru}/*.ts");

async function start(): Promise<void> {
  const root = document.documentElement;
  const locale: Locale = root.lang === "ru" ? "ru" : "en";
  // Dialogs add a style element while they hold the page still; it needs the nonce of this response.
  setNonce(document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "");
  const texts = new Map<Namespace, Texts>();
  // Only the page's own language is loaded, and of it what the modules on the page speak from.
  await fetchNeededTexts(async (namespace) => {
    texts.set(namespace, (await TEXTS[`./i18n/${locale}/${namespace}.ts`]!())[namespace]!);
  });
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <PageEnvironmentContext.Provider
          value={{ nonce: "", requestId: root.dataset.request ?? "" }}
        >
          <VoiceContext.Provider value={browserVoice(locale, texts)}>
            <RemixBrowser />
          </VoiceContext.Provider>
        </PageEnvironmentContext.Provider>
      </StrictMode>
    );
  });
}

rememberForms();
void start();
