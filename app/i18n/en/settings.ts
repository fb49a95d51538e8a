export const settings = {
  "title": "Settings",
  "question": "How is it run?",
  "accounts": "Accounts and roles",
  "surveys": "Surveys",
  "notices": "Notices",
  "sources": "Sources and tokens",
  "jobs": "Jobs",
  "jobRun": "Job run",
  "audit": "Audit",
  "backup": "Backup",
  "privacy": "Privacy",
};
