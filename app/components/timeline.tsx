import { formatWeekday } from "#app/format/date.ts";
import { localTime } from "#app/format/local-time.ts";
import { formatInstantExact } from "#app/format/instant.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { classNames } from "./class-names.ts";
import { Time } from "./time.tsx";

/** Half-open, epoch ms. */
interface Span {
  readonly from: number;
  readonly to: number;
}

export interface TimelineProps {
  /** In words, for readers. */
  readonly label: string;
  /** What the picture covers: from the request to the later of due, delivered and now, with some air. */
  readonly from: number;
  readonly to: number;
  readonly zone: string;
  readonly now: number;
  /** Working time of the agreement's calendar. */
  readonly working: readonly Span[];
  /** Closed days that have a name (holidays). */
  readonly named?: readonly (Span & { readonly name: string })[];
  /** `counts`: the reason stands in the terms, so the clock stood still. */
  readonly pauses?: readonly (Span & { readonly reason: string; readonly counts: boolean })[];
  readonly events: readonly { readonly at: number; readonly label: string }[];
  /** When the clock began and when it was decided; `endAt` null = it still runs. */
  readonly startAt: number;
  readonly endAt: number | null;
  readonly dueAt: number | null;
}

const DAY_MS = 86_400_000;

/**
 * What happened to a task over real time: working time as a light band, pauses violet, the promise as a line, what came after it red.
 * Below stands the same as a list, which is what a reader hears and paper shows.
 */
export function Timeline(props: TimelineProps) {
  const { from, to, zone, now, dueAt, startAt } = props;
  const t = useT("common");
  const locale = useLocale();
  const place = (at: number) =>
    `${(100 * (Math.min(to, Math.max(from, at)) - from)) / (to - from)}%`;
  const band = (span: Span) => ({
    left: place(span.from),
    width: `calc(${place(span.to)} - ${place(span.from)})`,
  });
  const visible = (span: Span) => span.to > from && span.from < to;
  const endAt = props.endAt ?? Math.min(now, to);
  const overrun =
    dueAt !== null && endAt > dueAt ? { from: Math.max(dueAt, startAt), to: endAt } : null;

  return (
    <div className="flex flex-col gap-3">
      <div
        role="img"
        aria-label={props.label}
        className="relative h-[5.5rem] overflow-hidden rounded-md border border-line"
      >
        <DayTicks from={from} to={to} zone={zone} place={place} />
        <div className="absolute inset-x-0 top-6 bottom-0 bg-sunken" title={t("timeline.closed")}>
          {props.working.filter(visible).map((span) => (
            <div
              key={span.from}
              className="absolute inset-y-0 bg-run-soft"
              style={band(span)}
              title={t("timeline.working")}
            />
          ))}
          {(props.named ?? []).filter(visible).map((span) => (
            <div
              key={span.from}
              className="hatched absolute inset-y-0 text-faint"
              style={band(span)}
              title={span.name}
            />
          ))}
          <div
            className="absolute top-6 h-1 rounded-full bg-run"
            style={band({ from: startAt, to: overrun ? overrun.from : endAt })}
          />
          {overrun ? (
            <div
              className="absolute top-6 h-1 rounded-full bg-breach"
              style={band(overrun)}
              title={t("timeline.overrun")}
            />
          ) : null}
          {(props.pauses ?? []).filter(visible).map((pause) => (
            <div
              key={pause.from}
              className={classNames(
                "absolute top-[1.125rem] h-4 rounded-xs border border-pause text-pause",
                pause.counts ? "bg-pause-soft" : "border-dashed bg-transparent"
              )}
              style={band(pause)}
              title={`${t("timeline.pause")}: ${pause.reason}`}
            />
          ))}
          {props.events.map((event, index) => (
            <span
              key={index}
              className="absolute top-[1.3125rem] -ml-[5px] size-2.5 rounded-full border-2 border-raised bg-ink"
              style={{ left: place(event.at) }}
              title={`${event.label}, ${formatInstantExact(event.at, zone, locale)}`}
            />
          ))}
        </div>
        {props.endAt === null && now > from && now < to ? (
          <div
            className="absolute top-6 bottom-0 border-l border-dotted border-ink"
            style={{ left: place(now) }}
          />
        ) : null}
        {dueAt !== null && dueAt >= from && dueAt <= to ? (
          <div
            className="absolute top-6 bottom-0 w-0.5 bg-ink"
            style={{ left: place(dueAt) }}
            title={formatInstantExact(dueAt, zone, locale)}
          >
            <span
              className={classNames(
                "absolute bottom-1 rounded-sm bg-ink px-1 text-[0.6875rem] leading-4 font-medium text-canvas",
                (dueAt - from) / (to - from) > 0.85 ? "right-1" : "left-1"
              )}
            >
              {t("timeline.due")}
            </span>
          </div>
        ) : null}
      </div>
      <Legend pauses={(props.pauses ?? []).length > 0} overrun={overrun !== null} />
      <ol className="flex flex-col">
        {entries(props, t("timeline.due"), t("timeline.pause")).map((entry, index) => (
          <li
            key={index}
            className="flex items-baseline gap-3 border-b border-line py-1.5 last:border-0"
          >
            <span className="w-36 shrink-0 text-sm text-muted">
              <Time at={entry.at} zone={zone} />
            </span>
            <span className={classNames("min-w-0", entry.due && "font-medium")}>{entry.label}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function entries(props: TimelineProps, due: string, pause: string) {
  const pauses = (props.pauses ?? []).map((span) => ({
    at: span.from,
    label: `${pause}: ${span.reason}`,
    due: false,
  }));
  const events = props.events.map((event) => ({ ...event, due: false }));
  const promise = props.dueAt === null ? [] : [{ at: props.dueAt, label: due, due: true }];
  return [...events, ...pauses, ...promise].sort((a, b) => a.at - b.at);
}

/** The beginning of each local day, named as often as there is room. */
function DayTicks({
  from,
  to,
  zone,
  place,
}: Pick<TimelineProps, "from" | "to" | "zone"> & { readonly place: (at: number) => string }) {
  const locale = useLocale();
  const days = Math.ceil((to - from) / DAY_MS);
  const every = Math.max(1, Math.ceil(days / 6));
  const ticks: { at: number; date: string; named: boolean }[] = [];
  const first = localTime(from, zone);
  const midnight = from - (first.hour * 60 + first.minute) * 60_000;
  for (let day = 0; day <= days && ticks.length < 400; day++) {
    const noon = localTime(midnight + day * DAY_MS + DAY_MS / 2, zone);
    const at = midnight + day * DAY_MS + (first.offsetMinutes - noon.offsetMinutes) * 60_000;
    // The rest of a first day may be too narrow for its name.
    const isCut = at < from && (at + DAY_MS - from) * 14 < to - from;
    if (at < to) ticks.push({ at: Math.max(at, from), date: noon.date, named: day % every === 0 && !isCut });
  }
  return (
    <div aria-hidden className="absolute inset-x-0 top-0 h-6 text-xs text-muted">
      {ticks.map((tick, index) => (
        <span
          key={tick.at}
          className={classNames(
            "absolute bottom-0 border-l border-line-strong pl-1.5 leading-6 whitespace-nowrap",
            tick.named ? "h-6" : "h-1"
          )}
          style={{ left: place(tick.at) }}
        >
          {tick.named ? <span className={index % (2 * every) === 0 ? undefined : "max-sm:hidden"}>{formatWeekday(tick.date, locale)}</span> : null}
        </span>
      ))}
    </div>
  );
}

function Legend({ pauses, overrun }: { readonly pauses: boolean; readonly overrun: boolean }) {
  const t = useT("common");
  const items = [
    [t("timeline.working"), "bg-run-soft border border-line", true],
    [t("timeline.closed"), "bg-sunken border border-line", true],
    [t("timeline.pause"), "bg-pause-soft border border-pause", pauses],
    [t("timeline.overrun"), "bg-breach", overrun],
  ] as const;
  return (
    <p aria-hidden className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
      {items.map(([text, look, shown]) =>
        shown ? (
          <span key={text} className="inline-flex items-center gap-1.5">
            <span className={classNames("size-3 rounded-xs", look)} />
            {text}
          </span>
        ) : null
      )}
    </p>
  );
}
