import type { HookMapping } from "./hook-mapping.ts";
import type { HookSchemeName } from "./hook-scheme.ts";

export interface HookProfile {
  readonly scheme: HookSchemeName;
  /** Codes of products and departments in it are examples, to be replaced by one's own. */
  readonly mapping: HookMapping;
}

/**
 * Where to begin with each task system. The shapes are those of Jira Cloud's `jira:issue_*`, Redmine 7's `issue.*`, GLPI 11's ticket
 * webhooks and Bitrix24's `ONTASK*` events. Bitrix24 tells ids only: what became of a task is seen there only when the portal's own
 * handler adds STATUS.
 */
export const HOOK_PROFILES: Readonly<Record<HookSchemeName, HookProfile>> = {
  concord: {
    scheme: "concord",
    mapping: {
      task: { id: { path: "id" }, product: { path: "product" }, client: { path: "client" }, provider: { path: "provider" }, title: { path: "title" }, requester: { path: "requester" }, assignee: { path: "assignee" } },
      rules: [
        { when: [{ path: "event", is: ["requested"] }], event: "requested", at: "at", each: false },
        { when: [{ path: "event", is: ["acknowledged"] }], event: "acknowledged", at: "at", each: false },
        { when: [{ path: "event", is: ["paused"] }], event: "paused", at: "at", reason: "$reason", each: true },
        { when: [{ path: "event", is: ["resumed"] }], event: "resumed", at: "at", each: true },
        { when: [{ path: "event", is: ["delivered"] }], event: "delivered", at: "at", each: true },
        { when: [{ path: "event", is: ["returned"] }], event: "returned", at: "at", reason: "$reason", each: true },
        { when: [{ path: "event", is: ["accepted"] }], event: "accepted", at: "at", each: false },
        { when: [{ path: "event", is: ["cancelled"] }], event: "cancelled", at: "at", reason: "$reason", each: false },
      ],
    },
  },
  jira: {
    scheme: "jira",
    mapping: {
      task: {
        id: { path: "issue.key" },
        product: { path: "issue.fields.issuetype.name", map: { "Service Request": "REPORT" } },
        client: { path: ["issue.fields.customfield_10050.value", "issue.fields.project.key"], map: { Sales: "SALES" } },
        title: { path: "issue.fields.summary" },
        requester: { path: "issue.fields.reporter.emailAddress" },
        assignee: { path: "issue.fields.assignee.emailAddress" },
        attributes: { priority: "issue.fields.priority.name" },
      },
      rules: [
        { when: [], event: "requested", at: "issue.fields.created", each: false },
        { when: [{ path: "changelog.items[field=status].toString", is: ["In Progress"] }, { path: "changelog.items[field=status].fromString", is: ["To Do", "Open"] }], event: "acknowledged", at: "timestamp", each: false },
        { when: [{ path: "changelog.items[field=status].toString", is: ["Waiting for customer"] }], event: "paused", at: "timestamp", reason: "client", each: true },
        { when: [{ path: "changelog.items[field=status].fromString", is: ["Waiting for customer"] }], event: "resumed", at: "timestamp", each: true },
        { when: [{ path: "changelog.items[field=status].toString", is: ["Done", "Resolved"] }], event: "delivered", at: "timestamp", each: true },
        { when: [{ path: "changelog.items[field=status].fromString", is: ["Done", "Resolved"] }, { path: "changelog.items[field=status].toString", is: ["Reopened", "In Progress"] }], event: "returned", at: "timestamp", reason: "reopened", each: true },
        { when: [{ path: "webhookEvent", is: ["jira:issue_deleted"] }], event: "cancelled", at: "timestamp", reason: "deleted", each: false },
      ],
      zone: "UTC",
    },
  },
  redmine: {
    scheme: "redmine",
    mapping: {
      ignore: [[{ path: "data.wiki_page.title" }], [{ path: "data.time_entry.id" }], [{ path: "data.news.id" }], [{ path: "data.version.id" }]],
      task: {
        id: { path: "data.issue.id" },
        product: { path: "data.issue.tracker.name", map: { Report: "REPORT" } },
        client: { path: "data.issue.project.name", map: { Sales: "SALES" } },
        title: { path: "data.issue.subject" },
        attributes: { priority: "data.issue.priority.name" },
      },
      rules: [
        { when: [], event: "requested", at: "data.issue.created_on", each: false },
        { when: [{ path: "data.journal.details[prop_key=status_id].value", is: ["2"] }, { path: "data.journal.details[prop_key=status_id].old_value", is: ["1"] }], event: "acknowledged", at: "timestamp", each: false },
        { when: [{ path: "data.journal.details[prop_key=status_id].value", is: ["4"] }], event: "paused", at: "timestamp", reason: "client", each: true },
        { when: [{ path: "data.journal.details[prop_key=status_id].old_value", is: ["4"] }], event: "resumed", at: "timestamp", each: true },
        { when: [{ path: "data.journal.details[prop_key=status_id].value", is: ["3"] }], event: "delivered", at: "timestamp", each: true },
        { when: [{ path: "data.journal.details[prop_key=status_id].value", is: ["5"] }], event: "accepted", at: "timestamp", each: false },
        { when: [{ path: "data.journal.details[prop_key=status_id].value", is: ["6"] }], event: "cancelled", at: "timestamp", reason: "rejected", each: false },
      ],
      zone: "UTC",
    },
  },
  glpi: {
    scheme: "glpi",
    mapping: {
      task: {
        id: { path: "item.id" },
        product: { path: "item.category.name", map: { Reports: "REPORT" } },
        client: { path: "item.entity.name", map: { Sales: "SALES" } },
        title: { path: "item.name" },
        attributes: { urgency: "item.urgency" },
      },
      rules: [
        { when: [], event: "requested", at: ["item.date", "item.date_creation"], each: false },
        { when: [{ path: "item.status.id", is: ["2", "3"] }], event: "acknowledged", at: "item.date_mod", each: false },
        { when: [{ path: "item.status.id", is: ["4"] }], event: "paused", at: ["item.begin_waiting_date", "item.date_mod"], reason: "client", each: true },
        { when: [{ path: "item.status.id", is: ["5", "6"] }, { path: "item.date_solve" }], event: "delivered", at: "item.date_solve", each: true },
        { when: [{ path: "item.status.id", is: ["6"] }, { path: "item.date_close" }], event: "accepted", at: "item.date_close", each: false },
        { when: [{ path: "event", is: ["delete"] }], event: "cancelled", at: "received", reason: "deleted", each: false },
      ],
      zone: "Europe/Moscow",
    },
  },
  bitrix24: {
    scheme: "bitrix24",
    mapping: {
      task: { id: { path: ["data.FIELDS_AFTER.ID", "data.FIELDS_BEFORE.ID"] }, product: { value: "REPORT" }, client: { value: "SALES" }, title: { path: "data.FIELDS_AFTER.TITLE" } },
      rules: [
        { when: [{ path: "event", is: ["ONTASKADD"] }], event: "requested", at: "ts", each: false },
        { when: [{ path: "event", is: ["ONTASKUPDATE"] }, { path: "data.FIELDS_AFTER.STATUS", is: ["3"] }], event: "acknowledged", at: "ts", each: false },
        { when: [{ path: "event", is: ["ONTASKUPDATE"] }, { path: "data.FIELDS_AFTER.STATUS", is: ["6"] }], event: "paused", at: "ts", reason: "deferred", each: true },
        { when: [{ path: "event", is: ["ONTASKUPDATE"] }, { path: "data.FIELDS_AFTER.STATUS", is: ["4", "5"] }], event: "delivered", at: "ts", each: true },
        { when: [{ path: "event", is: ["ONTASKDELETE"] }], event: "cancelled", at: "ts", reason: "deleted", each: false },
      ],
    },
  },
};
