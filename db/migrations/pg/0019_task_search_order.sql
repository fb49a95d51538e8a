-- The word index of SQLite has its counterpart in the operators of PostgreSQL; nothing to create here.
SELECT 1;
