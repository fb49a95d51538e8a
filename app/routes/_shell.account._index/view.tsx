import { Form } from "@remix-run/react";
import { Laptop } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { StepDialog } from "#app/components/step-dialog.tsx";
import { Time } from "#app/components/time.tsx";
import { TypedFormFrame, TypedSubmit } from "#app/components/typed-field.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import type { DeviceWords } from "#app/domain/access/device-of.ts";
import { useT } from "#app/i18n/use-t.ts";
import { NewPasswordFields } from "./new-password.tsx";

interface SessionShown extends DeviceWords {
  readonly id: string;
  readonly isThis: boolean;
  readonly createdAt: number;
  readonly lastSeenAt: number;
}

interface AccountShown {
  readonly title: string;
  readonly sentence: string;
  readonly zone: string;
  readonly email: string;
  readonly sessions: readonly SessionShown[];
  readonly isDemo: boolean;
  readonly hasPassword: boolean;
  readonly factorSince: number | null;
  readonly codesLeft: number;
  readonly sso: string | null;
  readonly linkedAt: number | null;
  readonly form: TypedForm;
}

/** Where one is signed in, and how one signs in. */
export function AccountView(props: AccountShown) {
  const t = useT("account");
  return (
    <Page title={props.title} sentence={props.sentence} width="reading">
      {props.form.faults["form"] ? <Notice tone="error">{props.form.faults["form"]}</Notice> : null}
      {props.isDemo ? <Notice>{t("demo")}</Notice> : null}
      <Sessions sessions={props.sessions} zone={props.zone} />
      {props.isDemo ? null : (
        <>
          <Card title={t("password")}>
            <TypedFormFrame form={{ ...props.form, faults: withoutForm(props.form.faults) }} className="max-w-sm">
              <input type="hidden" name="intent" value="password" />
              {props.hasPassword ? null : <p className="text-pretty text-muted">{t("password.none")}</p>}
              <NewPasswordFields form={props.form} email={props.email} />
              <p className="text-sm text-pretty text-muted">{t("password.ends")}</p>
              <div>
                <TypedSubmit>{t("password.change")}</TypedSubmit>
              </div>
            </TypedFormFrame>
          </Card>
          <Factor {...props} />
          {props.sso === null ? null : <SignOn sso={props.sso} linkedAt={props.linkedAt} zone={props.zone} />}
        </>
      )}
    </Page>
  );
}

/** What is wrong with the whole form stands above the page. */
const withoutForm = ({ form: _form, ...faults }: Readonly<Record<string, string>>): Readonly<Record<string, string>> => faults;

function Sessions({ sessions, zone }: Pick<AccountShown, "sessions" | "zone">) {
  const t = useT("account");
  const others = sessions.filter((row) => !row.isThis).length;
  const nameOf = (row: SessionShown) => (row.browser && row.system ? t("device", { browser: row.browser, system: row.system }) : (row.browser ?? row.system ?? t("device.unknown")));
  return (
    <Card
      title={t("sessions")}
      aside={
        others === 0 ? null : (
          <StepDialog trigger={t("endOthers")} title={t("endOthers.title", { count: others })} consequence={t("endOthers.consequence")} tone="plain">
            <input type="hidden" name="intent" value="endOthers" />
          </StepDialog>
        )
      }
      flush
    >
      <ul className="divide-y divide-line">
        {sessions.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
            <Laptop aria-hidden size={16} className="shrink-0 text-muted" />
            <div className="min-w-0 grow">
              <p className="font-medium">
                {nameOf(row)}
                {row.isThis ? <span className="ml-2 font-normal text-met">{t("thisOne")}</span> : null}
              </p>
              <p className="text-sm text-muted">
                {t("lastSeen")} <Time at={row.lastSeenAt} zone={zone} />, {t("since")} <Time at={row.createdAt} zone={zone} />
              </p>
            </div>
            {row.isThis ? null : (
              <Form method="post">
                <input type="hidden" name="intent" value="end" />
                <input type="hidden" name="id" value={row.id} />
                <TypedSubmit tone="plain" label={t("end.label", { device: nameOf(row) })}>{t("end")}</TypedSubmit>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Factor({ factorSince, codesLeft, zone }: Pick<AccountShown, "factorSince" | "codesLeft" | "zone">) {
  const t = useT("account");
  return (
    <Card title={t("factor")}>
      <div className="flex flex-col items-start gap-3">
        <p className="text-pretty text-muted">
          {factorSince === null ? t("factor.none") : <>{t("factor.since")} <Time at={factorSince} zone={zone} />. {t("factor.codesLeft", { count: codesLeft })}</>}
        </p>
        <div className="flex flex-wrap gap-2">
          <LinkButton to="/account/factor">{t(factorSince === null ? "factor.setUp" : "factor.newCodes")}</LinkButton>
          {factorSince === null ? null : (
            <StepDialog trigger={t("factor.remove")} title={t("factor.remove.title")} consequence={t("factor.remove.consequence")} tone="danger">
              <input type="hidden" name="intent" value="dropFactor" />
            </StepDialog>
          )}
        </div>
      </div>
    </Card>
  );
}

function SignOn({ sso, linkedAt, zone }: { readonly sso: string; readonly linkedAt: number | null; readonly zone: string }) {
  const t = useT("account");
  return (
    <Card title={t("sso")}>
      <div className="flex flex-col items-start gap-3">
        <p className="text-pretty text-muted">{linkedAt === null ? t("sso.none", { name: sso }) : <>{t("sso.linked", { name: sso })} <Time at={linkedAt} zone={zone} />.</>}</p>
        {linkedAt === null ? (
          <LinkButton to="/sign-in/sso?link=account" reloadDocument>{t("sso.link", { name: sso })}</LinkButton>
        ) : (
          <StepDialog trigger={t("sso.unlink")} title={t("sso.unlink.title", { name: sso })} consequence={t("sso.unlink.consequence")} tone="danger">
            <input type="hidden" name="intent" value="unlink" />
          </StepDialog>
        )}
      </div>
    </Card>
  );
}
