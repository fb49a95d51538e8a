import { Link } from "@remix-run/react";
import { UserRound } from "lucide-react";
import { useState } from "react";
import { Card } from "#app/components/card.tsx";
import { ConfirmDialog } from "#app/components/confirm-dialog.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Page } from "#app/components/page.tsx";
import { TypedCheck, TypedFormFrame, TypedSelect, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { DEPUTY_SCOPES, type DeputyScope } from "#app/domain/access/actor.ts";
import { formatDayShort } from "#app/format/date.ts";
import { listOf } from "#app/format/list.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { PostsPage } from "./read.server.ts";

/** Who heads a department and who may stand in, over time; and the form that names somebody. */
export function PostsView({ data, acted }: { readonly data: PostsPage; readonly acted: TypedForm | undefined }) {
  const t = useT("organisation");
  const common = useT("common");
  const catalogue = useT("catalogue");
  const locale = useLocale();
  const ending = acted?.values["intent"] === "end" ? acted : undefined;
  const day = (date: string | null) => (date === null ? "–" : formatDayShort(date, locale));
  const scopes = (scope: readonly string[]) => listOf(DEPUTY_SCOPES.filter((one) => scope.includes(one)).map((one) => t(`scope.${one}`)), locale);
  return (
    <Page title={data.title} sentence={t("posts.sentence")} crumbs={[{ label: catalogue("departments"), to: "/departments" }, { label: data.name, to: `/departments/${data.id}` }]}>
      <Card flush>
        <DataTable
          label={t("posts")}
          rows={data.posts}
          rowKey={(row) => row.id}
          columns={[
            { id: "person", header: common("person"), cell: (row) => <Link to={`/people/${row.personId}`} className="door">{row.person}</Link> },
            { id: "post", header: t("post"), cell: (row) => common(`role.${row.post}`) },
            { id: "scope", header: t("post.scope"), cell: (row) => (row.post === "head" ? "–" : scopes(row.scope) || t("actsFor.noScope")) },
            { id: "from", header: t("post.from"), cell: (row) => day(row.from), align: "end" },
            { id: "to", header: t("post.to"), cell: (row) => day(row.to), align: "end" },
            {
              id: "end",
              header: common("state"),
              cell: (row) =>
                row.when === "past" ? (
                  <span className="text-faint">{t("post.past")}</span>
                ) : (
                  <span className="-my-1.5 flex flex-wrap items-center justify-end gap-2">
                    {row.when === "now" ? t("post.now") : t("post.planned", { day: day(row.from) })}
                    <ConfirmDialog title={t("post.end.title", { name: row.person })} consequence={t("post.end.text")} triggerLabel={t("post.end")} triggerTone="quiet" triggerSize="small" initiallyOpen={ending?.values["postId"] === row.id}>
                      {() => <EndForm postId={row.id} form={ending?.values["postId"] === row.id ? ending : freshForm({ to: data.today })} />}
                    </ConfirmDialog>
                  </span>
                ),
              align: "end",
            },
          ]}
          empty={<EmptyState icon={<UserRound aria-hidden size={20} />} title={t("posts.none")} />}
        />
      </Card>
      <Card title={t("post.add")}>
        <PostForm data={data} form={acted && !ending ? acted : freshForm({ post: "deputy", from: data.today })} />
      </Card>
    </Page>
  );
}

function EndForm({ postId, form }: { readonly postId: string; readonly form: TypedForm }) {
  const t = useT("organisation");
  return (
    <TypedFormFrame form={form}>
      <input type="hidden" name="postId" value={postId} />
      <TypedText form={form} name="to" type="date" label={t("post.end.day")} />
      <TypedSubmit intent="end" tone="danger">
        {t("post.end.act")}
      </TypedSubmit>
    </TypedFormFrame>
  );
}

function PostForm({ data, form }: { readonly data: PostsPage; readonly form: TypedForm }) {
  const t = useT("organisation");
  const common = useT("common");
  const [post, setPost] = useState(form.values["post"] ?? "deputy");
  return (
    <TypedFormFrame form={form} className="max-w-2xl" onChange={(event) => setPost(String(new FormData(event.currentTarget).get("post") ?? ""))}>
      <div className="grid gap-4 sm:grid-cols-2">
        <TypedText form={form} name="personId" label={t("post.person")} hint={t("post.person.hint")} list="suggested" autoComplete="off" />
        <TypedSelect form={form} name="post" label={t("post")} hint={t("post.headEnds")} choices={(["deputy", "head"] as const).map((value) => ({ value, label: common(`role.${value}`) }))} />
        <TypedText form={form} name="from" type="date" label={t("post.from")} />
        <TypedText form={form} name="to" type="date" label={t("post.to")} hint={t("post.to.hint")} />
      </div>
      <datalist id="suggested">{data.suggested.map((one) => <option key={one} value={one} />)}</datalist>
      {post === "head" ? null : (
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 font-medium">{t("post.scope")}</legend>
          {form.faults["scope"] ? <p role="alert" className="text-sm text-breach">{form.faults["scope"]}</p> : null}
          {DEPUTY_SCOPES.map((scope: DeputyScope) => (
            <TypedCheck key={scope} form={form} name={`scope.${scope}`} label={t(`scope.${scope}`)} hint={t(`scope.${scope}.hint`)} />
          ))}
        </fieldset>
      )}
      <div>
        <TypedSubmit intent="add">{t("post.save")}</TypedSubmit>
      </div>
    </TypedFormFrame>
  );
}
