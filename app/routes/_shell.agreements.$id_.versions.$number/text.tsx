import { Form, Link } from "@remix-run/react";
import { BookOpen, Pencil, Plus, Trash2, Undo2 } from "lucide-react";
import { Button, LinkButton } from "#app/components/button.tsx";
import { Card, Facts } from "#app/components/card.tsx";
import { classNames } from "#app/components/class-names.ts";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { SubmitButton } from "#app/components/form.tsx";
import { Notice } from "#app/components/notice.tsx";
import { formatDay } from "#app/format/date.ts";
import { formatDecimal } from "#app/format/number.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { AskedAct, Line, Seen } from "./fields.tsx";
import type { VersionPage } from "./read.server.ts";
import type { VersionRefusal } from "./sentence.ts";
import { Comments } from "./thread.tsx";

interface Part {
  readonly page: VersionPage;
  readonly refusal: VersionRefusal | null;
}

/** What keeps the draft from being proposed, each with a door to its place. */
export function Faults({ page }: { readonly page: VersionPage }) {
  const t = useT("negotiation");
  if (page.faults.length === 0) return null;
  return (
    <Notice tone="warning">
      <p>{t("faults", { count: page.faults.length })}</p>
      <ul className="mt-1 list-disc space-y-0.5 pl-5">
        {page.faults.map((fault, index) => (
          <li key={index}>
            {fault.name ? <span className="font-medium">{fault.name}: </span> : null}
            {t(`fault.${fault.code}`, fault.facts)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** The promises as sentences; in a draft each can be changed or taken out, in a proposal commented. */
export function Promises({ page }: { readonly page: VersionPage }) {
  const t = useT("negotiation");
  const agreements = useT("agreements");
  const common = useT("common");
  const locale = useLocale();
  const at = `/agreements/${page.id}/versions/${page.number}/obligations`;
  return (
    <Card
      title={t("promises")}
      aside={
        page.isEditable ? (
          <>
            <LinkButton to={`/agreements/${page.id}/versions/${page.number}/library`} size="small" tone="quiet" icon={<BookOpen aria-hidden size={14} />}>{t("promise.library")}</LinkButton>
            <LinkButton to={`${at}/new`} size="small" icon={<Plus aria-hidden size={14} />}>{t("promise.add")}</LinkButton>
          </>
        ) : undefined
      }
      flush
    >
      {page.shownPurpose ? <p className="border-b border-line px-4 py-3 text-muted">{page.shownPurpose}</p> : null}
      {page.obligations.length === 0 ? <p className="px-4 py-4 text-muted">{t("promises.none")}</p> : null}
      <ul className="divide-y divide-line">
        {page.obligations.map((row) => (
          <li key={row.key} id={row.key} className="scroll-mt-16 px-4 py-3">
            <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
              <div className="min-w-0 grow basis-80">
                <p className="font-medium">{row.name}</p>
                <p className="text-pretty">{row.sentence}</p>
                <p className="mt-1 flex flex-wrap gap-x-3 text-sm text-muted">
                  <span>{common(`kind.${row.kind}`)}</span>
                  <span className={classNames(row.mode !== "paid" && "font-medium text-run")}>{common(`mode.${row.mode}`)}</span>
                  <span>{common("weight")} {formatDecimal(row.weight, locale)}</span>
                  {row.team ? <span>{agreements("team", { team: row.team })}</span> : null}
                  <Link to={`/catalogue/${row.productId}`} className="hover:text-ink hover:underline">{agreements("inCatalogue")}</Link>
                </p>
                <details className="mt-1 text-sm text-muted">
                  <summary className="cursor-pointer select-none hover:text-ink">{agreements("conditions")}</summary>
                  <ul className="mt-1 list-disc space-y-0.5 pl-5">
                    {row.conditions.map((condition) => <li key={condition}>{condition}</li>)}
                  </ul>
                </details>
              </div>
              {page.isEditable ? (
                <div className="flex gap-1">
                  <LinkButton to={`${at}/${encodeURIComponent(row.key)}`} size="small" icon={<Pencil aria-hidden size={13} />} aria-label={`${t("promise.edit")}: ${row.name}`}>{t("promise.edit")}</LinkButton>
                  <AskedAct page={page} act="remove" refusal={null} tone="quiet" size="small" icon={<Trash2 aria-hidden size={14} />} trigger={t("promise.remove")} title={t("promise.remove.title", { name: row.name })} consequence={row.isNew || page.basedOn === null ? t("promise.remove.text.new") : t("promise.remove.text", { number: page.basedOn })} submitTone="danger">
                    <input type="hidden" name="key" value={row.key} />
                  </AskedAct>
                </div>
              ) : null}
            </div>
            <Comments page={page} comments={row.comments} target={`obligation:${row.key}`} name={row.name} />
          </li>
        ))}
      </ul>
      {page.removed.length > 0 ? (
        <div className="border-t border-line px-4 py-3">
          <h3 className="text-sm font-medium text-muted">{t("removed", { number: page.basedOn ?? 0 })}</h3>
          <ul className="mt-1 space-y-1">
            {page.removed.map((row) => (
              <li key={row.key} className="flex flex-wrap items-center justify-between gap-2">
                <del className="min-w-0 grow basis-60 text-muted decoration-1">{row.sentence}</del>
                <Form method="post" preventScrollReset>
                  <Seen page={page} act="restore" />
                  <input type="hidden" name="key" value={row.key} />
                  <Button size="small" icon={<Undo2 aria-hidden size={13} />}>{t("promise.restore")}</Button>
                </Form>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </Card>
  );
}

/** What the client has to provide: read, or edited in a small form each. */
export function Inputs({ page, refusal }: Part) {
  const t = useT("negotiation");
  return (
    <Card title={t("inputs")} flush>
      {page.inputs.length === 0 ? <p className="px-4 py-4 text-muted">{t("inputs.none")}</p> : null}
      <ul className="divide-y divide-line">
        {page.inputs.map((input) => (
          <li key={input.key} className="px-4 py-3">
            <p>{input.name}</p>
            <p className="text-sm text-muted">{[input.product, input.due, input.completeness].filter(Boolean).join(" · ")}</p>
            {page.isEditable ? (
              <div className="mt-1 flex flex-wrap items-start gap-2">
                <InputForm page={page} refusal={refusal} input={input} />
                <Form method="post" preventScrollReset>
                  <Seen page={page} act="remove_input" />
                  <input type="hidden" name="key" value={input.key} />
                  <Button size="small" tone="quiet" icon={<Trash2 aria-hidden size={14} />} aria-label={`${t("promise.remove")}: ${input.name}`}>{t("promise.remove")}</Button>
                </Form>
              </div>
            ) : null}
            <Comments page={page} comments={input.comments} target={`input:${input.key}`} name={input.name} />
          </li>
        ))}
      </ul>
      {page.isEditable ? <div className="border-t border-line px-4 py-3"><InputForm page={page} refusal={refusal} input={null} /></div> : null}
    </Card>
  );
}

function InputForm({ page, refusal, input }: Part & { readonly input: VersionPage["inputs"][number] | null }) {
  const t = useT("negotiation");
  const common = useT("common");
  const bad = refusal?.act === "save_input" && (refusal.values.key ?? "") === (input?.key ?? "") ? refusal : null;
  return (
    <details key={`${page.rowVersion} ${bad ? "refused" : ""}`} open={bad !== null} className="min-w-0 grow">
      <summary className="inline-flex h-7 cursor-pointer items-center gap-1.5 rounded-md text-sm font-medium text-accent select-none">{input ? t("promise.edit") : t("input.add")}</summary>
      <Form method="post" preventScrollReset className="mt-2 grid gap-3 sm:grid-cols-2">
        <Seen page={page} act="save_input" />
        <input type="hidden" name="key" value={input?.key ?? ""} />
        <Line name="nameEn" label={`${t("input.name")} (English)`} value={input?.names.en} refusal={bad?.field === "name" ? { ...bad, field: "nameEn" } : bad} />
        <Line name="nameRu" label={`${t("input.name")} (русский)`} value={input?.names.ru} refusal={bad} />
        <Line name="dueEn" label={`${t("input.due")} (English)`} hint={t("input.due.hint")} value={input?.wordings.due.en} refusal={bad?.field === "due" ? { ...bad, field: "dueEn" } : bad} />
        <Line name="dueRu" label={`${t("input.due")} (русский)`} value={input?.wordings.due.ru} refusal={bad} />
        <Line name="completenessEn" label={`${t("input.completeness")} (English), ${common("optional")}`} value={input?.wordings.completeness.en} refusal={bad?.field === "completeness" ? { ...bad, field: "completenessEn" } : bad} />
        <Line name="completenessRu" label={`${t("input.completeness")} (русский), ${common("optional")}`} value={input?.wordings.completeness.ru} refusal={bad} />
        <label className="flex flex-col gap-1">
          <span className="font-medium">{t("input.product")}</span>
          <select name="productId" defaultValue={bad?.values.productId ?? input?.productId ?? ""} className={`${INPUT_LOOK} h-9 w-full pr-8 pl-3`}>
            <option value="">{t("input.product.any")}</option>
            {page.products.map((product) => <option key={product.id} value={product.id}>{product.name}</option>)}
          </select>
        </label>
        <div className="flex items-end"><SubmitButton tone="plain">{t("input.save")}</SubmitButton></div>
      </Form>
    </details>
  );
}

/** Purpose and dates: a form in a draft, facts in every other text. */
export function Frame({ page, refusal }: Part) {
  const t = useT("negotiation");
  const agreements = useT("agreements");
  const locale = useLocale();
  const bad = refusal?.act === "save_frame" ? refusal : null;
  if (!page.isEditable) {
    return (
      <Card title={t("frame")}>
        <Facts
          rows={[
            { name: t("frame.from"), value: formatDay(page.from, locale) },
            { name: t("frame.to"), value: page.to ? formatDay(page.to, locale) : agreements("openEnd") },
            ...(page.answerBy && page.stored === "proposed" ? [{ name: t("act.propose.answerBy"), value: formatDay(page.answerBy, locale) }] : []),
          ]}
        />
      </Card>
    );
  }
  return (
    <Card title={t("frame")}>
      <Form method="post" preventScrollReset key={page.rowVersion} className="flex flex-col gap-3">
        <Seen page={page} act="save_frame" />
        <Line name="purposeEn" label={`${t("frame.purpose")} (English)`} rows={2} value={page.purpose?.en} refusal={bad} />
        <Line name="purposeRu" label={`${t("frame.purpose")} (русский)`} rows={2} value={page.purpose?.ru} refusal={bad} />
        <Line name="from" type="date" label={t("frame.from")} hint={t("frame.from.hint")} min={page.earliest} value={page.from} required refusal={bad} />
        <Line name="to" type="date" label={t("frame.to")} hint={t("frame.to.hint")} value={page.ownTo ?? ""} refusal={bad} />
        <div><SubmitButton tone="plain">{t("frame.save")}</SubmitButton></div>
      </Form>
    </Card>
  );
}
