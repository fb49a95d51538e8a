import type { ServiceLink } from "#app/domain/map/service-link.ts";
import { placeMap } from "./place-map.ts";
import type { GraphBox, GraphData, GraphLine } from "./service-graph.tsx";

/** The place beyond all departments: who pays. */
export const CUSTOMER = "customer";
const THINNEST = 1.25;
const THICKEST = 5.5;

export interface DrawnLink extends Pick<ServiceLink, "from" | "to"> {
  /** What its thickness says; 0 is drawn thinnest. */
  readonly volume: number;
  readonly state: GraphLine["state"];
  readonly label: string;
  /** Null = it leads nowhere. */
  readonly door: string | null;
}

export type DrawnPlace = Pick<GraphBox, "id" | "text" | "bold" | "label" | "to" | "look">;

/** Places and links as a drawing. The thickness grows with the root of the volume above the smallest: links differ in sight, and the strongest does not drown the others. */
export function drawLinks(places: readonly DrawnPlace[], links: readonly DrawnLink[]): GraphData {
  const placed = placeMap(places.map((place) => place.id), links.map((link) => ({ from: link.from, to: link.to, weight: link.volume })), places.some((place) => place.id === CUSTOMER) ? CUSTOMER : null);
  const volumes = links.filter((link) => link.volume > 0).map((link) => link.volume);
  const [least, most] = [Math.min(...volumes), Math.max(...volumes)];
  const share = (volume: number) => (volume === 0 ? 0 : most === least ? 0.5 : Math.sqrt((volume - least) / (most - least)));
  const placeOf = new Map(places.map((place) => [place.id, place]));
  const linkOf = new Map(links.map((link) => [`${link.from} ${link.to}`, link]));
  return {
    width: placed.width, height: placed.height,
    boxes: placed.boxes.map((box): GraphBox => ({ ...placeOf.get(box.id)!, ...box })),
    // The worst are drawn last and lie on top.
    lines: placed.lines
      .map((line): GraphLine => {
        const link = linkOf.get(`${line.from} ${line.to}`)!;
        return { ...line, state: link.state, label: link.label, door: link.door, thickness: Math.round((THINNEST + (THICKEST - THINNEST) * share(link.volume)) * 10) / 10 };
      })
      .sort((a, b) => rank(b) - rank(a)),
  };
}

const ORDER = ["failed", "below", "at_risk", "kept", "nothing_due"] as const;
const rank = (line: GraphLine): number => (line.state === null ? ORDER.length : ORDER.indexOf(line.state));
