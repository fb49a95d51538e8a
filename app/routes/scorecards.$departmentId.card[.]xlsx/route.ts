import type { LoaderFunctionArgs } from "@remix-run/node";
import { scorecardWorkbook } from "#app/operations/scorecard-workbook.server.ts";
import { fileAnswer } from "#app/web/file-answer.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { readPrinted } from "../_shell.scorecards.$departmentId/printed.server.ts";

/** A scorecard as a workbook, in the reader's language. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "scorecard.read");
  const { card, fileName } = await readPrinted(request, context, viewer, params.departmentId ?? "");
  return fileAnswer(scorecardWorkbook(card, await localeFor(request, context)), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", `${fileName}.xlsx`);
}
