/** What a notice can be about; its sentence is `notices:KIND` of the catalogues. */
export const NOTICE_KINDS = [
  "agreement_proposed",
  "agreement_countered",
  "agreement_to_sign",
  "agreement_agreed",
  "agreement_commented",
  "agreement_withdrawn",
  "agreement_rejected",
  "agreement_imposed",
  "agreement_terminated",
  "agreement_waits",
  "agreement_escalated",
  "agreement_unanswered",
  "agreement_expired",
  "agreement_ends",
  "agreement_runs_on",
  "reorganisation_planned",
  "reorganisation_done",
  "reorganisation_stuck",
  "need_stated",
  "need_answered",
  "inventory_differs",
  "planned_asked",
  "planned_answered",
  "task_waits",
  "task_at_risk",
  "task_breached",
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export const isNoticeKind = (text: string): text is NoticeKind => (NOTICE_KINDS as readonly string[]).includes(text);
