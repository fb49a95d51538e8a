import { DECISION_KINDS, MEETING_STEPS } from "#app/domain/relationship/meeting.ts";
import { refused, type Refused } from "#app/domain/refusal.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { decideInMeeting, markAction, takeBackDecision } from "#app/operations/relationship/decide-in-meeting.server.ts";
import { refOf, saveMeeting, stepOfMeeting } from "#app/operations/relationship/write-meeting.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { signingSides } from "#app/web/meeting-page.server.ts";
import type { Pair } from "#app/web/pair-access.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { actingContext, doneTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import type { MeetingRow } from "#db/queries/meetings.server.ts";

/** No note is longer, and no form has more of them than an agenda has points. */
const MOST_CHARACTERS = 20_000;

/** What the page of a meeting can do: save the minutes, decide, mark an action, confirm or open again. */
export async function actOnMeeting(request: Request, context: AppContext, viewer: Viewer, pair: Pair, meeting: MeetingRow, facts: PageFacts): Promise<Response> {
  const form = await request.formData();
  const values = Object.fromEntries([...form].flatMap(([name, value]): [string, string][] => (typeof value === "string" ? [[name, value.trim().slice(0, MOST_CHARACTERS)]] : [])));
  const t = translateIn(facts.locale, "meeting");
  const path = `/relationships/${pair.provider.id}/${pair.client.id}/meetings/${meeting.number}`;
  const faults = await carryOut(form, values, context, viewer, meeting, facts.zone);
  if (faults.length === 0) return doneTyped(path, context);
  return refuseTyped(values, faults, (code, about) => t(`fault.${code}` as Key<"meeting">, about), facts.locale, faults.some((fault) => fault.code === "changed_meanwhile") ? 409 : 422);
}

async function carryOut(form: FormData, values: Readonly<Record<string, string>>, context: AppContext, viewer: Viewer, meeting: MeetingRow, zone: string): Promise<readonly Refused[]> {
  const ctx = actingContext(context, viewer);
  const ref = refOf(meeting);
  const { personId } = viewer.actor;
  const faultsOf = (done: { readonly ok: true } | Refused): readonly Refused[] => (done.ok ? [] : [done]);
  const decision = Number(values["decision"]) || 0;
  const step = MEETING_STEPS.find((one) => one === values["intent"]);
  if (step) {
    const side = signingSides(viewer, meeting).find((id) => id === values["side"]);
    return faultsOf(side ? await stepOfMeeting(ctx, { ...ref, rowVersion: Number(values["rowVersion"]) || 0, step, side, personId }, zone) : refused("not_found"));
  }
  switch (values["intent"]) {
    case "decide": {
      const decided = await decideInMeeting(ctx, {
        ...ref, kind: DECISION_KINDS.find((one) => one === values["kind"]) ?? null, text: values["text"] ?? "", providerId: values["providerId"] ?? "", ownerId: values["ownerId"] ?? "", dueOn: values["dueOn"] ?? "", personId, formKey: values["formKey"] ?? "",
      }, zone);
      return decided.ok ? [] : decided.faults;
    }
    case "take_back":
      return faultsOf(await takeBackDecision(ctx, { ...ref, decision }));
    case "done":
    case "undone":
      return faultsOf(await markAction(ctx, { ...ref, decision, isDone: values["intent"] === "done", personId }));
    case "save": {
      const notes = new Map(Object.entries(values).flatMap(([name, value]): [number, string][] => (/^note\.\d{1,3}$/.test(name) ? [[Number(name.slice(5)), value]] : [])));
      const attendees = form.getAll("attendee").filter((value): value is string => typeof value === "string");
      const saved = await saveMeeting(ctx, { ...ref, rowVersion: Number(values["rowVersion"]) || 0, heldOn: values["heldOn"] ?? "", attendees, note: values["note"] ?? "", notes, newPoint: values["newPoint"] ?? "" }, zone);
      return saved.ok ? [] : saved.faults;
    }
    default:
      return [refused("not_found")];
  }
}
