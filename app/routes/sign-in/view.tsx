import { Form, Link } from "@remix-run/react";
import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { LinkButton } from "#app/components/button.tsx";
import { Logo } from "#app/components/logo.tsx";
import { LanguageSwitch } from "#app/components/shell/language-switch.tsx";
import { ThemeSwitch } from "#app/components/shell/theme-switch.tsx";
import { useT } from "#app/i18n/use-t.ts";

/** The page around a form before anybody is signed in: who asks, and in which language and light. */
export function SignInFrame({
  theme,
  title,
  lead,
  children,
}: {
  readonly theme: "system" | "light" | "dark";
  /** Of the sign-in page itself where none is given. */
  readonly title?: string;
  readonly lead?: string;
  readonly children: ReactNode;
}) {
  const t = useT("shell");
  return (
    <main
      id="content"
      className="mx-auto flex min-h-dvh w-full max-w-sm flex-col gap-6 px-4 pt-8 pb-10 sm:pt-[12vh]"
    >
      <header className="flex flex-col gap-3">
        <div className="flex items-center gap-2.5 text-lg font-semibold tracking-tight">
          <Logo size={28} />
          Concord
        </div>
        <div>
          <h1 className="text-xl font-semibold tracking-tight">{title ?? t("signIn.title")}</h1>
          <p className="text-pretty text-muted">{lead ?? t("signIn.lead")}</p>
        </div>
      </header>
      {children}
      <footer className="mt-auto grid grid-cols-2 gap-3">
        <LanguageSwitch />
        <ThemeSwitch theme={theme} />
      </footer>
    </main>
  );
}

/** Other ways in: single sign-on where there is one, and a new password. Links, because the policy of the page lets no form leave the site. */
export function SignInDoors({ sso, next }: { readonly sso: string | null; readonly next: string }) {
  const t = useT("shell");
  return (
    <div className="flex flex-col gap-3">
      {sso === null ? null : (
        <LinkButton to={`/sign-in/sso?next=${encodeURIComponent(next)}`} reloadDocument>
          {t("signIn.sso", { name: sso })}
        </LinkButton>
      )}
      <Link to="/sign-in/forgot" className="self-start text-sm text-accent hover:underline">
        {t("signIn.forgot")}
      </Link>
    </div>
  );
}

/** One press for each demo account; nothing outside of demo mode. */
export function DemoAccounts({
  accounts,
  next,
}: {
  readonly accounts: readonly {
    readonly email: string;
    readonly password: string;
    readonly name: string;
    readonly role: string;
  }[];
  readonly next: string;
}) {
  const t = useT("shell");
  if (accounts.length === 0) return null;
  return (
    <section className="flex flex-col gap-2">
      <div>
        <h2 className="font-semibold">{t("signIn.demo")}</h2>
        <p className="text-sm text-muted">{t("signIn.demo.hint")}</p>
      </div>
      <ul className="divide-y divide-line rounded-lg border border-line">
        {accounts.map((account) => (
          <li key={account.email}>
            <Form method="post">
              <input type="hidden" name="email" value={account.email} />
              <input type="hidden" name="password" value={account.password} />
              <input type="hidden" name="next" value={next} />
              <button className="flex w-full items-center gap-3 px-3 py-2 text-left hover:bg-hover">
                <span className="min-w-0 grow">
                  <span className="block truncate font-medium">{account.name}</span>
                  <span className="block text-sm text-muted">{account.role}</span>
                </span>
                <ChevronRight aria-hidden size={16} className="shrink-0 text-faint" />
              </button>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  );
}
