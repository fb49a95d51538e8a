import { z } from "zod";
import { apiBatchSchema, apiEventsSchema, apiTaskSchema, MOST_ITEMS } from "#app/operations/feeds/api-task.ts";

/** A task as a source tells it: the example of the batch, valid by the schema itself (tested). */
export const EXAMPLE_TASK = {
  externalId: "REQ-1042",
  product: "PAYSLIP",
  client: "SALES",
  title: "Payslip of March",
  requester: "client@example.org",
  attributes: { priority: "normal" },
  events: [
    { id: "1", type: "requested", occurredAt: "2026-03-02T09:00:00+03:00" },
    { id: "2", type: "acknowledged", occurredAt: "2026-03-02T09:30:00+03:00" },
    { id: "3", type: "paused", occurredAt: "2026-03-02T10:00:00+03:00", payload: { reason: "client" } },
    { id: "4", type: "resumed", occurredAt: "2026-03-03T10:00:00+03:00" },
    { id: "5", type: "delivered", occurredAt: "2026-03-03T15:00:00+03:00", payload: { files: [{ name: "payslip.pdf", type: "application/pdf" }] } },
  ],
};

export const EXAMPLE_EVENTS = { events: [{ id: "6", type: "accepted", occurredAt: "2026-03-04T11:00:00+03:00" }] };

/** A delivery of a system that signs as Concord asks, by the mapping that such a webhook begins with. */
export const EXAMPLE_TOLD = { id: "REQ-1042", event: "delivered", at: "2026-03-03T15:00:00+03:00", product: "PAYSLIP", client: "SALES", title: "Payslip of March" };

const schemaOf = (schema: z.ZodType) => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return rest;
};
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const bodyOf = (schema: unknown, example: unknown) => ({ required: true, content: { "application/json": { schema, example } } });
const answer = (description: string, schema: unknown, example?: unknown) => ({ description, content: { "application/json": { schema, ...(example === undefined ? {} : { example }) } } });
const problems = (...codes: readonly (readonly [number, string])[]) =>
  Object.fromEntries(codes.map(([status, description]) => [String(status), { description, content: { "application/problem+json": { schema: ref("Problem") } } }]));
const REFUSALS = problems([401, "No valid token"], [403, "The token lacks the scope"], [429, "Too many requests; Retry-After says when to come again"]);
const KEY = {
  name: "Idempotency-Key", in: "header", required: false, schema: { type: "string", minLength: 1, maxLength: 200 },
  description: "The same request under the same key gets the kept answer; another one gets 409. Sending without a key twice changes nothing either.",
};
const PATH = [
  { name: "source", in: "path", required: true, schema: { type: "string" }, description: "The token's own source." },
  { name: "externalId", in: "path", required: true, schema: { type: "string" } },
];

/** The description of the HTTP API in OpenAPI 3.1; the schemas are those that requests are checked with. */
export function openApi(origin: string) {
  return {
    openapi: "3.1.0",
    info: { title: "Concord", version: "1", description: "Task data in, verdicts out. A token speaks for one source; an administrator issues it under Settings, Sources and tokens." },
    servers: [{ url: `${origin}/api/v1` }],
    security: [{ token: [] }],
    paths: {
      "/tasks:batch": {
        post: {
          operationId: "sendTasks", summary: "Send tasks with their events", description: `Up to ${MOST_ITEMS} items; each is taken or refused whole. An event id that is known with another value is a correction.`,
          parameters: [KEY], requestBody: bodyOf(ref("Batch"), { items: [EXAMPLE_TASK] }),
          responses: {
            200: answer("What became of each item, in its order", ref("BatchResult"), { counts: { accepted: 1, corrected: 0, unchanged: 0, rejected: 0 }, results: [{ index: 0, externalId: "REQ-1042", status: "accepted", errors: [] }] }),
            ...REFUSALS, ...problems([400, "The body is not JSON"], [409, "The key is in use"], [413, "The body is too large"], [415, "The body is not application/json"], [422, "Not a batch"]),
          },
        },
      },
      "/tasks/{source}/{externalId}/events": {
        post: {
          operationId: "sendEvents", summary: "Send what happened to one known task", parameters: [...PATH, KEY], requestBody: bodyOf(ref("Events"), EXAMPLE_EVENTS),
          responses: { 200: answer("What the events did", { type: "object", properties: { status: ref("Outcome") } }, { status: "accepted" }), ...REFUSALS, ...problems([404, "No such task"], [409, "The key is in use"], [422, "An event is not as it should be"]) },
        },
      },
      "/tasks": {
        get: {
          operationId: "listTasks", summary: "Tasks of the token's source with their verdicts",
          parameters: [
            { name: "cursor", in: "query", schema: { type: "string" }, description: "nextCursor of the page before" },
            { name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 500, default: 100 } },
          ],
          responses: { 200: answer("A page", { type: "object", properties: { tasks: { type: "array", items: ref("Task") }, nextCursor: { type: ["string", "null"] } } }), ...REFUSALS, ...problems([400, "A bad cursor or limit"]) },
        },
      },
      "/hooks/{id}": {
        post: {
          operationId: "tellEvent", summary: "Tell one event of a task system, in its own format", security: [],
          description:
            "The address of a webhook that an administrator made; its scheme says how it is proven, its mapping where the facts stand. The scheme of systems of one's own: X-Concord-Signature is sha256= and the hex of HMAC-SHA256(secret, TIMESTAMP.BODY), X-Concord-Timestamp the seconds since 1970, at most five minutes old. Jira Cloud signs in X-Hub-Signature, Redmine in X-Redmine-Signature-256, GLPI in X-GLPI-signature; Bitrix24 sends its token in the form.",
          parameters: [
            { name: "id", in: "path", required: true, schema: { type: "string" } },
            { name: "X-Concord-Timestamp", in: "header", schema: { type: "string" }, description: "Seconds since 1970", example: "1772442000" },
            { name: "X-Concord-Signature", in: "header", schema: { type: "string" }, example: "sha256=9f2c…" },
          ],
          requestBody: {
            required: true,
            content: { "application/json": { schema: { type: "object" }, example: EXAMPLE_TOLD }, "application/x-www-form-urlencoded": { schema: { type: "object" } } },
          },
          responses: {
            200: answer("What the delivery did; ignored = nothing in it means anything here", { type: "object", properties: { status: { type: "string", enum: ["accepted", "corrected", "unchanged", "ignored"] }, externalId: { type: ["string", "null"] } } }, { status: "accepted", externalId: "REQ-1042" }),
            ...problems([401, "Not proven, too old, or no such webhook"], [409, "This delivery was taken already"], [413, "The body is too large"], [415, "Neither JSON nor a form"], [422, "The mapping does not fit; errors say where. It is kept and can be sent again"], [429, "Too many requests"]),
          },
        },
      },
      "/tasks/{source}/{externalId}": {
        get: { operationId: "readTask", summary: "One task with its events and verdicts", parameters: PATH, responses: { 200: answer("The task", ref("Task")), ...REFUSALS, ...problems([404, "No such task"]) } },
      },
    },
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer", description: "Scopes: tasks:read, tasks:write." } },
      schemas: {
        IncomingTask: schemaOf(apiTaskSchema),
        Batch: { ...schemaOf(apiBatchSchema), properties: { items: { type: "array", minItems: 1, maxItems: MOST_ITEMS, items: ref("IncomingTask") } } },
        Events: schemaOf(apiEventsSchema),
        Outcome: { type: "string", enum: ["accepted", "corrected", "unchanged"] },
        BatchResult: {
          type: "object",
          properties: {
            counts: { type: "object", additionalProperties: { type: "integer" } },
            results: {
              type: "array",
              items: {
                type: "object",
                properties: {
                  index: { type: "integer" }, externalId: { type: ["string", "null"] }, status: { type: "string", enum: ["accepted", "corrected", "unchanged", "rejected"] },
                  errors: { type: "array", items: { type: "object", properties: { pointer: { type: "string" }, code: { type: "string" }, value: { type: "string" } } } },
                },
              },
            },
          },
        },
        Task: {
          type: "object",
          properties: {
            source: { type: "string" }, externalId: { type: "string" }, title: { type: "string" }, product: { type: ["string", "null"] }, provider: { type: ["string", "null"] }, client: { type: ["string", "null"] },
            state: { type: "string" }, requestedAt: { type: "string", format: "date-time" }, deliveredAt: { type: ["string", "null"], format: "date-time" }, dueAt: { type: ["string", "null"], format: "date-time" },
            outcome: { type: ["string", "null"] }, underAgreement: { type: "boolean" }, attributes: { type: "object", additionalProperties: { type: "string" } },
            verdicts: { type: "array", items: { type: "object" } }, events: { type: "array", items: { type: "object" } },
          },
        },
        Problem: { type: "object", properties: { type: { type: "string" }, title: { type: "string" }, status: { type: "integer" }, code: { type: "string" }, detail: { type: "string" }, errors: { type: "array", items: {} } } },
      },
    },
  };
}
