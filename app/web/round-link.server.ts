import { hashToken, readLinkToken } from "#app/operations/survey-link.server.ts";
import { findRoundById, findRoundPerson } from "#db/queries/survey-rounds.server.ts";
import type { RoundPersonRow, RoundRow } from "#db/queries/survey-rounds.server.ts";
import type { AppContext } from "./context.server.ts";
import { readKeptToken } from "./rate-link.server.ts";
import type { LinkFault } from "./rate-link.server.ts";

/** A person's place in a quarterly round. */
export interface OpenedRound {
  readonly round: RoundRow;
  readonly asked: RoundPersonRow;
}

/** The round that a link opens: signed for this purpose, not over, and the very token of the mail that was sent. */
export async function openRoundLink(context: AppContext, token: string): Promise<OpenedRound | LinkFault> {
  const id = readLinkToken(context.appSecret, token, 0, "round");
  if (!id) return "forged";
  if (readLinkToken(context.appSecret, token, context.now(), "round") === null) return "expired";
  const asked = await findRoundPerson(context.store, id);
  const round = asked && (await findRoundById(context.store, asked.roundId));
  if (!asked || !round || asked.tokenHash !== hashToken(token)) return "forged";
  return round.closedAt !== null || round.closesAt <= context.now() ? "expired" : { round, asked };
}

/** The round of the address, by the link that this browser opened. */
export async function openKeptRound(request: Request, context: AppContext, id: string): Promise<OpenedRound | LinkFault> {
  const kept = readKeptToken(request, context, id);
  if (typeof kept === "string") return kept;
  const opened = await openRoundLink(context, kept.token);
  return typeof opened === "string" || opened.asked.id === id ? opened : "forged";
}
