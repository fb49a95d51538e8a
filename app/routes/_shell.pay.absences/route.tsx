import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { LinesAnswer } from "#app/components/pay/lines-form.tsx";
import { can } from "#app/domain/access/can.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { enterAbsences, takeBackAbsence } from "#app/operations/enter-absences.server.ts";
import { readAbsenceLines } from "#app/operations/feeds/absence-lines.ts";
import { payLines } from "#app/operations/feeds/pay-lines.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { payPlaces } from "#app/web/pay-places.server.ts";
import { peopleByNumber, problemOf, readSentLines, refuseField, refuseLines } from "#app/web/pay-lines.server.ts";
import { actingContext, doneTyped } from "#app/web/typed-form.server.ts";
import { readAbsenceRows } from "./rows.server.ts";
import { AbsencesView } from "./view.tsx";

const FIELDS = new Set(["lines", "file", "intent", "id"]);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "statement.read_any");
  allow(viewer, "statement.read_any", {});
  const { locale } = await readPageFacts(request, context);
  return json({
    title: translateIn(locale, "members")("absences.title"),
    places: payPlaces(viewer.actor),
    mayEdit: can(viewer.actor, "pay_base.edit"),
    ...(await readAbsenceRows(context.store, new URL(request.url), "page")),
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "pay_base.edit");
  allow(viewer, "pay_base.edit", {});
  const [{ locale }, sent] = await Promise.all([readPageFacts(request, context), readSentLines(request)]);
  if (Object.keys(sent.values).some((name) => !FIELDS.has(name))) throw fault(400, "bad_request");
  const ctx = actingContext(context, viewer);
  const { accountId } = viewer.actor;
  if (sent.values["intent"] === "withdraw") {
    const taken = await takeBackAbsence(ctx, accountId, sent.values["id"] ?? "");
    return taken.ok ? doneTyped("/pay/absences", context) : refuseField(sent, "form", `absences.refusal.${taken.code}` as Key<"members">, locale);
  }
  const read = readAbsenceLines(payLines(sent.text, ["number", "kind", "from", "to"]), await peopleByNumber(context.store));
  if (read.problems.length > 0) return refuseLines(sent, read.problems, locale);
  if (read.entries.length === 0) return refuseField(sent, "lines", "lines.missing", locale);
  const entered = await enterAbsences(ctx, accountId, read.entries);
  return entered.ok ? doneTyped("/pay/absences", context) : refuseLines(sent, [problemOf(entered, read.entries)], locale);
}

export default function Absences() {
  return <AbsencesView data={useLoaderData<typeof loader>()} answer={useActionData<typeof action>() as LinesAnswer | undefined} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
