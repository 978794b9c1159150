-- Marks people as seen, in a batch. Only those who have a place get a mark, so that nothing is left behind by tokens of the past.
--
-- KEYS 1 seen  2 state  3 waiting
-- ARGV 1 now_ms, or '' for the time of Redis   2.. user id, number, ...; 1000 people at most
--
-- Returns the user ids that have no mark to renew: they left, are active, were skipped, or lost their place with Redis. None
-- while the queue is not open in this run of Redis. After a loss also those who wait under another number: they have joined anew
-- without the token that they show now.
--
-- O(n log W).
local run = redis.call('HGET', KEYS[2], 'run')
if not run or not string.find(redis.call('INFO', 'server'), 'run_id:' .. run, 1, true) then
  return {}
end
local now = ARGV[1]
if now == '' then
  local time = redis.call('TIME')
  now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
end
-- A mark takes no more memory than there is; but in a full one Redis would refuse it, were it the script's first change.
redis.call('ZREM', KEYS[1], '')
local lost, unknown = redis.call('HEXISTS', KEYS[2], 'lost') == 1, {}
for i = 2, #ARGV, 2 do
  local user = ARGV[i]
  local known = redis.call('ZADD', KEYS[1], 'XX', 'GT', 'CH', now, user) == 1 or redis.call('ZSCORE', KEYS[1], user)
  if not known or lost and tonumber(redis.call('ZSCORE', KEYS[3], user) or ARGV[i + 1]) ~= tonumber(ARGV[i + 1]) then
    unknown[#unknown + 1] = user
  end
end
return unknown
