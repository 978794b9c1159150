-- Closes a campaign for its recovery by one instance, which holds it for a while.
--
-- KEYS 1 state
-- ARGV 1 token of the instance  2 lease_ms
--      3 force   1 to close it even if it is open and nothing seems wrong; else 0
--      4 now_ms, or '' for the time of Redis
--
-- Returns {code, run}: 1 closed, run is the id of this run of Redis   0 another instance is at it, or it is open
--
-- O(1).
local state = KEYS[1]
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)')
local known = redis.call('HMGET', state, 'rebuild', 'rebuildUntil', 'total', 'run')
if ARGV[3] ~= '1' and known[3] and not known[1] and known[4] == run then
  return {0, ''}
end
local now = tonumber(ARGV[4])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
if known[1] and known[1] ~= ARGV[1] and tonumber(known[2]) > now then
  return {0, ''}
end
redis.call('HSET', state, 'rebuild', ARGV[1], 'rebuildUntil', string.format('%.0f', now + ARGV[2]))
return {1, run}
