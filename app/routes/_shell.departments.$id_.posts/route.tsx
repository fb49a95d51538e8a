import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { TypedForm } from "#app/components/typed-form.ts";
import { DEPUTY_SCOPES } from "#app/domain/access/actor.ts";
import { endDepartmentPost, setDepartmentPost } from "#app/operations/set-department-post.server.ts";
import { idByNumber } from "#app/web/find-by-number.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { findDepartment } from "#db/queries/catalogue.server.ts";
import { sayOf } from "../_shell.departments.new/form.server.ts";
import { readPostsPage } from "./read.server.ts";
import { PostsView } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "department.edit");
  const department = await findDepartment(context.store, params.id ?? "");
  allow(viewer, "department.edit", department?.archivedAt === null ? {} : null);
  return json(await readPostsPage(context.store, department!, await readPageFacts(request, context)));
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "department.edit");
  const { store } = context;
  const id = params.id ?? "";
  allow(viewer, "department.edit", (await findDepartment(store, id)) && {});
  const [{ locale }, values] = await Promise.all([readPageFacts(request, context), readTyped(request)]);
  const ctx = actingContext(context, viewer);
  const done = () => doneTyped(`/departments/${id}/posts`, context);
  if (values["intent"] === "end") {
    const ended = await endDepartmentPost(ctx, { departmentId: id, postId: values["postId"] ?? "", to: values["to"] ?? "" });
    return ended.ok ? done() : refuseTyped(values, [ended], sayOf(locale), locale);
  }
  const saved = await setDepartmentPost(ctx, id, {
    personId: await idByNumber(store, values["personId"]), post: values["post"] === "head" ? "head" : "deputy",
    scope: DEPUTY_SCOPES.filter((scope) => values[`scope.${scope}`] === "on"), from: values["from"] ?? "", to: values["to"] || null,
  });
  return saved.ok ? done() : refuseTyped(values, saved.faults, sayOf(locale), locale);
}

export default function Posts() {
  return <PostsView data={useLoaderData<typeof loader>()} acted={useActionData<typeof action>() as TypedForm | undefined} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
