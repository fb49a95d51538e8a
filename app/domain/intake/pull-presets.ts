import type { HookMapping } from "./hook-mapping.ts";
import type { PullPlan } from "./pull-plan.ts";

export const PULL_PRESET_NAMES = ["json", "redmine", "jira", "gitlab"] as const;
export type PullPresetName = (typeof PULL_PRESET_NAMES)[number];

export interface PullPreset {
  /** An address of the right shape; host and project are one's own. */
  readonly url: string;
  readonly headerName: string;
  readonly plan: PullPlan;
  /** Codes of products and departments in it are examples, to be replaced by one's own. */
  readonly mapping: HookMapping;
}

const PLAN: PullPlan = { itemsPath: "", paging: "none", pageParam: "", nextPath: "", firstPage: 1, positionPath: "", positionForm: "iso", positionStart: "2026-01-01T00:00:00Z", overlapMinutes: 5 };

/**
 * Where to begin with each system: Redmine's `issues.json`, Jira Cloud's `search/jql`, GitLab's issues, and any other list in JSON. Each of
 * them is sorted by the last change, so that a run that is cut off has the older ones.
 */
export const PULL_PRESETS: Readonly<Record<PullPresetName, PullPreset>> = {
  json: {
    url: "https://tasks.example.org/api/tasks?updated_since={position}",
    headerName: "Authorization",
    plan: { ...PLAN, itemsPath: "items", paging: "next", nextPath: "next", positionPath: "updatedAt" },
    mapping: {
      task: { id: { path: "id" }, product: { path: "product" }, client: { path: "client" }, title: { path: "title" }, requester: { path: "requester" } },
      rules: [
        { when: [], event: "requested", at: "createdAt", each: false },
        { when: [{ path: "startedAt" }], event: "acknowledged", at: "startedAt", each: false },
        { when: [{ path: "dueAt" }], event: "due_agreed", at: "createdAt", dueAt: "dueAt", each: false },
        { when: [{ path: "resolvedAt" }], event: "delivered", at: "resolvedAt", each: false },
        { when: [{ path: "cancelledAt" }], event: "cancelled", at: "cancelledAt", reason: "cancelled", each: false },
      ],
    },
  },
  redmine: {
    url: "https://redmine.example.org/issues.json?status_id=*&sort=updated_on&limit=100&updated_on=%3E%3D{position}",
    headerName: "X-Redmine-API-Key",
    plan: { ...PLAN, itemsPath: "issues", paging: "offset", pageParam: "offset", positionPath: "updated_on" },
    mapping: {
      task: {
        id: { path: "id" }, title: { path: "subject" }, product: { path: "category.name", map: { Reports: "REPORT" } }, client: { path: ["custom_fields[name=Department].value", "project.name"], map: { Sales: "SALES" } },
        attributes: { priority: "priority.name", type: "tracker.name" },
      },
      rules: [
        { when: [], event: "requested", at: "created_on", each: false },
        { when: [{ path: "start_date" }, { path: "status.name", is: ["In Progress", "В работе"] }], event: "acknowledged", at: "updated_on", each: false },
        { when: [{ path: "closed_on" }, { path: "status.name", is: ["Closed", "Resolved", "Закрыта", "Решена"] }], event: "delivered", at: "closed_on", each: false },
        { when: [{ path: "status.name", is: ["Rejected", "Отклонена"] }], event: "cancelled", at: ["closed_on", "updated_on"], reason: "rejected", each: false },
      ],
    },
  },
  jira: {
    url: "https://company.example.net/rest/api/3/search/jql?fields=*all&maxResults=100&jql=updated%20%3E%3D%20{position}%20order%20by%20updated",
    headerName: "Authorization",
    plan: { ...PLAN, itemsPath: "issues", paging: "cursor", pageParam: "nextPageToken", nextPath: "nextPageToken", positionPath: "fields.updated", positionForm: "unix_ms" },
    mapping: {
      task: {
        id: { path: "key" }, title: { path: "fields.summary" }, product: { path: "fields.issuetype.name", map: { "Service Request": "REPORT" } },
        client: { path: ["fields.customfield_10050.value", "fields.project.key"], map: { Sales: "SALES" } }, requester: { path: "fields.reporter.emailAddress" }, assignee: { path: "fields.assignee.emailAddress" },
        attributes: { priority: "fields.priority.name" },
      },
      rules: [
        { when: [], event: "requested", at: "fields.created", each: false },
        { when: [{ path: "fields.resolutiondate" }, { path: "fields.resolution.name", is: ["Done", "Fixed", "Resolved", "Готово", "Решено"] }], event: "delivered", at: "fields.resolutiondate", each: false },
        { when: [{ path: "fields.resolutiondate" }, { path: "fields.resolution.name", is: ["Won't Do", "Duplicate", "Declined", "Отклонено"] }], event: "cancelled", at: "fields.resolutiondate", reason: "declined", each: false },
      ],
      zone: "UTC",
    },
  },
  gitlab: {
    url: "https://gitlab.example.org/api/v4/projects/1/issues?order_by=updated_at&sort=asc&per_page=100&updated_after={position}",
    headerName: "PRIVATE-TOKEN",
    plan: { ...PLAN, paging: "next", positionPath: "updated_at" },
    mapping: {
      task: { id: { path: "references.full" }, title: { path: "title" }, product: { path: "labels[0]", map: { report: "REPORT" } }, client: { value: "SALES" }, attributes: { type: "issue_type" } },
      rules: [
        { when: [], event: "requested", at: "created_at", each: false },
        { when: [{ path: "closed_at" }], event: "delivered", at: "closed_at", each: false },
      ],
    },
  },
};
