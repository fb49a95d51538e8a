import type { en } from "./en.ts";

/**
 * Types of the catalogues. English is the shape; Russian must have the same keys, with the plural forms of its own grammar:
 * `_one` in English asks for `_one`, `_few` and `_many` in Russian.
 */
export type Catalogue = typeof en;
export type Namespace = keyof Catalogue;

type RussianKey<K extends string> = K extends `${infer Stem}_one`
  ? `${Stem}_one` | `${Stem}_few` | `${Stem}_many`
  : K;

/** What a Russian namespace must be, given the English one. */
export type Russian<N> = { readonly [K in RussianKey<keyof N & string>]: string };

type Stem<K extends string> = K extends `${infer S}_one` | `${infer S}_other` ? S : K;

/** Keys as the code says them: a plural key without its suffix. */
export type Key<N extends Namespace> = Stem<keyof Catalogue[N] & string>;

/** Values of a sentence; `count` chooses the plural form. */
export type Values = Readonly<Record<string, string | number>>;

/** Translates within one namespace. */
export type Translate<N extends Namespace> = (key: Key<N>, values?: Values) => string;

/** What an i18next instance is given: one language's namespaces. */
export type Resources = Readonly<Record<Namespace, Readonly<Record<string, string>>>>;
