/** How every mail looks: plain markup with its styles inline, which all mail programs show. */
export const mailDocument = (locale: string, body: readonly string[]): string =>
  [`<!doctype html><html lang="${locale}"><body style="font-family:Inter,Arial,sans-serif;font-size:15px;line-height:1.5;color:#1f2430">`, ...body, "</body></html>"].join("\n");

export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");
}

/** A title from an import cannot add a line, and so no header, of its own. */
export const oneLine = (text: string): string => text.replace(/[\r\n\t]+/g, " ").slice(0, 200);

/** A line in small print, with its link where it has one. */
export const smallPrint = (text: string, link?: string): string =>
  `<p style="color:#5b6272;font-size:13px">${link === undefined ? escapeHtml(text) : `<a href="${escapeHtml(link)}" style="color:#5b6272">${escapeHtml(text)}</a>`}</p>`;

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}
