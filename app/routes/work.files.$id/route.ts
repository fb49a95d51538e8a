import type { LoaderFunctionArgs } from "@remix-run/node";
import { saveAs } from "#app/domain/evidence/safe-file-name.ts";
import { disputeSubject } from "#app/web/dispute-rows.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { taskSubject } from "#app/web/work-scope.server.ts";
import { findDispute } from "#db/queries/disputes.server.ts";
import { findAttachment, loadEvidenceBytes } from "#db/queries/evidence.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { loadRecipients } from "#db/queries/tasks.server.ts";

/** A file for those who may read what it hangs on. It is only ever saved, never shown: nothing in it can run here. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.read");
  const { store } = context;
  const file = await findAttachment(store, params.id ?? "");
  if (!file) throw fault(404, "not_found");
  if (file.disputeId !== null) {
    const dispute = await findDispute(store, file.disputeId);
    allow(viewer, "dispute.read", dispute && (await disputeSubject(store, dispute)));
  } else {
    const task = file.taskId === null ? null : await findTask(store, file.taskId);
    allow(viewer, "task.read", task && taskSubject(task, (await loadRecipients(store, [task.id])).get(task.id) ?? [task.clientId]));
  }
  const bytes = await loadEvidenceBytes(store, file.fileKey);
  if (!bytes) throw fault(404, "not_found");
  return new Response(new Uint8Array(bytes), { headers: { "Content-Type": file.mediaType, "Content-Length": String(bytes.length), "Content-Disposition": saveAs(file.name), "X-Content-Type-Options": "nosniff" } });
}
