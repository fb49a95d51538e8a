/** When mails about notices come: with each, or one a working day. The inbox shows them at once either way. */
export const NOTICE_MODES = ["at_once", "daily"] as const;
export type NoticeMode = (typeof NOTICE_MODES)[number];
