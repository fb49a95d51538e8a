import { formatInstant, formatInstantExact, formatInstantNear } from "#app/format/instant.ts";
import { useLocale } from "#app/i18n/use-t.ts";

/**
 * An instant (epoch ms) in a zone, with its exact form and zone on hover. With `now` it is said as seen from then ("tomorrow
 * 12:00").
 */
export function Time({
  at,
  zone,
  now,
}: {
  readonly at: number;
  readonly zone: string;
  readonly now?: number;
}) {
  const locale = useLocale();
  const text =
    now === undefined ? formatInstant(at, zone, locale) : formatInstantNear(at, now, zone, locale);
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={formatInstantExact(at, zone, locale)}
      className="figures whitespace-nowrap"
    >
      {text}
    </time>
  );
}
