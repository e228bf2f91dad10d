-- Finds the clean files that were last scanned the longest ago.
CREATE INDEX files_clean ON files (council_id, scan_at) WHERE scan = 'clean';
