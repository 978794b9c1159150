-- Reads which keys Redis drops when its memory is full, and how much memory it uses, on the node that holds this queue. It
-- asks INFO because CONFIG is often forbidden.
--
-- KEYS 1 state  selects the node
-- no ARGV
--
-- Returns {policy, used}, for example 'volatile-lru' and '1048576' in bytes. Each is '' if INFO is forbidden too.
--
-- O(1).
local info = redis.pcall('INFO', 'memory')
local known = type(info) == 'string' and info or ''
return {string.match(known, 'maxmemory_policy:([%w-]+)') or '', string.match(known, 'used_memory:(%d+)') or ''}
