import { useFetcher, useLocation, useNavigate, useSubmit } from "@remix-run/react";
import { CornerDownLeft, Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { useT } from "#app/i18n/use-t.ts";
import { classNames } from "../class-names.ts";
import { Dialog } from "../dialog.tsx";
import { PLACES, type PlaceId } from "./places.ts";
import { readRecent } from "./recent-things.ts";
import type { SearchAnswer } from "./search-answer.ts";

const SEARCH_AFTER_MS = 120;
/** Things opened lately that stand here before anything is typed. */
const RECENT_SHOWN = 6;

interface Item {
  readonly key: string;
  readonly label: string;
  readonly detail: string;
  /** Keys that do the same from anywhere. */
  readonly keys?: readonly string[];
  readonly act: () => void;
}

interface Group {
  readonly key: string;
  readonly label: string;
  readonly items: readonly Item[];
}

/** Goes to a page, a thing or an act by its name; works by keyboard alone. What is found comes from the server, in its order and words. */
export function CommandPalette({ places, person, onClose }: { readonly places: readonly PlaceId[]; readonly person: string; readonly onClose: () => void }) {
  const t = useT("shell");
  const listId = useId();
  const navigate = useNavigate();
  const submit = useSubmit();
  const { pathname, search: query } = useLocation();
  const search = useFetcher<SearchAnswer>();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  // Where the focus was: without a trigger of its own the dialog cannot know.
  const opener = useRef(typeof document === "undefined" ? null : document.activeElement);
  const asked = text.trim();

  const { load } = search;
  useEffect(() => {
    // A later question ends an earlier one: its answer never arrives.
    const timer = setTimeout(() => load(`/search?q=${encodeURIComponent(asked)}`), asked === "" ? 0 : SEARCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, [asked, load]);

  const answer = search.data && (search.data.typed === "") === (asked === "") ? search.data : null;
  const groups = useMemo((): readonly Group[] => {
    const go = (to: string) => () => {
      onClose();
      navigate(to);
    };
    const found = (answer?.groups ?? []).map((group): Group => ({
      key: group.kind, label: group.label,
      items: [
        ...group.things.map((thing) => ({ key: `${group.kind} ${thing.to}`, label: thing.label, detail: thing.detail, act: go(thing.to), ...(thing.to === "/work/new" ? { keys: ["N"] } : {}) })),
        ...(group.all ? [{ key: `all ${group.kind}`, label: `${group.all.label} →`, detail: "", act: go(group.all.to) }] : []),
      ],
    }));
    const looks = (answer?.preferences ?? []).map(({ name, value, label }): Item => ({
      key: `${name} ${value}`, label, detail: "",
      act: () => {
        onClose();
        submit({ [name]: value, next: pathname + query }, { method: "post", action: "/preferences" });
      },
    }));
    // Typed for, they stand last: what is found by its name is meant more often.
    if (asked !== "") return looks.length > 0 && answer?.acts ? [...found, { key: "look", label: answer.acts, items: looks }] : found;
    const recent = readRecent(person).filter((one) => one.to !== pathname).slice(0, RECENT_SHOWN);
    const pages = PLACES.filter((place) => places.includes(place.id)).map((place): Item => ({ key: place.id, label: t(`nav.${place.id}`), detail: "", keys: ["G", place.letter.toUpperCase()], act: go(place.to) }));
    return [
      ...found.filter((group) => group.key === "favourite"),
      ...(recent.length > 0 && answer?.recent ? [{ key: "recent", label: answer.recent, items: recent.map((one) => ({ key: `recent ${one.to}`, label: one.label, detail: "", act: go(one.to) })) }] : []),
      ...found.filter((group) => group.key === "act").map((group) => ({ ...group, items: [...group.items, ...looks] })),
      { key: "page", label: t("palette.places"), items: pages },
    ];
  }, [answer, asked, navigate, onClose, pathname, person, places, query, submit, t]);

  const items = groups.flatMap((group) => group.items);
  const current = Math.min(chosen, items.length - 1);
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [current, groups]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" && items.length > 0) setChosen((current + 1) % items.length);
    else if (event.key === "ArrowUp" && items.length > 0) setChosen((current - 1 + items.length) % items.length);
    else if (event.key === "Enter" && items[current]) items[current]!.act();
    else return;
    event.preventDefault();
  };
  let index = -1;
  const isWaiting = asked !== "" && answer?.typed !== asked;
  return (
    <Dialog title={t("palette")} open onOpenChange={(shown) => (shown ? undefined : onClose())} returnFocus={() => (opener.current instanceof HTMLElement ? opener.current.focus() : undefined)} place="top" width="wide" bare>
      <div className="sticky top-0 z-10 flex items-center gap-2.5 border-b border-line bg-raised px-4">
        <Search aria-hidden size={16} className="shrink-0 text-faint" />
        <input
          role="combobox"
          aria-expanded={items.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={items[current] ? `${listId}-${current}` : undefined}
          aria-label={t("palette")}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          value={text}
          placeholder={t("palette.placeholder")}
          onChange={(event) => {
            setText(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
          className="h-12 min-w-0 grow bg-transparent text-lg outline-none placeholder:text-faint"
        />
      </div>
      <p role="status" className={classNames("px-4 py-2 text-sm text-pretty text-muted", (asked === "" || !answer?.isNotable) && "sr-only")}>
        {asked !== "" && !isWaiting ? answer?.sentence : ""}
      </p>
      <div ref={list} id={listId} role="listbox" aria-label={t("palette")} aria-busy={isWaiting} className="px-1.5 pb-1.5">
        {groups.map((group) => (
          <div key={group.key} role="group" aria-labelledby={`${listId}-${group.key}`}>
            <div id={`${listId}-${group.key}`} role="presentation" className="px-2.5 pt-2 pb-1 text-xs font-semibold text-faint">
              {group.label}
            </div>
            {group.items.map((item) => {
              index += 1;
              const at = index;
              return (
                <div
                  key={item.key}
                  id={`${listId}-${at}`}
                  role="option"
                  aria-selected={at === current}
                  onPointerMove={() => setChosen(at)}
                  onClick={item.act}
                  className={classNames("flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-1", at === current && "bg-accent-soft text-accent")}
                >
                  <span className="min-w-0 truncate font-medium">{item.label}</span>
                  <span className={classNames("min-w-0 truncate text-sm max-sm:hidden", at === current ? "text-accent" : "text-muted")}>{item.detail}</span>
                  <span className="ml-auto flex shrink-0 items-center gap-1">
                    {item.keys?.map((key) => (
                      <kbd key={key} className="keycap max-md:hidden">
                        {key}
                      </kbd>
                    ))}
                    {at === current ? <CornerDownLeft aria-hidden size={14} /> : null}
                  </span>
                </div>
              );
            })}
          </div>
        ))}
      </div>
      <p className="border-t border-line px-4 py-2 text-sm text-faint max-sm:hidden">{t("palette.hint")}</p>
    </Dialog>
  );
}
