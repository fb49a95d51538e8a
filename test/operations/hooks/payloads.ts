/** Deliveries as the systems send them, shortened to what a mapping may point at; the times are made up. */
export const jira = (more: { status?: [string, string]; at?: string; event?: string; key?: string }) => ({
  timestamp: Date.parse(more.at ?? "2026-06-15T09:00:00Z"),
  webhookEvent: more.event ?? (more.status ? "jira:issue_updated" : "jira:issue_created"),
  issue_event_type_name: more.status ? "issue_generic" : "issue_created",
  user: { accountId: "5b10a2844c20165700ede21g", displayName: "A. Person", active: true },
  issue: {
    id: "10002", self: "https://example.atlassian.net/rest/api/2/issue/10002", key: more.key ?? "ACC-7",
    fields: {
      summary: "Turnover of May", created: "2026-06-15T12:00:00.000+0300", issuetype: { name: "Service Request" }, project: { key: "ACC", name: "Accounting" }, customfield_10050: { value: "Sales" },
      priority: { name: "High" }, status: { name: more.status?.[1] ?? "To Do" }, reporter: { emailAddress: "cy@tiny.example" }, assignee: null,
    },
  },
  ...(more.status ? { changelog: { id: "10124", items: [{ field: "priority", fieldtype: "jira", from: "3", fromString: "Medium", to: "2", toString: "High" }, { field: "status", fieldtype: "jira", from: "1", fromString: more.status[0], to: "2", toString: more.status[1] }] } } : {}),
});

export const redmine = (more: { status?: [string, string]; at: string }) => ({
  type: more.status ? "issue.updated" : "issue.created", timestamp: more.at,
  data: {
    issue: { id: 501, project: { id: 3, name: "Sales" }, tracker: { id: 2, name: "Report" }, status: { id: 1, name: "New" }, priority: { id: 4, name: "Normal" }, author: { id: 9, name: "A. Person" }, subject: "Turnover of May", created_on: "2026-06-15T09:00:00Z", custom_fields: [{ id: 1, name: "Site", value: "North" }] },
    ...(more.status ? { journal: { id: 77, created_on: more.at, notes: "", user: { id: 9, name: "A. Person" }, details: [{ property: "attr", prop_key: "done_ratio", old_value: "0", value: "50" }, { property: "attr", prop_key: "status_id", old_value: more.status[0], value: more.status[1] }] } } : {}),
  },
});

export const glpi = (status: number, more: Readonly<Record<string, unknown>> = {}) => ({
  event: status === 1 ? "new" : "update",
  item: { id: 88, name: "Turnover of May", entity: { id: 2, name: "Sales" }, category: { id: 5, name: "Reports" }, status: { id: status, name: "?" }, urgency: 3, date: "2026-06-15 12:00:00", date_creation: "2026-06-15 12:00:00", date_mod: "2026-06-15T12:30:00+03:00", date_solve: null, date_close: null, begin_waiting_date: null, ...more },
});

export const bitrix24 = (event: string, at: number, token: string, fields: Readonly<Record<string, string>> = {}) =>
  new URLSearchParams([
    ["event", event], ["event_handler_id", "31"], ...Object.entries({ ID: "4021", ...fields }).map(([name, value]): [string, string] => [`data[${event === "ONTASKDELETE" ? "FIELDS_BEFORE" : "FIELDS_AFTER"}][${name}]`, value]),
    ["data[IS_ACCESSIBLE_AFTER]", "undefined"], ["ts", String(at / 1000)], ["auth[domain]", "portal.example.ru"], ["auth[member_id]", "a223c6b3710f85df22e9377d6c4f7553"], ["auth[application_token]", token],
  ]).toString();
