/** What a subscription can be told of. */
export const HAPPENINGS = ["promise_breached", "promise_at_risk", "period_closed", "objection_raised", "case_opened"] as const;
export type Happening = (typeof HAPPENINGS)[number];

export const OUTGOING_PROFILES = ["generic", "slack", "telegram", "vk_teams", "bitrix24"] as const;
export type OutgoingProfile = (typeof OUTGOING_PROFILES)[number];

/** Where messages of a subscription go. What a profile needs is in `PROFILE_NEEDS`. */
export interface OutgoingTarget {
  /** generic, slack: the whole address; telegram: of the Bot API server; vk_teams: with /bot/v1; bitrix24: of the incoming webhook, with its token. */
  readonly url: string;
  readonly token: string;
  readonly chat: string;
}

export const PROFILE_NEEDS: Readonly<Record<OutgoingProfile, { readonly token: boolean; readonly chat: boolean }>> = {
  generic: { token: false, chat: false },
  slack: { token: false, chat: false },
  telegram: { token: true, chat: true },
  vk_teams: { token: true, chat: true },
  bitrix24: { token: false, chat: true },
};

/** One message: what happened by its name, ids and a link; the text says no names, scores or amounts. */
export interface OutgoingMessage {
  readonly id: string;
  readonly happening: Happening;
  /** Epoch ms. */
  readonly at: number;
  readonly refs: Readonly<Record<string, string>>;
  readonly text: string;
  readonly link: string;
}

export interface OutgoingRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  /** Empty for GET. */
  readonly body: string;
}

/** The request that a profile makes of a message: pure, so that what leaves can be read in a test. */
export function outgoingRequest(profile: OutgoingProfile, target: OutgoingTarget, message: OutgoingMessage): OutgoingRequest {
  const said = `${message.text}\n${message.link}`;
  const base = target.url.replace(/\/+$/, "");
  const post = (url: string, body: unknown): OutgoingRequest => ({ method: "POST", url, body: JSON.stringify(body) });
  switch (profile) {
    case "generic":
      return post(target.url, { id: message.id, event: message.happening, at: new Date(message.at).toISOString(), text: message.text, link: message.link, refs: message.refs });
    case "slack":
      return post(target.url, { text: said });
    case "telegram":
      return post(`${base}/bot${target.token}/sendMessage`, { chat_id: target.chat, text: said, link_preview_options: { is_disabled: true } });
    case "vk_teams":
      return { method: "GET", url: `${base}/messages/sendText?${new URLSearchParams({ token: target.token, chatId: target.chat, text: said }).toString()}`, body: "" };
    case "bitrix24":
      return post(`${base}/im.message.add.json`, { DIALOG_ID: target.chat, MESSAGE: said });
  }
}

/** Where a message leads: the page of what happened. */
export function pathOf(happening: Happening, refs: Readonly<Record<string, string>>): string {
  if (happening === "period_closed") return `/periods/${refs["month"] ?? ""}`;
  if (happening === "objection_raised") return `/work/disputes/${refs["disputeId"] ?? ""}`;
  if (happening === "case_opened") return `/improvement/${refs["caseId"] ?? ""}`;
  return refs["taskId"] ? `/work/${refs["taskId"]}` : "/work/planned";
}

/** A repeat waits 1, 2, 4 … minutes, at most six hours; after 12 attempts (about a day) a message is dead and visible. */
export const MOST_ATTEMPTS = 12;
export const backOffMs = (attempt: number): number => Math.min(60_000 * 2 ** (attempt - 1), 6 * 3_600_000);

/** Only what is news is told: a promise decided longer ago than this came with an import of the past. */
export const NEWS_MS = 86_400_000;
