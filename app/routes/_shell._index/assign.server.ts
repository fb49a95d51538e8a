import type { Key } from "#app/i18n/catalogue.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { actOnMany } from "../_shell.work._index/bulk.server.ts";

/** What came of giving tasks to somebody, in words. */
export interface Assigned {
  readonly tone: "done" | "warning" | "error";
  readonly text: string;
  /** Each task that was not given, and why. */
  readonly refused: readonly string[];
}

/** Gives the ticked tasks of the agenda to a person, by the rules of the list of work. */
export async function assignTicked(request: Request, context: AppContext, viewer: Viewer): Promise<{ readonly answer: Assigned; readonly status: number }> {
  const form = await request.formData();
  form.set("act", "assign");
  const locale = await localeFor(request, context);
  const t = translateIn(locale, "week");
  const desk = translateIn(locale, "desk");
  const response = await actOnMany(form, context, viewer);
  const result = await response.json();
  if (result.fault) return { status: response.status, answer: { tone: "error", text: t(result.fault === "bulk.none" ? "assigned.nothing" : "assigned.nobody"), refused: [] } };
  const [person] = await loadPeople(context.store, [result.personId]);
  return {
    status: response.status,
    answer: {
      tone: result.refused.length > 0 ? "warning" : "done", text: result.done > 0 && person ? t("assigned", { count: result.done, name: personName(person, locale) }) : t("assigned.none"),
      refused: result.refused.map((row) => `${row.title}: ${desk(`refused.${row.code}` as Key<"desk">, row.facts)}`),
    },
  };
}
