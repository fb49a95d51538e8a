import { Link } from "@remix-run/react";
import { Maximize, Minus, Plus } from "lucide-react";
import { useCallback, useEffect, useId, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import { LINK_STATES, type LinkState } from "#app/domain/map/service-link.ts";
import { useT } from "#app/i18n/use-t.ts";
import { IconButton } from "../button.tsx";
import { classNames } from "../class-names.ts";
import { LINK_LOOKS, UNMEASURED_LOOK } from "./link-look.ts";
import { PLACE_HEIGHT, PLACE_WIDTH, type PlacedBox, type PlacedLine } from "./place-map.ts";
import { MAP_KEYS, stepOnMap, type MapKey } from "./step-on-map.ts";

export interface GraphBox extends PlacedBox {
  /** What stands in it, a line each. */
  readonly text: readonly string[];
  /** So many of these lines are its name; what follows is said more quietly. */
  readonly bold: number;
  /** Its name and what it does, for readers and on hover. */
  readonly label: string;
  readonly to: string | null;
  readonly look: "plain" | "focus" | "unit" | "end";
}

export interface GraphLine extends PlacedLine {
  /** Null: a way that nothing is measured on. */
  readonly state: LinkState | null;
  /** In CSS pixels. */
  readonly thickness: number;
  readonly label: string;
  /** Where it leads; null = nowhere. */
  readonly door: string | null;
}

export interface GraphData {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly GraphBox[];
  readonly lines: readonly GraphLine[];
}

/** Letters that a line of a place has room for; longer lines are drawn narrower. */
const FITTING = 19;
const STEP = 1.25;
const SMALLEST = 0.25;
const LARGEST = 3;

/**
 * A drawn map: without JavaScript a picture with links that scrolls; with it one can zoom, drag, and go from place to place by the arrow keys.
 * The tab key enters it once. `legend` stands beside the buttons.
 */
export function ServiceGraph({ label, data, legend }: { readonly label: string; readonly data: GraphData; readonly legend?: ReactNode }) {
  const t = useT("map");
  const hint = useId();
  const frame = useRef<HTMLDivElement>(null);
  const picture = useRef<SVGSVGElement>(null);
  /** Null: as wide as there is room for, as the server drew it. */
  const [scale, setScale] = useState<number | null>(null);
  const [lit, setLit] = useState<string | null>(null);
  const [isLive, setLive] = useState(false);
  const first = data.boxes.find((box) => box.look === "focus") ?? data.boxes[0];
  const [entry, setEntry] = useState(first?.id ?? "");
  useEffect(() => setLive(true), []);
  useEffect(() => {
    setEntry(first?.id ?? "");
    setLit(null);
  }, [data, first?.id]);

  const zoom = useCallback((by: number) => {
    const drawn = picture.current?.getBoundingClientRect().width ?? data.width;
    setScale(Math.min(LARGEST, Math.max(SMALLEST, (drawn / data.width) * by)));
  }, [data.width]);
  useEffect(() => {
    const at = frame.current;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoom(event.deltaY < 0 ? STEP : 1 / STEP);
    };
    // React listens passively, and a passive listener cannot keep the page from zooming.
    at?.addEventListener("wheel", onWheel, { passive: false });
    return () => at?.removeEventListener("wheel", onWheel);
  }, [zoom]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") zoom(STEP);
    else if (event.key === "-") zoom(1 / STEP);
    else if (event.key === "0") setScale(null);
    else if (event.key === "Escape" && document.activeElement !== frame.current) frame.current?.focus();
    else if (isMapKey(event.key) && document.activeElement !== frame.current) {
      const next = stepOnMap(data.boxes, data.lines, entry, event.key);
      setEntry(next);
      frame.current?.querySelector<SVGElement>(`[data-place="${CSS.escape(next)}"]`)?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const near = lit === null ? null : new Set([lit, ...data.lines.flatMap((line) => (line.from === lit ? [line.to] : line.to === lit ? [line.from] : []))]);
  return (
    <figure className="m-0 flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        {legend}
        {isLive ? (
          <div className="no-print ml-auto flex items-center rounded-md border border-line" role="group" aria-label={t("zoom")}>
            <IconButton label={t("zoom.out")} size="small" onClick={() => zoom(1 / STEP)}><Minus aria-hidden size={15} /></IconButton>
            <IconButton label={t("zoom.fit")} size="small" onClick={() => setScale(null)}><Maximize aria-hidden size={14} /></IconButton>
            <IconButton label={t("zoom.in")} size="small" onClick={() => zoom(STEP)}><Plus aria-hidden size={15} /></IconButton>
          </div>
        ) : null}
      </div>
      <p id={hint} className="sr-only">{t("graph.hint")}</p>
      <div
        ref={frame}
        role="region"
        aria-label={label}
        aria-describedby={hint}
        tabIndex={0}
        onKeyDown={onKeyDown}
        {...useDrag(frame)}
        className="max-h-[78vh] overflow-auto rounded-lg border border-line bg-canvas select-none print:max-h-none"
      >
        <svg
          ref={picture}
          viewBox={`0 0 ${data.width} ${data.height}`}
          role="group"
          aria-label={label}
          style={scale === null ? { width: "100%", minWidth: Math.round(data.width * 0.62), maxWidth: data.width } : { width: Math.round(data.width * scale) }}
          className="mx-auto block h-auto"
        >
          <Arrows />
          <g>
            {data.lines.map((line) => (
              <LineShape key={`${line.from} ${line.to}`} line={line} isFaint={lit !== null && line.from !== lit && line.to !== lit} />
            ))}
          </g>
          <g>
            {data.boxes.map((box) => (
              <BoxShape key={box.id} box={box} isFaint={near !== null && !near.has(box.id)} tabIndex={!isLive || box.id === entry ? 0 : -1} onLight={setLit} onEnter={setEntry} />
            ))}
          </g>
        </svg>
      </div>
    </figure>
  );
}

const isMapKey = (key: string): key is MapKey => (MAP_KEYS as readonly string[]).includes(key);

/** Drags the picture under the pointer of a mouse; a finger scrolls by itself. A drag is no press on what lies under it. */
function useDrag(frame: React.RefObject<HTMLDivElement>) {
  const drag = useRef<{ readonly x: number; readonly y: number; readonly left: number; readonly top: number } | null>(null);
  const moved = useRef(false);
  return {
    onPointerDown: (event: PointerEvent) => {
      const at = frame.current;
      moved.current = false;
      if (event.pointerType === "mouse" && event.button === 0 && at) drag.current = { x: event.clientX, y: event.clientY, left: at.scrollLeft, top: at.scrollTop };
    },
    onPointerMove: (event: PointerEvent) => {
      const [at, from] = [frame.current, drag.current];
      if (!at || !from) return;
      if (Math.abs(event.clientX - from.x) + Math.abs(event.clientY - from.y) > 4) moved.current = true;
      if (!moved.current) return;
      at.scrollLeft = from.left - (event.clientX - from.x);
      at.scrollTop = from.top - (event.clientY - from.y);
    },
    onPointerUp: () => (drag.current = null),
    onPointerLeave: () => (drag.current = null),
    // A link under the pointer must not begin a drag of its own address.
    onDragStart: (event: React.DragEvent) => event.preventDefault(),
    onClickCapture: (event: React.MouseEvent) => {
      if (moved.current) {
        event.preventDefault();
        event.stopPropagation();
      }
    },
  };
}

function Arrows() {
  return (
    <defs>
      {[...LINK_STATES, "none" as const].map((state) => (
        <marker key={state} id={`arrow-${state}`} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">
          <path d="M0 0.8L8 4L0 7.2Z" fill={state === "none" ? UNMEASURED_LOOK.color : LINK_LOOKS[state].color} />
        </marker>
      ))}
    </defs>
  );
}

function LineShape({ line, isFaint }: { readonly line: GraphLine; readonly isFaint: boolean }) {
  const look = line.state === null ? UNMEASURED_LOOK : LINK_LOOKS[line.state];
  const [x, y] = line.middle;
  const shape = (
    <>
      <title>{line.label}</title>
      <path d={line.path} fill="none" stroke={look.color} strokeWidth={line.thickness} strokeDasharray={look.dash ?? undefined} markerEnd={`url(#arrow-${line.state ?? "none"})`} />
      {look.mark ? (
        <>
          <circle cx={x} cy={y} r="7" fill="var(--canvas)" stroke={look.color} strokeWidth="1.2" />
          <text x={x} y={y + 4} textAnchor="middle" fontSize="11" fontWeight="700" fill={look.color} aria-hidden>{look.mark}</text>
        </>
      ) : null}
      {/* What a thin line is pressed by. */}
      <path d={line.path} fill="none" stroke="transparent" strokeWidth={Math.max(10, line.thickness)} />
    </>
  );
  const className = classNames("transition-opacity duration-100 motion-reduce:transition-none", isFaint ? "opacity-15" : line.state === "kept" ? "opacity-65 hover:opacity-100" : "opacity-95 hover:opacity-100");
  if (line.door === null) return <g className={className}>{shape}</g>;
  // The table and the lists have the same doors for the keyboard: a hundred stops here would keep it in.
  return (
    <Link to={line.door} tabIndex={-1} aria-label={line.label} className={className} preventScrollReset={line.door.startsWith("/map")}>
      {shape}
    </Link>
  );
}

const LOOKS = {
  plain: { fill: "var(--raised)", stroke: "var(--line-strong)", width: 1, dash: undefined },
  unit: { fill: "var(--sunken)", stroke: "var(--field)", width: 1, dash: undefined },
  focus: { fill: "var(--accent-soft)", stroke: "var(--accent)", width: 2, dash: undefined },
  end: { fill: "var(--canvas)", stroke: "var(--field)", width: 1.5, dash: "5 4" },
} as const;

function BoxShape({ box, isFaint, tabIndex, onLight, onEnter }: { readonly box: GraphBox; readonly isFaint: boolean; readonly tabIndex: number; readonly onLight: (id: string | null) => void; readonly onEnter: (id: string) => void }) {
  const look = LOOKS[box.look];
  const lines = box.text.length;
  const handlers = {
    "data-place": box.id, "aria-label": box.label, tabIndex,
    onMouseEnter: () => onLight(box.id), onMouseLeave: () => onLight(null), onBlur: () => onLight(null),
    onFocus: () => {
      onLight(box.id);
      onEnter(box.id);
    },
    className: classNames("map-place", isFaint && "opacity-30"),
  };
  const shape = (
    <>
      <title>{box.label}</title>
      <rect x={box.x} y={box.y} width={PLACE_WIDTH} height={PLACE_HEIGHT} rx="6" fill={look.fill} stroke={look.stroke} strokeWidth={look.width} strokeDasharray={look.dash} />
      <text aria-hidden textAnchor="middle" fontSize="13" fill="var(--ink)">
        {box.text.map((text, index) => (
          <tspan key={index} x={box.x + PLACE_WIDTH / 2} y={box.y + PLACE_HEIGHT / 2 + 4 + (index - (lines - 1) / 2) * 14.5} fontWeight={index < box.bold ? 600 : 400} fill={index < box.bold ? undefined : "var(--muted)"} {...(text.length > FITTING ? { textLength: PLACE_WIDTH - 12, lengthAdjust: "spacingAndGlyphs" } : {})}>
            {text}{" "}
          </tspan>
        ))}
      </text>
    </>
  );
  return box.to === null ? (
    <g role="img" {...handlers}>{shape}</g>
  ) : (
    <Link to={box.to} {...handlers} preventScrollReset>
      {shape}
    </Link>
  );
}
