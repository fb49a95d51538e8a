import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportPerson } from "#app/operations/export-person.server.ts";
import { fileAnswer } from "#app/web/file-answer.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { requireRecentProof } from "#app/web/recent-proof.server.ts";
import { actingContext } from "#app/web/typed-form.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";

/** What the portal knows of a person as a file: for the person, HR and the administrator, each what they may see. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "privacy.export");
  const [person] = await loadPeople(context.store, [params.id ?? ""]);
  allow(viewer, "privacy.export", person ? { personIds: [person.id] } : null);
  await requireRecentProof(request, context);
  const data = await exportPerson(actingContext(context, viewer), viewer.actor, person!.id);
  return fileAnswer(Buffer.from(JSON.stringify(data, null, 2)), "application/json; charset=utf-8", `person-${data.person.personnelNumber}.json`);
}
