import { useContext } from "react";
import type { Locale } from "#app/domain/names.ts";
import type { Namespace, Translate } from "./catalogue.ts";
import { awaitTexts } from "./needed-texts.ts";
import { VoiceContext } from "./voice.ts";

/** Translates within one namespace: `const t = useT("work"); t("title")`. Say the name as a literal: the build reads it. */
export function useT<N extends Namespace>(namespace: N): Translate<N> {
  awaitTexts(namespace);
  return useContext(VoiceContext).in(namespace);
}

/** The page's language, for the functions of `app/format`. */
export function useLocale(): Locale {
  return useContext(VoiceContext).locale;
}
