const LONGEST_NAME = 120;
/** Control and format characters (turned reading directions among them) and what file systems take for something else. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}<>:"|?*]/gu;

/**
 * The name under which a sent file is kept and handed out again: without folders, control characters and
 * signs that file systems read; never empty, never hidden, at most 120 characters with its extension.
 */
export function safeFileName(sent: string): string {
  const last = sent.normalize("NFC").replaceAll("\\", "/").split("/").findLast((part) => part.trim() !== "") ?? "";
  const clean = last.replace(UNSAFE, " ").replace(/\s+/g, " ").trim().replace(/^[. ]+|[. ]+$/g, "");
  const dot = clean.lastIndexOf(".");
  const extension = dot > 0 ? clean.slice(dot) : "";
  const stem = dot > 0 ? clean.slice(0, dot) : clean;
  const room = LONGEST_NAME - extension.length;
  return stem === "" || room < 1 ? `file${extension.slice(0, 12)}` : [...stem].slice(0, room).join("").trimEnd() + extension;
}

/** The extension of a name in small letters without its dot; empty where it has none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : "";
}

/** `Content-Disposition` that saves a file under its name, also where only ASCII is understood (RFC 6266). */
export function saveAs(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, "_").replace(/["\\%/<>:|?*]/g, "_");
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
