import { Form, Link, useLocation } from "@remix-run/react";
import { BookA, LogOut, MessageCircle, ShieldCheck, Star } from "lucide-react";
import { useEffect, useRef } from "react";
import { useT } from "#app/i18n/use-t.ts";
import { forgetDrafts } from "#app/components/use-draft.ts";
import { forgetRecent } from "./recent-things.ts";
import { LanguageSwitch } from "./language-switch.tsx";
import type { ShellData } from "./places.ts";
import { ThemeSwitch } from "./theme-switch.tsx";

/** Pages of one's own, and the words of the portal. */
const OWN_PAGES = [
  { to: "/account", text: "menu.account", Icon: ShieldCheck },
  { to: "/saved", text: "menu.saved", Icon: Star },
  { to: "/account/style", text: "menu.style", Icon: MessageCircle },
  { to: "/words", text: "menu.words", Icon: BookA },
] as const;

/** Language, theme and the way out. A disclosure, so it opens without JavaScript; with it, it closes by Escape and from outside. */
export function PersonMenu({ person, theme }: Pick<ShellData, "person" | "theme">) {
  const t = useT("shell");
  const ref = useRef<HTMLDetailsElement>(null);
  const location = useLocation();

  useEffect(() => {
    if (ref.current) ref.current.open = false;
  }, [location.key]);
  useEffect(() => {
    const closeFromOutside = (event: Event) => {
      if (ref.current?.open && !ref.current.contains(event.target as Node))
        ref.current.open = false;
    };
    const closeByEscape = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !ref.current?.open) return;
      ref.current.open = false;
      ref.current.querySelector("summary")?.focus();
    };
    document.addEventListener("pointerdown", closeFromOutside);
    document.addEventListener("keydown", closeByEscape);
    return () => {
      document.removeEventListener("pointerdown", closeFromOutside);
      document.removeEventListener("keydown", closeByEscape);
    };
  }, []);

  return (
    <details ref={ref} className="relative">
      <summary
        title={person.name}
        className="grid size-9 place-items-center rounded-md hover:bg-hover"
      >
        <span
          data-initials={initials(person.name)}
          className="grid size-7 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent before:content-[attr(data-initials)/'']"
        />
        <span className="sr-only">
          {t("menu.person")}: {person.name}
        </span>
      </summary>
      <div className="absolute top-full right-0 z-30 mt-1 w-64 rounded-lg border border-line-strong bg-raised">
        <div className="border-b border-line px-3.5 py-2.5">
          <p className="truncate font-medium">{person.name}</p>
          <p className="truncate text-sm text-muted">{person.email}</p>
        </div>
        <div className="flex flex-col gap-3 border-b border-line px-3.5 py-3">
          <LanguageSwitch />
          <ThemeSwitch theme={theme} />
        </div>
        <div className="border-b border-line p-1.5">
          {OWN_PAGES.map(({ to, text, Icon }) => (
            <Link key={to} to={to} className="flex h-9 w-full items-center gap-2.5 rounded-md px-2 hover:bg-hover">
              <Icon aria-hidden size={15} className="text-muted" />
              {t(text)}
            </Link>
          ))}
        </div>
        <Form method="post" action="/sign-out" reloadDocument onSubmit={forgetAll} className="p-1.5">
          <button className="flex h-9 w-full items-center gap-2.5 rounded-md px-2 text-left hover:bg-hover">
            <LogOut aria-hidden size={15} className="text-muted" />
            {t("signOut")}
          </button>
        </Form>
      </div>
    </details>
  );
}

/** Who signs out leaves neither half-written words nor a list of what they opened in this browser. */
function forgetAll(): void {
  forgetDrafts();
  forgetRecent();
}

/** At most two letters: of the first and the last word. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = words[0] ?? "";
  const last = words.length > 1 ? words.at(-1) ?? "" : "";
  return ([...first].slice(0, 1).join("") + [...last].slice(0, 1).join("")).toUpperCase();
}
