/** How the first bytes of a file of some type look; `text` has no mark of its own. */
type Look = "pdf" | "png" | "jpeg" | "gif" | "webp" | "tiff" | "ole" | "zip" | "rtf" | "text";

interface FileType {
  readonly look: Look;
  readonly mediaType: string;
  /** Packed office formats are told apart by a part that they must have. */
  readonly part?: string;
}

const OFFICE = "application/vnd.openxmlformats-officedocument.";
const OPEN = "application/vnd.oasis.opendocument.";

/**
 * What may be attached. Nothing that a browser runs (HTML, SVG, XML) and nothing with macros by its name;
 * what is here is only ever handed out to be saved.
 */
export const FILE_TYPES: Readonly<Record<string, FileType>> = {
  pdf: { look: "pdf", mediaType: "application/pdf" },
  png: { look: "png", mediaType: "image/png" },
  jpg: { look: "jpeg", mediaType: "image/jpeg" },
  jpeg: { look: "jpeg", mediaType: "image/jpeg" },
  gif: { look: "gif", mediaType: "image/gif" },
  webp: { look: "webp", mediaType: "image/webp" },
  tif: { look: "tiff", mediaType: "image/tiff" },
  tiff: { look: "tiff", mediaType: "image/tiff" },
  docx: { look: "zip", mediaType: `${OFFICE}wordprocessingml.document`, part: "word/" },
  xlsx: { look: "zip", mediaType: `${OFFICE}spreadsheetml.sheet`, part: "xl/" },
  pptx: { look: "zip", mediaType: `${OFFICE}presentationml.presentation`, part: "ppt/" },
  odt: { look: "zip", mediaType: `${OPEN}text`, part: `${OPEN}text` },
  ods: { look: "zip", mediaType: `${OPEN}spreadsheet`, part: `${OPEN}spreadsheet` },
  odp: { look: "zip", mediaType: `${OPEN}presentation`, part: `${OPEN}presentation` },
  zip: { look: "zip", mediaType: "application/zip" },
  doc: { look: "ole", mediaType: "application/msword" },
  xls: { look: "ole", mediaType: "application/vnd.ms-excel" },
  ppt: { look: "ole", mediaType: "application/vnd.ms-powerpoint" },
  msg: { look: "ole", mediaType: "application/vnd.ms-outlook" },
  rtf: { look: "rtf", mediaType: "application/rtf" },
  txt: { look: "text", mediaType: "text/plain; charset=utf-8" },
  csv: { look: "text", mediaType: "text/csv; charset=utf-8" },
  eml: { look: "text", mediaType: "message/rfc822" },
};

export const FILE_EXTENSIONS = Object.keys(FILE_TYPES);

const MARKS: Readonly<Record<Exclude<Look, "text" | "webp">, readonly (readonly number[])[]>> = {
  pdf: [[0x25, 0x50, 0x44, 0x46, 0x2d]],
  png: [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  jpeg: [[0xff, 0xd8, 0xff]],
  gif: [[0x47, 0x49, 0x46, 0x38, 0x37, 0x61], [0x47, 0x49, 0x46, 0x38, 0x39, 0x61]],
  tiff: [[0x49, 0x49, 0x2a, 0x00], [0x4d, 0x4d, 0x00, 0x2a]],
  ole: [[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  zip: [[0x50, 0x4b, 0x03, 0x04]],
  rtf: [[0x7b, 0x5c, 0x72, 0x74, 0x66]],
};

/** Whether the content is what the extension says. Unknown extensions have no content that fits. */
export function contentFits(extension: string, bytes: Uint8Array): boolean {
  const type = Object.hasOwn(FILE_TYPES, extension) ? FILE_TYPES[extension] : undefined;
  if (!type) return false;
  if (type.look === "text") return isPlainText(bytes);
  if (type.look === "webp") return startsWith(bytes, ascii("RIFF")) && startsWith(bytes.subarray(8), ascii("WEBP"));
  if (!MARKS[type.look].some((mark) => startsWith(bytes, mark))) return false;
  return type.part === undefined || includes(bytes, ascii(type.part));
}

const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean => mark.every((byte, index) => bytes[index] === byte);

/** Names of packed parts stand unpacked in the file. */
function includes(bytes: Uint8Array, wanted: readonly number[]): boolean {
  for (let at = bytes.indexOf(wanted[0]!); at >= 0; at = bytes.indexOf(wanted[0]!, at + 1)) {
    if (startsWith(bytes.subarray(at, at + wanted.length), wanted)) return true;
  }
  return false;
}

/** Text has no control characters but its breaks, and does not begin as something that a browser would run. */
function isPlainText(bytes: Uint8Array): boolean {
  if (bytes.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c)) return false;
  const head = String.fromCharCode(...bytes.subarray(0, 512)).replace(/^\u00ef\u00bb\u00bf/, "").trimStart().toLowerCase();
  return !head.startsWith("<") && !head.startsWith("%pdf");
}
