import { problem } from "./api.server.ts";

/** The answer while the disk is full. */
export const noRoom = (): Response => problem({ status: 507, code: "no_room", detail: "The disk of the portal is full; nothing was saved. Its administrator has to make room." });
