import { createContext } from "react";
import type { Locale } from "#app/domain/names.ts";
import type { Key, Namespace, Translate } from "./catalogue.ts";
import { type Texts, speak } from "./speak.ts";

/** Who speaks on a page: its language, and a translator for each namespace. */
export interface Voice {
  readonly locale: Locale;
  readonly in: <N extends Namespace>(namespace: N) => Translate<N>;
}

/** A page must be drawn inside a voice: the server's own, or the browser's. */
export const VoiceContext = createContext<Voice>({ locale: "en", in: () => (key) => key });

/** The browser's voice over the namespaces that are there. A translator is the same function at each call, so that effects may depend on it. */
export function browserVoice(locale: Locale, texts: ReadonlyMap<Namespace, Texts>): Voice {
  const translators = new Map<Namespace, Translate<never>>();
  return {
    locale,
    in: <N extends Namespace>(namespace: N): Translate<N> => {
      const known = translators.get(namespace);
      if (known) return known as Translate<N>;
      const made = (key: Key<N>, values?: Parameters<Translate<N>>[1]) => speak(texts.get(namespace) ?? {}, locale, key, values);
      translators.set(namespace, made as Translate<never>);
      return made;
    },
  };
}
