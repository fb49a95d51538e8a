const FORM_BYTES = 1_000_000;
/** More than any file is taken of: the route itself stops reading at its own limit and answers with the form, which the edge cannot. */
const UPLOAD_BYTES = 256 * 1024 * 1024;
const BATCH_BYTES = 10_000_000;
/** One event of a task system; Jira's with a long description have some 100 KB. */
const HOOK_BYTES = 512_000;
/** Evidence files of one form, and the form around them. */
const EVIDENCE_BYTES = 45 * 1024 * 1024;
/** The page of one task and of one objection; both have ids of at least 24 signs. */
const EVIDENCE = /^\/work\/(disputes\/)?[0-9a-z]{24,}\/?$/;
const UPLOADS = [/^\/work\/import(\/|$)/, /^\/calendars\/(new|[^/]+\/edit)\/?$/];

/** How many bytes a request to this path may bring: pages that take files allow more than forms. */
export function bodyLimitOf(path: string): number {
  if (path === "/api/v1/tasks:batch") return BATCH_BYTES;
  if (path.startsWith("/api/v1/hooks/")) return HOOK_BYTES;
  if (EVIDENCE.test(path)) return EVIDENCE_BYTES;
  return UPLOADS.some((pattern) => pattern.test(path)) ? UPLOAD_BYTES : FORM_BYTES;
}
