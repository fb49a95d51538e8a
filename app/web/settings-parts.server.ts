import { SETTINGS_PARTS, type SettingsPart } from "#app/components/settings-tabs.tsx";
import { mayEver } from "#app/domain/access/can.ts";
import type { Permission } from "#app/domain/access/permission.ts";
import type { Viewer } from "./session.server.ts";

const OPENED_BY: Record<SettingsPart, Permission> = { about: "settings.read", accounts: "settings.read", roles: "role.read", tokens: "token.edit", jobs: "jobs.read", audit: "audit.read", policy: "settings.read", surveys: "survey.edit", privacy: "settings.read" };

/** Which parts of the settings a person is shown a way to. */
export function settingsParts(viewer: Viewer): readonly SettingsPart[] {
  return SETTINGS_PARTS.filter((part) => mayEver(viewer.actor, OPENED_BY[part]));
}
