-- Which keys Redis drops when its memory is full, and how much it uses, on the node that has this queue. From INFO, since
-- CONFIG is often forbidden.
--
-- KEYS 1 state  says which node is meant
-- no ARGV
--
-- Returns {policy, used}, as 'volatile-lru' and '1048576' in bytes, each '' if INFO is forbidden as well.
--
-- O(1).
local info = redis.pcall('INFO', 'memory')
local known = type(info) == 'string' and info or ''
return {string.match(known, 'maxmemory_policy:([%w-]+)') or '', string.match(known, 'used_memory:(%d+)') or ''}
