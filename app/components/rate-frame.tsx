import { Link2Off } from "lucide-react";
import type { ReactNode } from "react";
import type { Key } from "#app/i18n/catalogue.ts";
import { useT } from "#app/i18n/use-t.ts";
import { Logo } from "./logo.tsx";
import { LanguageSwitch } from "./shell/language-switch.tsx";
import { ThemeSwitch } from "./shell/theme-switch.tsx";

/** The page around a rating that came by mail: one column, no menu, nothing to sign in to. */
export function RateFrame({ theme, children }: { readonly theme: "system" | "light" | "dark"; readonly children: ReactNode }) {
  return (
    <main id="content" className="mx-auto flex min-h-dvh w-full max-w-xl flex-col gap-6 px-4 pt-6 pb-10 sm:pt-[8vh]">
      <div className="flex items-center gap-2 font-semibold tracking-tight">
        <Logo size={22} />
        Concord
      </div>
      {children}
      <footer className="mt-auto grid grid-cols-2 gap-3 pt-6">
        <LanguageSwitch />
        <ThemeSwitch theme={theme} />
      </footer>
    </main>
  );
}

/** A link that opens nothing: what happened and what to do. */
export function LinkGone({ fault }: { readonly fault: string }) {
  const t = useT("ratings");
  return (
    <div className="flex flex-col items-start gap-3">
      <span className="grid size-10 place-items-center rounded-lg border border-line bg-sunken text-muted">
        <Link2Off aria-hidden size={20} />
      </span>
      <h1 className="text-xl font-semibold tracking-tight">{t("gone.title")}</h1>
      <p className="text-pretty text-muted">{t(`gone.${fault}` as Key<"ratings">)}</p>
    </div>
  );
}
