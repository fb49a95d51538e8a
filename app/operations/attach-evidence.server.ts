import type { AttachedTo } from "#app/domain/evidence/attached-to.ts";
import { checkEvidence, type CheckedFile, type SentFile } from "#app/domain/evidence/check-evidence.ts";
import { ok, type Result } from "#app/domain/refusal.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { newId, sha256 } from "#db/new-id.server.ts";
import { insertEvidence, sumEvidence } from "#db/queries/evidence.server.ts";
import type { AttachmentRow } from "#db/queries/evidence.server.ts";
import type { Unit, Writer } from "#db/store.ts";
import type { OperationContext } from "./context.ts";

export interface EvidenceSubject {
  readonly taskId?: string;
  readonly disputeId?: string;
  readonly attachedTo: AttachedTo;
  readonly personId: string;
}

export interface CheckedEvidence {
  readonly files: readonly CheckedFile[];
  /** For the audit entry: what was attached, by hash. */
  readonly keys: readonly string[];
  /** Statements for the unit of work that the files belong to. */
  readonly build: (w: Writer) => Unit;
}

/**
 * Checks sent files against type, size and quota and prepares their rows; they are written with what they prove. A subject that
 * is only being made names its id.
 */
export async function attachEvidence(ctx: OperationContext, sent: readonly SentFile[], subject: EvidenceSubject): Promise<Result<CheckedEvidence>> {
  const { store, now } = ctx;
  if (sent.length === 0) return ok({ files: [], keys: [], build: () => [] });
  const { taskId, disputeId, attachedTo, personId } = subject;
  const used = await sumEvidence(store, { ...(taskId ? { taskId } : {}), ...(disputeId ? { disputeId } : {}) }, personId, now - DAY_MS);
  const checked = checkEvidence(sent, used);
  if (!checked.ok) return checked;
  const hashed = checked.value.map((file) => ({ file, bytes: Buffer.from(file.bytes), key: sha256(Buffer.from(file.bytes)) }));
  const contents = [...new Map(hashed.map(({ key, bytes }) => [key, { key, bytes, size: bytes.length, addedAt: now }])).values()];
  const attachments = hashed.map(
    ({ file, bytes, key }): AttachmentRow => ({ id: newId(), fileKey: key, name: file.name, mediaType: file.mediaType, size: bytes.length, taskId: taskId ?? null, disputeId: disputeId ?? null, attachedTo, addedBy: personId, addedAt: now }),
  );
  return ok({ files: checked.value, keys: hashed.map(({ key }) => key), build: (w) => insertEvidence(store, w, contents, attachments) });
}
