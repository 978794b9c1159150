-- The dead letters, the oldest first.
--
-- KEYS 1 dead_letters.
-- ARGV 1 count  the most to return.
--
-- Returns {{id, {'entry', id, 'reason', reason, field, value, ...}}, ...}.
--
-- O(n) for n returned.
local dead_letters = KEYS[1]
return redis.call('XRANGE', dead_letters, '-', '+', 'COUNT', ARGV[1])
