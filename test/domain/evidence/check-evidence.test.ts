import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkEvidence, MB, type SentFile } from "#app/domain/evidence/check-evidence.ts";
import { FILE_EXTENSIONS } from "#app/domain/evidence/file-type.ts";
import { safeFileName, saveAs } from "#app/domain/evidence/safe-file-name.ts";

const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, "latin1"));
const file = (name: string, content: string): SentFile => ({ name, size: content.length, bytes: bytesOf(content) });
const FREE = { onSubject: 0, byPersonToday: 0 };
const PDF = "%PDF-1.7\n";
const ZIP = "PK\u0003\u0004....";

describe("what may be attached", () => {
  it.each([
    ["result.pdf", PDF, "application/pdf"],
    ["Скан.PNG", "\u0089PNG\r\n\u001a\n", "image/png"],
    ["photo.jpeg", "\u00ff\u00d8\u00ff\u00e0", "image/jpeg"],
    ["a.gif", "GIF89a", "image/gif"],
    ["a.webp", "RIFF....WEBPVP8 ", "image/webp"],
    ["scan.tif", "II*\u0000", "image/tiff"],
    ["letter.docx", `${ZIP}[Content_Types].xml word/document.xml`, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
    ["table.xlsx", `${ZIP}xl/workbook.xml`, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    ["table.ods", `${ZIP}mimetypeapplication/vnd.oasis.opendocument.spreadsheet`, "application/vnd.oasis.opendocument.spreadsheet"],
    ["old.doc", "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", "application/msword"],
    ["packed.zip", ZIP, "application/zip"],
    ["note.txt", "plain \u00fe words\r\n", "text/plain; charset=utf-8"],
    ["rows.csv", "a;b\n1;2\n", "text/csv; charset=utf-8"],
    ["letter.eml", "From: a@b\n\n<b>hi</b>", "message/rfc822"],
  ])("%s", (name, content, mediaType) => {
    expect(checkEvidence([file(name, content)], FREE)).toMatchObject({ ok: true, value: [{ mediaType }] });
  });
});

describe("what may not", () => {
  it.each<[string, readonly SentFile[], object]>([
    ["eleven files", Array.from({ length: 11 }, (_, i) => file(`${i}.pdf`, PDF)), { code: "too_many_files", facts: { most: 10 } }],
    ["an empty file", [file("a.pdf", "")], { code: "file_empty", facts: { file: "a.pdf" } }],
    ["a file that was too large to keep", [{ name: "a.pdf", size: 10 * MB + 1, bytes: new Uint8Array() }], { code: "file_too_large" }],
    ["too much together", Array.from({ length: 5 }, (_, i) => ({ name: `${i}.pdf`, size: 9 * MB, bytes: bytesOf(PDF) })), { code: "files_too_large" }],
    ["a page", [file("a.html", "<html>")], { code: "file_type" }],
    ["a drawing that runs", [file("a.svg", "<svg onload=alert(1)>")], { code: "file_type" }],
    ["a program", [file("a.exe", "MZ")], { code: "file_type" }],
    ["a document with macros", [file("a.docm", `${ZIP}word/`)], { code: "file_type" }],
    ["a name without extension", [file("report", PDF)], { code: "file_type" }],
    ["a name that is only an extension", [file(".pdf", PDF)], { code: "file_type" }],
    ["a name of the language's own", [file("a.constructor", PDF)], { code: "file_type" }],
    ["a page called a picture", [file("a.png", "<html><script>")], { code: "file_content", facts: { file: "a.png", extension: "png" } }],
    ["a page called text", [file("a.txt", "\u00ef\u00bb\u00bf  <HTML>")], { code: "file_content" }],
    ["a program called text", [file("a.csv", "MZ\u0000\u0001")], { code: "file_content" }],
    ["a table called a letter", [file("a.docx", `${ZIP}xl/workbook.xml`)], { code: "file_content" }],
    ["half a mark", [file("a.pdf", "%PD")], { code: "file_content" }],
    ["one bad file among good ones", [file("a.pdf", PDF), file("b.pdf", "no")], { code: "file_content", facts: { file: "b.pdf" } }],
  ])("%s", (_rule, files, refusal) => {
    expect(checkEvidence(files, FREE)).toMatchObject({ ok: false, field: "evidence", ...refusal });
  });

  it("more than a task or a day may hold", () => {
    expect(checkEvidence([file("a.pdf", PDF)], { onSubject: 100 * MB - 3, byPersonToday: 0 })).toMatchObject({ code: "subject_full" });
    expect(checkEvidence([file("a.pdf", PDF)], { onSubject: 0, byPersonToday: 200 * MB })).toMatchObject({ code: "day_full" });
    expect(checkEvidence([], { onSubject: 200 * MB, byPersonToday: 300 * MB })).toEqual({ ok: true, value: [] });
  });

  it("nothing that a browser would run is in the list", () => {
    expect(FILE_EXTENSIONS.filter((extension) => /^(x?html?|svg|xml|js|mjs|css|wasm|pdfx|docm|xlsm|pptm|exe|bat|com|ps1|sh|jar|lnk|url|hta|mht)$/.test(extension))).toEqual([]);
  });
});

describe("names", () => {
  it.each([
    ["report.pdf", "report.pdf"],
    ["../../etc/passwd.txt", "passwd.txt"],
    ["C:\\Users\\ann\\report.pdf", "report.pdf"],
    ["a\u0000b\u001f.pdf", "a b.pdf"],
    ["invoice\u202Efdp.exe.pdf", "invoice fdp.exe.pdf"],
    ["  ..hidden.txt", "hidden.txt"],
    ["a<b>:c|d?.csv", "a b c d.csv"],
    ["folder/", "folder"],
    ["", "file"],
    ["///", "file"],
    ["е\u0308лка.txt", "ёлка.txt"],
    [`${"x".repeat(300)}.pdf`, `${"x".repeat(116)}.pdf`],
  ])("%j is kept as %j", (sent, kept) => {
    expect(safeFileName(sent)).toBe(kept);
  });

  it("whatever is sent, the name is safe to save under and to put into a header", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (sent) => {
        const name = safeFileName(sent);
        expect(name.length).toBeGreaterThan(0);
        expect([...name].length).toBeLessThanOrEqual(120);
        expect(/[/\\\p{Cc}\p{Cf}]/u.test(name)).toBe(false);
        expect(name.startsWith(".")).toBe(false);
        expect(safeFileName(name)).toBe(name);
        expect(saveAs(name)).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w%!#$&+.^`|~-]*$/);
      }),
    );
  });

  it("a name beyond ASCII is told in both ways", () => {
    expect(saveAs('Акт "1".pdf')).toBe("attachment; filename=\"___ _1_.pdf\"; filename*=UTF-8''%D0%90%D0%BA%D1%82%20%221%22.pdf");
  });
});
