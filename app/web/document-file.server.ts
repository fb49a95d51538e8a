import type { DocumentFormat } from "#app/domain/document/layout.ts";
import { docxFile } from "#app/operations/docx-file.server.ts";
import { pdfOfDocument } from "#app/operations/pdf-of-document.server.ts";
import type { PrintedDocument } from "#app/operations/printed-document.ts";
import { fileAnswer } from "./file-answer.server.ts";

const TYPES: Readonly<Record<DocumentFormat, string>> = { pdf: "application/pdf", docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" };

/** A document as a download; `name` without its ending. */
export async function fileOfDocument(document: PrintedDocument, format: DocumentFormat, name: string): Promise<Response> {
  const file = format === "docx" ? docxFile(document) : await pdfOfDocument(document);
  return fileAnswer(file, TYPES[format], `${name}.${format}`);
}
