import type { Locale } from "#app/domain/names.ts";
import type { KeptTarget } from "#app/domain/pay/kept-target.ts";
import { formatMoney, type Currency } from "#app/format/money.ts";
import { formatPercentBpShort } from "#app/format/percent.ts";
import type { Translate } from "#app/i18n/catalogue.ts";

/** A target in words: an amount, a percent of a base, or percent only. `baseMinor`: the person's own base, where it is known and shown. */
export function targetText(target: KeptTarget, baseMinor: number | null, currency: Currency, locale: Locale, t: Translate<"members">): string {
  switch (target.type) {
    case "amount":
      return formatMoney(target.minor, currency, locale);
    case "percent_of_base": {
      const percent = formatPercentBpShort(target.percentBp, locale);
      const base = target.baseMinor ?? baseMinor;
      return base === null ? t("target.percent", { percent }) : t("target.percentOf", { percent, base: formatMoney(base, currency, locale) });
    }
    case "percent_only":
      return t("target.percentOnly");
  }
}
