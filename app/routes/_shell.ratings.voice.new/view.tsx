import { Link } from "@remix-run/react";
import { useId, useState } from "react";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { TypedFormFrame, TypedLines, TypedSelect, TypedSubmit, TypedText, type TypedChoice } from "#app/components/typed-field.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import { LONGEST_SUBJECT, LONGEST_VOICE } from "#app/domain/voice/decide-voice.ts";
import { useT } from "#app/i18n/use-t.ts";

interface Offered {
  readonly title: string;
  /** The task or product that it is about. */
  readonly about: { readonly label: string; readonly to: string } | null;
  /** It is about work of the viewer's own department. */
  readonly aboutOwn: boolean;
  readonly provider: string | null;
  readonly kinds: readonly (TypedChoice & { readonly hint: string })[];
  readonly clients: readonly TypedChoice[];
  readonly providers: readonly TypedChoice[];
  readonly people: readonly TypedChoice[];
  readonly form: TypedForm;
}

/** Saying something to a provider: what it is, to whom, and in which words. */
export function NewVoiceView({ title, about, aboutOwn, provider, kinds, clients, providers, people, form }: Offered) {
  const t = useT("voice");
  const [kind, setKind] = useState(form.values["kind"] ?? "");
  return (
    <Page title={title} sentence={t("new.sentence")} crumbs={[{ label: t("title"), to: "/ratings/voice" }]} width="reading">
      {aboutOwn ? <Notice tone="warning">{t("fault.own_department")}</Notice> : null}
      <TypedFormFrame form={form} onChange={(event) => setKind(String(new FormData(event.currentTarget).get("kind") ?? ""))}>
        <input type="hidden" name="formKey" value={form.values["formKey"] ?? ""} />
        <KindChoice kinds={kinds} form={form} />
        {about ? (
          <p>
            <span className="font-medium">{t("about")}: </span>
            <Link to={about.to} className="door">
              {about.label}
            </Link>
          </p>
        ) : null}
        {provider === null ? (
          <TypedSelect form={form} name="providerId" label={t("provider")} choices={providers} placeholder="–" />
        ) : (
          <p>
            <span className="font-medium">{t("provider")}: </span>
            {provider}
          </p>
        )}
        {clients.length > 1 ? <TypedSelect form={form} name="clientId" label={t("client")} choices={clients} /> : <input type="hidden" name="clientId" value={clients[0]?.value ?? ""} />}
        {kind === "thanks" && people.length > 0 ? <TypedSelect form={form} name="thankedId" label={t("thanked")} hint={t("thanked.hint")} choices={people} placeholder="–" optional /> : null}
        <TypedText form={form} name="subject" label={t("subject")} maxLength={LONGEST_SUBJECT} autoComplete="off" />
        <TypedLines form={form} name="text" label={t("text")} rows={5} maxLength={LONGEST_VOICE} />
        <p className="text-sm text-muted">{provider === null ? t("who.anyone") : t("who", { provider })}</p>
        <div>
          <TypedSubmit>{t("send")}</TypedSubmit>
        </div>
      </TypedFormFrame>
    </Page>
  );
}

/** The kinds as radio buttons, each with what it is for and when the reply is due. */
function KindChoice({ kinds, form }: Pick<Offered, "kinds" | "form">) {
  const t = useT("voice");
  const id = useId();
  const fault = form.faults["kind"];
  return (
    <fieldset className="flex flex-col gap-2" aria-describedby={fault ? `${id}-fault` : undefined}>
      <legend className="mb-2 font-medium">{t("kind")}</legend>
      {kinds.map((one) => (
        <label key={one.value} className="flex items-start gap-2.5">
          <input type="radio" name="kind" value={one.value} defaultChecked={form.values["kind"] === one.value} className="mt-[3px] size-4 shrink-0 accent-fill" />
          <span>
            {one.label}
            <span className="block text-sm text-pretty text-muted">{one.hint}</span>
          </span>
        </label>
      ))}
      {fault ? (
        <p id={`${id}-fault`} role="alert" className="text-sm text-breach">
          {fault}
        </p>
      ) : null}
    </fieldset>
  );
}
