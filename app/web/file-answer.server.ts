/** A file that the browser saves under a name; characters that file systems argue about become hyphens. */
export function fileAnswer(bytes: Buffer, type: string, fileName: string): Response {
  return new Response(new Uint8Array(bytes), { headers: { "Content-Type": type, "Content-Disposition": `attachment; filename="${fileName.replace(/[^\w.-]/g, "-")}"` } });
}
