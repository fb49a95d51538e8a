import { useFetcher, useNavigate } from "@remix-run/react";
import { CornerDownLeft, Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { foldKey } from "#app/domain/names.ts";
import { useT } from "#app/i18n/use-t.ts";
import { classNames } from "../class-names.ts";
import { Dialog } from "../dialog.tsx";
import { PlaceIcon } from "./place-icon.tsx";
import { PLACES, type PlaceId } from "./places.ts";

/** One thing that the search found; `GET /search?q=` answers `{ found: FoundThing[] }`, at most ten, best first. */
export interface FoundThing {
  readonly to: string;
  readonly label: string;
  /** What it is and whose: "Task · Finance → Sales". */
  readonly detail: string;
}

const SEARCH_FROM_LETTERS = 2;
const SEARCH_AFTER_MS = 120;

/** Goes to a page by its name or to a thing by the server's search; works by keyboard alone. */
export function CommandPalette({
  places,
  onClose,
}: {
  readonly places: readonly PlaceId[];
  readonly onClose: () => void;
}) {
  const t = useT("shell");
  const listId = useId();
  const navigate = useNavigate();
  const search = useFetcher<{ readonly found?: readonly FoundThing[] }>();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const folded = foldKey(text);

  const { load } = search;
  useEffect(() => {
    if (folded.length < SEARCH_FROM_LETTERS) return;
    const timer = setTimeout(
      () => load(`/search?q=${encodeURIComponent(folded)}`),
      SEARCH_AFTER_MS
    );
    return () => clearTimeout(timer);
  }, [folded, load]);

  const pages = PLACES.filter((place) => places.includes(place.id))
    .map((place) => ({
      key: place.id,
      to: place.to,
      label: t(`nav.${place.id}`),
      detail: "",
      place: place.id as PlaceId | null,
    }))
    .filter((item) => foldKey(item.label).includes(folded));
  const found = folded.length < SEARCH_FROM_LETTERS ? [] : search.data?.found ?? [];
  const items = [...pages, ...found.map((item) => ({ ...item, key: item.to, place: null }))];
  const current = Math.min(chosen, items.length - 1);

  const open = (to: string) => {
    onClose();
    navigate(to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const item = items[current];
    if (event.key === "ArrowDown" && items.length > 0) setChosen((current + 1) % items.length);
    else if (event.key === "ArrowUp" && items.length > 0)
      setChosen((current - 1 + items.length) % items.length);
    else if (event.key === "Enter" && item) open(item.to);
    else return;
    event.preventDefault();
  };

  return (
    <Dialog
      title={t("palette")}
      open
      onOpenChange={(shown) => (shown ? undefined : onClose())}
      place="top"
      bare
    >
      <div className="flex items-center gap-2.5 border-b border-line px-4">
        <Search aria-hidden size={16} className="shrink-0 text-faint" />
        <input
          role="combobox"
          aria-expanded
          aria-controls={listId}
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
          className="h-12 grow bg-transparent text-lg outline-none placeholder:text-faint"
        />
      </div>
      <ul id={listId} role="listbox" aria-label={t("palette")} className="p-1.5">
        {items.map((item, index) => (
          <li
            key={item.key}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === current}
            onPointerMove={() => setChosen(index)}
            onClick={() => open(item.to)}
            className={classNames(
              "flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5",
              index === current && "bg-accent-soft text-accent"
            )}
          >
            {item.place ? <PlaceIcon place={item.place} /> : <span className="size-4 shrink-0" />}
            <span className="truncate font-medium">{item.label}</span>
            <span className="truncate text-sm text-muted">{item.detail}</span>
            {index === current ? (
              <CornerDownLeft aria-hidden size={14} className="ml-auto shrink-0" />
            ) : null}
          </li>
        ))}
        {items.length === 0 ? (
          <li className="px-2.5 py-4 text-center text-muted">
            {t("palette.empty", { query: text })}
          </li>
        ) : null}
      </ul>
      <p className="border-t border-line px-4 py-2 text-sm text-faint max-sm:hidden">
        {t("palette.hint")}
      </p>
    </Dialog>
  );
}
