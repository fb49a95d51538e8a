import { agreementStanding } from "#app/domain/agreement/version-state.ts";
import type { Result } from "#app/domain/refusal.ts";
import { agreementSubject } from "#app/operations/agreement-parties.server.ts";
import { startDraft } from "#app/operations/start-draft.server.ts";
import type { StartedDraft } from "#app/operations/start-draft.server.ts";
import { findAgreement, loadVersionHeads } from "#db/queries/agreement-pages.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { allow, fault } from "#app/web/guard.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";

/** A draft of the viewer's side from the text that holds, or the newest one. */
export async function changeAgreement(context: AppContext, viewer: Viewer, id: string, { now, today }: PageFacts): Promise<Result<StartedDraft>> {
  const { store } = context;
  const agreement = await findAgreement(store, id);
  allow(viewer, "agreement.edit", agreement ? await agreementSubject(store, agreement, today) : null);
  if (!agreement) throw fault(404, "not_found");
  const standing = agreementStanding(await loadVersionHeads(store, [id]), today);
  const client = agreement.clientDepartmentId
    ? ({ kind: "department", id: agreement.clientDepartmentId } as const)
    : agreement.clientGroupId
      ? ({ kind: "group", id: agreement.clientGroupId } as const)
      : ({ kind: "everyone" } as const);
  const ctx = { store, now, actor: { kind: "account", id: viewer.actor.accountId, address: context.address } } as const;
  return startDraft(ctx, { providerId: agreement.providerId, client, ...(standing ? { basedOnVersionId: standing.version.id } : {}) });
}
