import type { ExportedText } from "#app/operations/export-agreement.server.ts";
import type { Negotiation } from "#app/operations/negotiation-state.server.ts";

/** A loaded version as the file export takes it. */
export function exportedText({ agreement, version, book, text }: Negotiation): ExportedText {
  const codeOf = (id: string) => (book.departments.get(id) ?? book.groups.get(id))?.code ?? id;
  return {
    code: agreement.code, provider: codeOf(agreement.providerId), from: version.from, to: version.to, purpose: version.purpose, obligations: text.obligations, inputs: text.inputs,
    client: agreement.clientDepartmentId ? { department: codeOf(agreement.clientDepartmentId) } : agreement.clientGroupId ? { group: codeOf(agreement.clientGroupId) } : "everyone",
    products: [...book.products.values()].map((row) => ({ id: row.id, code: row.code, provider: codeOf(row.providerId), kind: row.kind, name: row.name })),
    teams: new Map([...book.departments.values()].map((row) => [row.id, row.code])),
  };
}

/** The answer that a browser saves under a name made of the agreement's code and the version's number. */
export function fileResponse(body: string, type: string, { agreement, version }: Negotiation, extension: string): Response {
  const name = `${agreement.code}-${version.number}`.replace(/[^\w-]+/g, "_");
  return new Response(body, { headers: { "Content-Type": `${type}; charset=utf-8`, "Content-Disposition": `attachment; filename="${name}.${extension}"` } });
}
