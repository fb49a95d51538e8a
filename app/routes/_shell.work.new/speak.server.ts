import type { SpokenPart } from "#app/domain/composer/compose-text.ts";
import type { Remark } from "#app/domain/composer/look-over.ts";
import type { Locale } from "#app/domain/names.ts";
import { formatWorkingTime } from "#app/format/duration.ts";
import { formatInstantNear } from "#app/format/instant.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { PastLateness } from "#app/operations/composer/past-lateness.server.ts";
import type { LookedOver, SpokenRemark } from "./form.ts";

/** What stands before each part in the text of a request. */
export function labelsIn(locale: Locale): Readonly<Record<SpokenPart | "neededBy", string>> {
  const t = translateIn(locale, "remarks");
  return { purpose: t("label.purpose"), format: t("label.format"), criteria: t("label.criteria"), inputs: t("label.inputs"), neededBy: t("label.neededBy") };
}

interface View {
  readonly locale: Locale;
  readonly zone: string;
  readonly now: number;
}

/** A remark as a sentence. */
export function speakRemark(remark: Remark, { locale, zone, now }: View): SpokenRemark {
  const t = translateIn(locale, "remarks");
  const { look, weight, facts = {}, list = [], tone } = remark;
  const spoken = { list: list.map((one) => (locale === "ru" ? `«${one}»` : `“${one}”`)).join(", ") };
  const when = (at: string | number | undefined) => formatInstantNear(Number(at), now, zone, locale);
  const work = (ms: string | number | undefined) => formatWorkingTime(Number(ms), locale);
  const text = (): string => {
    if (look === "tone") return t(`tone.${tone!}`, spoken);
    if (look === "input_missing") return t(facts.due ? "input_missing.due" : "input_missing", facts);
    if (look === "date_room") return t("date_room", { due: when(facts.due) });
    if (look !== "date_early") return t(look, spoken);
    const dates = { due: when(facts.due), wanted: when(facts.wanted) };
    if (facts.workingToDueMs === undefined || facts.workingToWantedMs === undefined) return t("date_early.plain", dates);
    return t("date_early", { ...dates, promised: work(facts.workingToDueMs), asked: work(facts.workingToWantedMs) });
  };
  return { key: `${look} ${tone ?? facts.name ?? ""}`, weight, text: text() };
}

/** Why earlier deliveries were late, each cause with the way to its deliveries. */
export function speakPast(past: PastLateness, obligationKey: string, locale: Locale): NonNullable<LookedOver["past"]> {
  const t = translateIn(locale, "remarks");
  const causes = translateIn(locale, "causes");
  const to = `/work/causes?obligation=${encodeURIComponent(obligationKey)}`;
  return {
    sentences: [t("past", { late: past.late, due: past.due }), ...(past.waited.count > 0 ? [t("past.waited", { count: past.waited.count, time: formatWorkingTime(past.waited.ms, locale) })] : [])],
    causes: past.causes.map(({ cause, count }) => ({ name: causes(`cause.${cause}`), count, to: `${to}&cause=${cause}#late` })),
    to,
  };
}
