-- The claims that were set aside, the oldest first.
--
-- KEYS 1 aside
-- ARGV 1 how many at most
--
-- Returns {{id, {field, value, ...}}, ...}.
--
-- O(n) for n returned.
local aside = KEYS[1]
return redis.call('XRANGE', aside, '-', '+', 'COUNT', ARGV[1])
