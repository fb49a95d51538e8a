-- Each task has a place in the word index: the second of its request, then its number. Walking the index backwards gives the newest tasks
-- first without looking at any other. The departments of a task are words of it, so that a search of one department reads only its own.
DROP TRIGGER `task_search_insert`;--> statement-breakpoint
DROP TRIGGER `task_search_update`;--> statement-breakpoint
DROP TABLE `task_search`;--> statement-breakpoint
CREATE TABLE `task_place` (
	`number` integer PRIMARY KEY,
	`task_id` text NOT NULL UNIQUE
) STRICT;--> statement-breakpoint
CREATE VIRTUAL TABLE `task_search` USING fts5(task_id UNINDEXED, search_key, tokenize = 'unicode61 remove_diacritics 0', detail = none, columnsize = 0);--> statement-breakpoint
INSERT INTO `task_place` (task_id) SELECT id FROM `task` ORDER BY requested_at, id;--> statement-breakpoint
INSERT INTO `task_search` (rowid, task_id, search_key)
	SELECT t.requested_at / 1000 * 2147483648 + p.number, t.id, t.search_key || ' zzp' || t.provider_id || ' zzc' || t.client_id
	FROM `task_place` p JOIN `task` t ON t.id = p.task_id ORDER BY p.number;--> statement-breakpoint
CREATE TRIGGER `task_search_insert` AFTER INSERT ON `task` BEGIN
	INSERT INTO `task_place` (task_id) VALUES (new.id);
	INSERT INTO `task_search` (rowid, task_id, search_key)
		SELECT new.requested_at / 1000 * 2147483648 + p.number, new.id, new.search_key || ' zzp' || new.provider_id || ' zzc' || new.client_id FROM `task_place` p WHERE p.task_id = new.id;
END;--> statement-breakpoint
CREATE TRIGGER `task_search_update` AFTER UPDATE OF search_key, requested_at, provider_id, client_id ON `task`
WHEN new.search_key <> old.search_key OR new.requested_at <> old.requested_at OR new.provider_id <> old.provider_id OR new.client_id <> old.client_id BEGIN
	DELETE FROM `task_search` WHERE rowid = (SELECT old.requested_at / 1000 * 2147483648 + p.number FROM `task_place` p WHERE p.task_id = old.id);
	INSERT INTO `task_search` (rowid, task_id, search_key)
		SELECT new.requested_at / 1000 * 2147483648 + p.number, new.id, new.search_key || ' zzp' || new.provider_id || ' zzc' || new.client_id FROM `task_place` p WHERE p.task_id = new.id;
END;
