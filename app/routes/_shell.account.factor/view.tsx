import { Form } from "@remix-run/react";
import { Card } from "#app/components/card.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { TypedFormFrame, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import { useT } from "#app/i18n/use-t.ts";

interface FactorShown {
  readonly title: string;
  readonly sentence: string;
  readonly isDemo: boolean;
  readonly isOn: boolean;
  readonly shown: { readonly secret: string; readonly size: number; readonly path: string } | null;
  readonly form: TypedForm;
  readonly codes: readonly string[] | null;
}

/** Setting up a second factor step by step, and new recovery codes once there is one. */
export function FactorView({ title, sentence, isDemo, isOn, shown, form, codes }: FactorShown) {
  const t = useT("account");
  return (
    <Page title={title} sentence={sentence} crumbs={[{ label: t("title"), to: "/account" }]} width="reading">
      {form.faults["form"] ? <Notice tone="error">{form.faults["form"]}</Notice> : null}
      {isDemo ? (
        <Notice>{t("demo")}</Notice>
      ) : codes ? (
        <Codes codes={codes} />
      ) : isOn ? (
        <Press intent="codes" text={t("codes.why")} act={t("factor.newCodes")} />
      ) : shown ? (
        <Confirm shown={shown} form={form} />
      ) : (
        <Press intent="begin" text={t("factor.how")} act={t("factor.begin")} />
      )}
    </Page>
  );
}

function Press({ intent, text, act }: { readonly intent: string; readonly text: string; readonly act: string }) {
  return (
    <Form method="post" className="flex flex-col items-start gap-3">
      <input type="hidden" name="intent" value={intent} />
      <p className="text-pretty text-muted">{text}</p>
      <TypedSubmit>{act}</TypedSubmit>
    </Form>
  );
}

function Confirm({ shown, form }: { readonly shown: NonNullable<FactorShown["shown"]>; readonly form: TypedForm }) {
  const t = useT("account");
  return (
    <Card title={t("factor.scan")}>
      <div className="flex flex-wrap gap-6">
        <svg viewBox={`0 0 ${shown.size} ${shown.size}`} role="img" aria-label={t("factor.qr")} shapeRendering="crispEdges" className="size-52 shrink-0 rounded-md">
          {/* Black on white in either theme: cameras expect it so. */}
          <rect width={shown.size} height={shown.size} fill="#fff" />
          <path d={shown.path} fill="#000" />
        </svg>
        <div className="flex min-w-0 flex-[1_1_16rem] flex-col gap-4">
          <p className="text-pretty text-muted">
            {t("factor.type")} <code className="font-mono break-words text-ink select-all">{shown.secret}</code>
          </p>
          <TypedFormFrame form={{ ...form, faults: form.faults["code"] ? { code: form.faults["code"] } : {} }}>
            <input type="hidden" name="intent" value="confirm" />
            <TypedText form={form} name="code" label={t("factor.code")} autoComplete="one-time-code" inputMode="numeric" maxLength={10} className="max-w-36" />
            <div>
              <TypedSubmit>{t("factor.confirm")}</TypedSubmit>
            </div>
          </TypedFormFrame>
        </div>
      </div>
    </Card>
  );
}

function Codes({ codes }: { readonly codes: readonly string[] }) {
  const t = useT("account");
  return (
    <Card title={t("codes")}>
      <div className="flex flex-col gap-3">
        <Notice tone="done">{t("codes.keep")}</Notice>
        <ul className="figures grid gap-x-6 gap-y-1 font-mono sm:grid-cols-2">
          {codes.map((code) => (
            <li key={code} className="select-all">{code}</li>
          ))}
        </ul>
      </div>
    </Card>
  );
}
