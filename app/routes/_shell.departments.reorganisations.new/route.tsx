import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { nameIn } from "#app/domain/names.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { planReorganisation } from "#app/operations/plan-reorganisation.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { sayFaults } from "#app/web/reorganisation-words.server.ts";
import { actingContext, doneTyped, readTyped } from "#app/web/typed-form.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { readPlan } from "./form.server.ts";
import { type ShownPreview, shownPreview } from "./preview.server.ts";
import { PlanView } from "./view.tsx";

export interface PlanAnswer {
  readonly form: TypedForm;
  readonly preview: ShownPreview | null;
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "department.edit");
  allow(viewer, "department.edit", {});
  const { locale, today } = await readPageFacts(request, context);
  const departments = await loadDepartments(context.store);
  const asked = new URL(request.url).searchParams;
  return json({
    title: translateIn(locale, "reorganisation")("new"),
    departments: departments.map((row) => ({ value: row.id, label: `${nameIn(row.name, locale)} (${row.code})` })),
    form: freshForm({ kind: "merge", departmentId: asked.get("department") ?? "", on: today }),
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "department.edit");
  allow(viewer, "department.edit", {});
  const [{ locale }, values] = await Promise.all([readPageFacts(request, context), readTyped(request)]);
  const ctx = actingContext(context, viewer);
  const plan = readPlan(values);
  const saves = values["intent"] === "save";
  const saved = saves ? await planReorganisation(ctx, plan, values["reason"] ?? "", values["hash"] ?? "") : null;
  if (saved?.ok) return doneTyped("/departments/reorganisations", context, { key: saved.isDone ? "flash.reorganised" : "flash.reorganisationPlanned" });
  const preview = await shownPreview(ctx, plan, locale);
  const departments = new Map((await loadDepartments(context.store, "all")).map((row) => [row.id, nameIn(row.name, locale)]));
  const said = saved ? await sayFaults(context.store, saved.faults, (id) => departments.get(id) ?? "", locale) : preview.faults;
  const faults: Record<string, string> = {};
  for (const fault of said) if (fault.field !== "form") faults[fault.field] ??= fault.text;
  const general = said.filter((fault) => fault.field === "form").map((fault) => fault.text);
  const answer: PlanAnswer = { form: { values, faults: { ...faults, ...(saved && general[0] && preview.faults.length === 0 ? { form: general[0] } : {}) } }, preview: Object.keys(faults).some((field) => field !== "reason") ? null : preview };
  return json(answer, { status: said.length > 0 ? 422 : 200 });
}

export default function NewReorganisation() {
  return <PlanView data={useLoaderData<typeof loader>()} answer={useActionData<typeof action>() as PlanAnswer | undefined} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
