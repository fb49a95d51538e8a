import { Link } from "@remix-run/react";
import { useT } from "#app/i18n/use-t.ts";
import { SignInFrame } from "../sign-in/view.tsx";

/** A link that sets no password: what happened, and the way to another one. */
export function PasswordLinkGone({ theme, fault }: { readonly theme: "system" | "light" | "dark"; readonly fault: "forged" | "expired" | "ended" }) {
  const t = useT("account");
  return (
    <SignInFrame theme={theme} title={t("gone.title")} lead={t(`gone.${fault}`)}>
      <Link to="/sign-in/forgot" className="self-start font-medium text-accent hover:underline">
        {t("gone.another")}
      </Link>
    </SignInFrame>
  );
}
