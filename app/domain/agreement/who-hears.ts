import type { NoticeKind } from "../notice/notice-kind.ts";
import type { AgreementEvent, AgreementSide, VersionLife } from "./agreement-life.ts";
import { otherSide } from "./agreement-life.ts";
import { turnOf } from "./decide-agreement.ts";

/** Who is told what about an event; the person who acted is left out by the caller. */
export interface Told {
  readonly kind: NoticeKind;
  readonly to: readonly (AgreementSide | "superior")[];
}

const BOTH = ["provider", "client"] as const;

/** Notices that follow from the events of one step. `life` is the version after it. */
export function whoHears(life: VersionLife, events: readonly AgreementEvent[], isCounter: boolean): Told[] {
  const answering = otherSide(life.draftedSide);
  return events.flatMap((event): Told[] => {
    switch (event.type) {
      case "proposed":
        return [{ kind: isCounter ? "agreement_countered" : "agreement_proposed", to: [answering] }];
      case "signed":
      case "answered": {
        const turn = turnOf(life);
        return turn ? [{ kind: "agreement_to_sign", to: [turn] }] : [];
      }
      case "agreed":
        return [{ kind: "agreement_agreed", to: BOTH }];
      case "commented":
        return life.state === "draft" ? [] : [{ kind: "agreement_commented", to: event.side === "superior" || event.side === null ? BOTH : [otherSide(event.side)] }];
      case "withdrawn":
        return [{ kind: "agreement_withdrawn", to: [answering] }];
      case "rejected":
        return [{ kind: "agreement_rejected", to: event.side === "superior" ? BOTH : [life.draftedSide] }];
      case "imposed":
        return [{ kind: "agreement_imposed", to: BOTH }];
      case "terminated":
        return [{ kind: "agreement_terminated", to: BOTH }];
      case "escalated":
        return [{ kind: "agreement_escalated", to: ["superior"] }, { kind: "agreement_unanswered", to: BOTH }];
      case "expired":
        return [{ kind: "agreement_expired", to: BOTH }];
      case "started":
      case "countered":
      case "discarded":
      // Who is concerned hears of a reorganisation by its own notice.
      case "handed_over":
      case "runs_on":
        return [];
    }
  });
}
