import { json } from "@remix-run/node";
import type { TypedForm } from "#app/components/typed-form.ts";
import { freshForm } from "#app/components/typed-form.ts";
import { TOKEN_SCOPES } from "#app/domain/access/token-scope.ts";
import { refused } from "#app/domain/refusal.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { issueToken, revokeToken } from "#app/operations/issue-token.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { requireRecentProof } from "#app/web/recent-proof.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { actingContext, doneTyped, readTyped } from "#app/web/typed-form.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";

export interface TokenAnswer {
  readonly form: TypedForm;
  /** A token that was just made; no later answer has it. */
  readonly secret: string | null;
}

/** Makes or revokes a token by what the form says. */
export async function actOnTokens(request: Request, context: AppContext, viewer: Viewer) {
  const [locale, values] = await Promise.all([localeFor(request, context), readTyped(request.clone())]);
  const t = translateIn(locale, "tokens");
  const refuse = (fault: { code: string; field?: string; facts?: Readonly<Record<string, string | number>> }) =>
    json<TokenAnswer>({ form: { values, faults: { [fault.field ?? "form"]: t(`fault.${fault.code}` as Key<"tokens">, fault.facts) } }, secret: null }, { status: 422 });
  const ctx = actingContext(context, viewer);
  if (values["intent"] === "revoke") {
    const done = await revokeToken(ctx, values["id"] ?? "");
    return done.ok ? doneTyped("/settings/tokens", context) : refuse(done);
  }
  await requireRecentProof(request, context);
  const departmentId = values["departmentId"] ?? "";
  if (departmentId !== "" && !(await loadDepartments(context.store)).some((row) => row.id === departmentId)) return refuse(refused("required", undefined, "departmentId"));
  const made = await issueToken(ctx, {
    name: values["name"] ?? "", source: values["source"] ?? "", days: Number(values["days"]), personId: viewer.actor.personId,
    scopes: TOKEN_SCOPES.filter((scope) => values[scope === "tasks:read" ? "read" : "write"] === "on"), providerIds: departmentId === "" ? null : [departmentId],
  });
  return made.ok ? json<TokenAnswer>({ form: freshForm({ days: "365", read: "on", write: "on" }), secret: made.value.secret }) : refuse(made);
}
