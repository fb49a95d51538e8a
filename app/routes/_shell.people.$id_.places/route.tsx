import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { nameIn } from "#app/domain/names.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { endPlace, setPlace } from "#app/operations/set-place.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPlaces } from "#db/queries/people-writes.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { departmentChoices, sayOf } from "../_shell.departments.new/form.server.ts";
import { placeOf } from "../_shell.people.new/form.server.ts";
import { PlacesView } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "people.edit");
  const { store } = context;
  const { locale, today } = await readPageFacts(request, context);
  const person = (await loadPeople(store, [params.id ?? ""]))[0];
  allow(viewer, "people.edit", person?.archivedAt === null ? {} : null);
  const [places, departments, choices] = await Promise.all([loadPlaces(store, person!.id), loadDepartments(store, "all"), departmentChoices(store, locale)]);
  const names = new Map(departments.map((row) => [row.id, nameIn(row.name, locale)]));
  const name = personName(person!, locale);
  const held = places.filter((row) => row.to !== row.from).reverse();
  const current = held.find((row) => row.from <= today && (row.to === null || today < row.to));
  return json({
    id: person!.id, name, title: translateIn(locale, "organisation")("place.title", { name }), departments: choices.parents, today,
    places: held.map((row) => ({ id: row.id, department: names.get(row.departmentId) ?? "", position: nameIn(row.position, locale), fte: row.fte, sharePct: row.sharePct, employment: row.employment, from: row.from, to: row.to, isOver: row.to !== null && row.to <= today })),
    form: freshForm({
      kind: "transfer", departmentId: "", employment: current?.employment ?? "permanent", positionEn: current?.position.en ?? "", positionRu: current?.position.ru ?? "", fte: current?.fte ?? "1", sharePct: current?.sharePct ?? "100", from: today,
    }),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "people.edit");
  const id = params.id ?? "";
  allow(viewer, "people.edit", (await loadPeople(context.store, [id]))[0] ? {} : null);
  const [{ locale }, values] = await Promise.all([readPageFacts(request, context), readTyped(request)]);
  const ctx = actingContext(context, viewer);
  if (values["intent"] === "end") {
    const ended = await endPlace(ctx, { personId: id, placeId: values["placeId"] ?? "", lastDay: values["lastDay"] ?? "" });
    return ended.ok ? doneTyped(`/people/${id}/places`, context) : refuseTyped(values, [ended], sayOf(locale), locale);
  }
  const saved = await setPlace(ctx, id, placeOf(values));
  return saved.ok ? doneTyped(`/people/${id}`, context) : refuseTyped(values, saved.faults, sayOf(locale), locale);
}

export default function Places() {
  return <PlacesView data={useLoaderData<typeof loader>()} acted={useActionData<typeof action>() as TypedForm | undefined} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
