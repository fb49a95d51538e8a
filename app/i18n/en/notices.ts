/** One sentence a kind of notice; `pair` names both sides. */
export const notices = {
  "agreement_proposed": "{{pair}}: version {{number}} is proposed and waits for your answer",
  "agreement_countered": "{{pair}}: your text was answered with version {{number}}",
  "agreement_to_sign": "{{pair}}: version {{number}} waits for your signature",
  "agreement_agreed": "{{pair}}: version {{number}} is agreed",
  "agreement_commented": "{{pair}}: there is a comment on version {{number}}",
  "agreement_withdrawn": "{{pair}}: version {{number}} was withdrawn",
  "agreement_rejected": "{{pair}}: version {{number}} was rejected",
  "agreement_imposed": "{{pair}}: version {{number}} was put in force by the common superior",
  "agreement_terminated": "{{pair}}: the agreement ends",
  "agreement_waits": "{{pair}}: version {{number}} still waits for you",
  "agreement_escalated": "{{pair}}: version {{number}} was not answered in time; you can decide",
  "agreement_unanswered": "{{pair}}: version {{number}} was not answered in time; the common superior was asked",
  "agreement_expired": "{{pair}}: version {{number}} was not signed before its first day",
  "agreement_ends": "{{pair}}: version {{number}} ends on {{to}}; no later version is agreed",
  "mail.open": "Open it in the portal:",
};
