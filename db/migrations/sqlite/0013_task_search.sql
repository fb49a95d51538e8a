CREATE VIRTUAL TABLE `task_search` USING fts5(task_id UNINDEXED, search_key, tokenize = 'unicode61 remove_diacritics 0', detail = none, columnsize = 0);--> statement-breakpoint
INSERT INTO `task_search` (task_id, search_key) SELECT id, search_key FROM `task`;--> statement-breakpoint
CREATE TRIGGER `task_search_insert` AFTER INSERT ON `task` BEGIN
	INSERT INTO `task_search` (task_id, search_key) VALUES (new.id, new.search_key);
END;--> statement-breakpoint
CREATE TRIGGER `task_search_update` AFTER UPDATE OF search_key ON `task` WHEN new.search_key <> old.search_key BEGIN
	INSERT INTO `task_search` (task_id, search_key) VALUES (new.id, new.search_key);
END;
