export const improvement = {
  "title": "Improvement",
  "question": "What do we change?",
  "case": "Case",
  "action": "Action",
  "owner": "Owner",
  "check": "Client's check",
  "empty.title": "No open cases",
  "empty.text": "A low rating or a failed line opens one.",
};
