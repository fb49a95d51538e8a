import { nameIn } from "#app/domain/names.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { can } from "#app/domain/access/can.ts";
import { personName } from "#app/format/person-name.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { fault } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { relationshipRows } from "#app/web/relationship-rows.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadMemberships, loadPeople } from "#db/queries/people.server.ts";
import { loadProviderAnswers } from "#db/queries/provider-answers.server.ts";
import type { ActionWithSteps } from "#db/queries/provider-answers.server.ts";
import { loadRelationshipReports } from "#db/queries/relationship.server.ts";

export type RelationshipPageData = Awaited<ReturnType<typeof readRelationship>>;

/** One provider's page of a quarter, as far as the viewer may see it; 404 where that is nothing. */
export async function readRelationship(request: Request, context: AppContext, viewer: Viewer, providerId: string) {
  const { store } = context;
  const { locale, today } = await readPageFacts(request, context);
  const quarters = (await loadRelationshipReports(store, { providers: [providerId] })).map((row) => row.quarter);
  const asked = new URL(request.url).searchParams.get("quarter");
  const quarter = quarters.find((one) => one === asked) ?? quarters[0];
  const row = quarter === undefined ? undefined : (await relationshipRows(store, viewer, quarter, locale)).find((one) => one.providerId === providerId);
  if (!row || quarter === undefined) throw fault(404, "not_found");
  const [[answer], departments] = await Promise.all([loadProviderAnswers(store, [providerId], quarter), loadDepartments(store, "all")]);
  const mayPublish = row.sight.mayAnswer && !answer;
  const candidates = mayPublish ? await ownersOf(context, today, providerId) : [];
  const named = answer ? [answer.publishedBy, ...answer.actions.flatMap((action) => [action.ownerId, ...action.steps.map((step) => step.byPersonId)])] : [];
  const people = await loadPeople(store, [...new Set([...candidates, ...named])]);
  const nameOf = (id: string) => {
    const person = people.find((one) => one.id === id);
    return person ? personName(person, locale) : "–";
  };
  const mayStep = (action: ActionWithSteps) => can(viewer.actor, "case.edit", { personIds: [action.ownerId], departmentIds: [providerId] });
  const clientName = (id: string) => nameIn(departments.find((one) => one.id === id)?.name ?? {}, locale);
  return {
    title: row.provider, providerId, quarter, quarters, today, zone: viewer.timeZone, now: context.now(), answerBy: row.answerBy,
    report: row.report && { ...row.report, clients: row.report.clients.map(({ clientId, figures }) => ({ id: clientId, name: clientName(clientId), figures })) },
    answer: answer
      ? {
          text: answer.text, publishedAt: answer.publishedAt, by: nameOf(answer.publishedBy),
          actions: answer.actions.map((action) => ({
            id: action.id, text: action.text, owner: nameOf(action.ownerId), mayStep: mayStep(action),
            steps: action.steps.map((step) => ({ number: step.number, state: step.state, dueOn: step.dueOn, note: step.note, at: step.at, by: nameOf(step.byPersonId) })),
          })),
        }
      : null,
    owners: mayPublish ? candidates.map((id) => ({ value: id, label: nameOf(id) })).sort((a, b) => a.label.localeCompare(b.label)) : null,
  };
}

/** People of a department and its teams today: who may own an action. */
export async function ownersOf({ store }: AppContext, today: string, providerId: string): Promise<string[]> {
  const below = departmentTree(await loadDepartments(store)).withBelow(providerId);
  return [...new Set((await loadMemberships(store, today, today)).filter((row) => below.includes(row.departmentId)).map((row) => row.personId))];
}
