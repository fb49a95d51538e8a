import { json } from "@remix-run/node";
import type { TypedForm } from "#app/components/typed-form.ts";
import { isCaseCause } from "#app/domain/improvement/case-cause.ts";
import type { CaseCommand, CasePlan } from "#app/domain/improvement/decide-case.ts";
import { refused, type Refused } from "#app/domain/refusal.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { linkCases, workOnCase } from "#app/operations/work-on-case.server.ts";
import { caseSides } from "#app/web/case-access.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { fault } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { actingContext, doneTyped, readTyped } from "#app/web/typed-form.server.ts";
import type { CaseRow } from "#db/queries/cases.server.ts";
import { ownersOf } from "./read.server.ts";

type Typed = Readonly<Record<string, string>>;

/** What came back from one of the page's forms. */
export interface CaseAnswer {
  readonly of: "plan" | "check" | "comment";
  readonly form: TypedForm;
}

const FORM_OF: Readonly<Record<CaseCommand["type"], CaseAnswer["of"]>> = { save: "plan", start: "plan", hand_over: "plan", confirm: "check", reopen: "check", comment: "comment" };
const isCommand = (text: string): text is CaseCommand["type"] => Object.hasOwn(FORM_OF, text);

/** Plans, checks, comments or links. A step from the board brings no plan and goes back there. */
export async function actOnCase(request: Request, context: AppContext, viewer: Viewer, row: CaseRow) {
  const sides = caseSides(viewer.actor, row);
  if (sides.length === 0) throw fault(403, "forbidden");
  const [values, { locale, today }] = await Promise.all([readTyped(request), readPageFacts(request, context)]);
  const ctx = actingContext(context, viewer);
  const [intent = "", earlierId = ""] = (values["intent"] ?? "").split(":");
  const { personId } = viewer.actor;
  const here = `/improvement/${row.id}`;
  if (intent === "link" || intent === "unlink") {
    if (!sides.includes("provider")) throw fault(403, "forbidden");
    const linked = await linkCases(ctx, { caseId: row.id, earlierId, isLinked: intent === "link", personId });
    if (!linked.ok) throw fault(409, "conflict");
    return doneTyped(`${here}#same`, context);
  }
  if (!isCommand(intent)) throw fault(400, "bad_request");
  const command = commandOf(intent, values);
  const done = await decide();
  if (done.ok) return doneTyped(values["back"] === "board" ? "/improvement/board" : here, context);
  return json<CaseAnswer>({ of: FORM_OF[intent], form: { values, faults: { [done.field ?? "form"]: sentenceOf(done) } } }, { status: done.code === "changed_meanwhile" ? 409 : 422 });

  async function decide() {
    const owner = "plan" in command ? command.plan?.ownerId : null;
    if (owner && owner !== row.ownerId && !(await ownersOf(context.store, row.providerId, today)).includes(owner)) return refused("unknown_person", undefined, "ownerId");
    return workOnCase(ctx, { caseId: row.id, rowVersion: Number(values["rowVersion"]), command, sides, personId });
  }

  function sentenceOf({ code, facts }: Refused): string {
    return translateIn(locale, "improvement")(`refused.${intent === "comment" && code === "text_missing" ? "comment_missing" : code}` as Key<"improvement">, facts);
  }
}

function commandOf(type: CaseCommand["type"], values: Typed): CaseCommand {
  if (type === "confirm" || type === "reopen" || type === "comment") return { type, text: values["text"] ?? "" };
  return { type, plan: values["dueOn"] === undefined ? null : planOf(values) };
}

function planOf(values: Typed): CasePlan {
  const category = values["category"] ?? "";
  return { cause: values["cause"] ?? "", category: isCaseCause(category) ? category : null, action: values["action"] ?? "", check: values["check"] ?? "", ownerId: values["ownerId"] || null, dueOn: values["dueOn"] ?? "" };
}
