/** Wall-clock parts of an instant in a zone. `weekday` is 0 for Monday. */
export interface LocalTime {
  readonly year: number;
  /** 1–12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly weekday: number;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Minutes east of UTC at this instant. */
  readonly offsetMinutes: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(zone, made);
  return made;
}

/** Zones change their offset at full minutes (UTC) since this instant; before, some did at odd seconds. */
const FULL_MINUTES_FROM = Date.UTC(1975, 0, 1);
const MINUTE_MS = 60_000;
/** Minutes remembered before all are forgotten: a page names some hundred instants. */
const MOST_MINUTES = 10_000;
const offsets = new Map<string, number>();

/** The wall clock of an IANA zone at an instant (epoch ms). The zone of the process plays no part. Throws on an unknown zone. */
export function localTime(instant: number, zone: string): LocalTime {
  const offsetMinutes = offsetAt(instant, zone);
  const wall = new Date(instant + offsetMinutes * MINUTE_MS);
  const [year, month, day] = [wall.getUTCFullYear(), wall.getUTCMonth() + 1, wall.getUTCDate()];
  return {
    year,
    month,
    day,
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    weekday: (wall.getUTCDay() + 6) % 7,
    date: dateText(year, month, day),
    offsetMinutes,
  };
}

/** Asking `Intl` costs some ten microseconds, and a list says each of its instants several times over. */
function offsetAt(instant: number, zone: string): number {
  if (instant < FULL_MINUTES_FROM) return askedOffset(instant, zone);
  const key = `${zone} ${Math.floor(instant / MINUTE_MS)}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const asked = askedOffset(instant, zone);
  if (offsets.size >= MOST_MINUTES) offsets.clear();
  offsets.set(key, asked);
  return asked;
}

function askedOffset(instant: number, zone: string): number {
  const parts: Record<string, number> = {};
  for (const part of formatFor(zone).formatToParts(instant)) parts[part.type] = Number(part.value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second);
  return Math.round((asUtc - Math.floor(instant / 1_000) * 1_000) / MINUTE_MS);
}

function dateText(year: number, month: number, day: number): string {
  const pad = (value: number, width: number) => String(value).padStart(width, "0");
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** Day of the week of a local date `YYYY-MM-DD`, 0 = Monday. */
export function weekdayOf(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** Calendar days from one local date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
