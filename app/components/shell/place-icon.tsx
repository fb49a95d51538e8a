import {
  BookOpen,
  Gauge,
  Handshake,
  House,
  ListChecks,
  type LucideIcon,
  Settings,
  Share2,
  Smile,
  TrendingUp,
  Wallet,
} from "lucide-react";
import type { PlaceId } from "./places.ts";

const ICONS: Record<PlaceId, LucideIcon> = {
  home: House,
  agreements: Handshake,
  work: ListChecks,
  ratings: Smile,
  improvement: TrendingUp,
  scorecards: Gauge,
  pay: Wallet,
  map: Share2,
  catalogue: BookOpen,
  settings: Settings,
};

/** The icon of a place, beside its word. */
export function PlaceIcon({
  place,
  size = 16,
}: {
  readonly place: PlaceId;
  readonly size?: number;
}) {
  const Icon = ICONS[place];
  return <Icon aria-hidden size={size} strokeWidth={1.9} className="shrink-0" />;
}
