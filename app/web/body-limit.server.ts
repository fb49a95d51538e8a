const FORM_BYTES = 1_000_000;
/** More than any file is taken of: the route itself stops reading at its own limit and answers with the form, which the edge cannot. */
const UPLOAD_BYTES = 256 * 1024 * 1024;
const BATCH_BYTES = 10_000_000;
/** One event of a task system; Jira's with a long description have some 100 KB. */
const HOOK_BYTES = 512_000;
const UPLOADS = [/^\/work\/import(\/|$)/, /^\/calendars\/(new|[^/]+\/edit)\/?$/];

/** How many bytes a request to this path may bring: pages that take files allow more than forms. */
export const bodyLimitOf = (path: string): number => (path === "/api/v1/tasks:batch" ? BATCH_BYTES : path.startsWith("/api/v1/hooks/") ? HOOK_BYTES : UPLOADS.some((pattern) => pattern.test(path)) ? UPLOAD_BYTES : FORM_BYTES);
