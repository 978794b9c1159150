-- Closes a campaign, so that one instance recovers it. That instance has a lease on the campaign.
--
-- KEYS 1 state.
-- ARGV 1 token of the instance.
--      2 lease_ms.
--      3 force  1 to close it even if it is open and nothing seems wrong. 0 otherwise.
--      4 now_ms, or '' for the time of Redis.
--
-- Returns {code, run}.
--   0 another instance recovers it, or it is open. The run is ''.
--   1 closed. The run is the id of this run of Redis.
--
-- O(1).
-- include redis/now.part.lua
-- include redis/run.part.lua
-- include redis/text.part.lua
local state = KEYS[1]
local run = run_id()
local known = redis.call('HMGET', state, 'rebuild', 'rebuildUntil', 'total', 'run')
if ARGV[3] ~= '1' and known[3] and not known[1] and known[4] == run then
  return {0, ''}
end
local now = now_ms(ARGV[4])
if known[1] and known[1] ~= ARGV[1] and tonumber(known[2]) > now then
  return {0, ''}
end
redis.call('HSET', state, 'rebuild', ARGV[1], 'rebuildUntil', text(now + ARGV[2]))
return {1, run}
