import { loggablePath } from "./request-log.server.ts";

/** Where browsers tell what the Content-Security-Policy stopped. */
export const CSP_REPORT_PATH = "/csp-report";
export const CSP_REPORT_BYTES = 16_384;
/** Of one browser's report of many; the rest says the same. */
const MOST_REPORTS = 10;
const DIRECTIVE = /^[a-z-]{1,40}$/;

/** What of a violation is written down: these fields and no others. */
export interface CspViolation {
  readonly directive: string;
  /** Origin of what was stopped, or a word such as `inline`; never its path, which may hold a secret. */
  readonly blocked: string;
  readonly page: string;
  readonly line: number | null;
}

/** Violations in a report of either form: `report-uri`'s object, or the list of the Reporting API. Anything else holds none. */
export function readCspReport(text: string): CspViolation[] {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return [];
  }
  const reports: unknown[] = Array.isArray(body) ? body.slice(0, MOST_REPORTS).map((one) => field(one, "body")) : [field(body, "csp-report")];
  return reports.flatMap((report): CspViolation[] => {
    const directive = textOf(report, "effectiveDirective") ?? textOf(report, "effective-directive") ?? textOf(report, "violated-directive");
    if (directive === null || !DIRECTIVE.test(directive)) return [];
    const line = field(report, "lineNumber") ?? field(report, "line-number");
    return [
      {
        directive,
        blocked: originOf(textOf(report, "blockedURL") ?? textOf(report, "blocked-uri") ?? ""),
        page: pageOf(textOf(report, "documentURL") ?? textOf(report, "document-uri") ?? ""),
        line: typeof line === "number" && Number.isSafeInteger(line) ? line : null,
      },
    ];
  });
}

const field = (value: unknown, name: string): unknown => (typeof value === "object" && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined);
const textOf = (value: unknown, name: string): string | null => {
  const text = field(value, name);
  return typeof text === "string" ? text : null;
};

function originOf(blocked: string): string {
  if (/^[a-z-]{1,30}$/.test(blocked)) return blocked;
  if (!URL.canParse(blocked)) return "?";
  const { origin, protocol } = new URL(blocked);
  return (origin === "null" ? protocol : origin).slice(0, 100);
}

function pageOf(document: string): string {
  return URL.canParse(document) ? loggablePath(new URL(document).pathname) : "?";
}
