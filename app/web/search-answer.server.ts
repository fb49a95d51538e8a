import type { Actor } from "#app/domain/access/actor.ts";
import type { Locale } from "#app/domain/names.ts";
import { formatCount } from "#app/format/number.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { actsFor } from "#app/operations/portal-pages.server.ts";
import type { Found, FoundGroup } from "#app/operations/search-things.server.ts";
import type { SearchAnswer, ShownGroup } from "#app/components/shell/search-answer.ts";

/** What a search found, in words: the palette brings no catalogue of its own. */
export function answerOf(typed: string, found: Found, locale: Locale): SearchAnswer {
  const t = translateIn(locale, "search");
  const total = found.groups.reduce((sum, group) => sum + group.total, 0);
  const query = found.text;
  const isMore = found.groups.some((group) => group.isMore);
  const sentence = typed === "" ? t("question") : total === 0 ? t("none", { query: typed }) : found.isSwapped ? t("swapped", { typed, query }) : isMore ? t("found.more", { count: total, query }) : t("found", { count: total, query });
  return { typed, sentence, isNotable: total === 0 || found.isSwapped, groups: found.groups.map((group) => shownGroup(group, locale)) };
}

function shownGroup({ kind, things, total, isMore, all }: FoundGroup, locale: Locale): ShownGroup {
  const t = translateIn(locale, "search");
  const count = formatCount(total, locale);
  return { kind, label: t(`kind.${kind}`), things, all: all === null || kind === "act" || kind === "page" ? null : { to: all, label: isMore ? t("all.more", { count }) : t(`all.${kind}`, { count }) } };
}

/** What stands there before anything is typed. */
export function startOf(actor: Actor, favourites: readonly { readonly path: string; readonly label: string }[], locale: Locale): SearchAnswer {
  const t = translateIn(locale, "search");
  const own: ShownGroup = { kind: "favourite", label: t("kind.favourite"), things: favourites.map(({ path, label }) => ({ to: path, label, detail: "" })), all: null };
  const acts = [...actsFor(actor, locale), { to: "/pay", label: t("myBonus") }].map((act) => ({ ...act, detail: "" }));
  return { typed: "", sentence: t("question"), groups: [...(own.things.length > 0 ? [own] : []), { kind: "act", label: t("kind.act"), things: acts, all: null }] };
}

/** How the portal looks and speaks, as acts of the palette. */
export function preferenceActs(theme: "system" | "light" | "dark", locale: Locale): NonNullable<SearchAnswer["preferences"]> {
  const t = translateIn(locale, "search");
  const other = locale === "en" ? "ru" : "en";
  const themes = (["dark", "light"] as const).filter((one) => one !== theme);
  return [...themes.map((value) => ({ name: "theme", value, label: t(`act.theme.${value}`) })), { name: "locale", value: other, label: translateIn(locale, "shell")(`language.${other}`) }];
}
