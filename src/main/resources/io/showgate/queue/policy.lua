-- Which keys Redis drops when its memory is full, on the node that has this queue. From INFO, since CONFIG is often forbidden.
--
-- KEYS 1 state  says which node is meant
-- no ARGV
--
-- Returns {policy}, as 'volatile-lru', or '' if INFO is forbidden as well.
--
-- O(1).
local info = redis.pcall('INFO', 'memory')
return {type(info) == 'string' and string.match(info, 'maxmemory_policy:([%w-]+)') or ''}
