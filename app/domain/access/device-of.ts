/** What a browser says it runs on, in words people know; null where it says nothing of the kind. */
export interface DeviceWords {
  readonly browser: string | null;
  readonly system: string | null;
}

/** The first that matches: others of these name the later ones too. */
const BROWSERS = [
  [/\bYaBrowser\//, "Yandex Browser"],
  [/\bEdg(e|A|iOS)?\//, "Edge"],
  [/\b(OPR|Opera)\//, "Opera"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, "Chrome"],
  [/\bVersion\/[\d.]+.*Safari\//, "Safari"],
] as const;
const SYSTEMS = [
  [/\b(iPhone|iPad|iPod)\b/, "iOS"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
] as const;

const nameOf = (known: readonly (readonly [RegExp, string])[], text: string): string | null => known.find(([pattern]) => pattern.test(text))?.[1] ?? null;

/** Browser and system of a User-Agent header. It is what the device claims: good for recognising one's own, proof of nothing. */
export const deviceOf = (userAgent: string | null): DeviceWords => ({ browser: nameOf(BROWSERS, userAgent ?? ""), system: nameOf(SYSTEMS, userAgent ?? "") });
