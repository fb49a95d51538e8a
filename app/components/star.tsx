import { useFetcher, useLocation } from "@remix-run/react";
import { Star as StarIcon } from "lucide-react";
import { useT } from "#app/i18n/use-t.ts";
import { classNames } from "./class-names.ts";
import { useShell } from "./shell/shell-context.ts";

/** Pages that one goes to by themselves and not to what they make: a form has no star, nor has the search. */
const FORMS = /^\/search$|\/(new|edit|log|hand-over)(\/|$)/;

/** Puts the page into a person's favourites, or takes it out; a plain form. Nothing on Home and on pages without the shell. */
export function Star({ label }: { readonly label: string }) {
  const t = useT("shell");
  const shell = useShell();
  const { pathname, search } = useLocation();
  const fetcher = useFetcher();
  if (!shell || pathname === "/" || FORMS.test(pathname)) return null;
  const path = pathname.replace(/\/$/, "");
  const sent = fetcher.formData?.get("intent");
  const isStarred = sent ? sent === "star" : shell.favourites.some((one) => one.path === path);
  const name = t(isStarred ? "star.remove" : "star.add");
  return (
    <fetcher.Form method="post" action="/saved?index" preventScrollReset className="no-print flex">
      <input type="hidden" name="path" value={path} />
      <input type="hidden" name="label" value={label} />
      <input type="hidden" name="next" value={pathname + search} />
      <button name="intent" value={isStarred ? "unstar" : "star"} aria-label={name} title={name} className="grid size-7 place-items-center rounded-md text-faint hover:bg-hover hover:text-ink">
        <StarIcon aria-hidden size={15} className={classNames(isStarred && "fill-current text-accent")} />
      </button>
    </fetcher.Form>
  );
}
