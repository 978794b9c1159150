-- Marks people as seen, in a batch. Only those who have a place get a mark, so that nothing is left behind by tokens of the past.
--
-- KEYS 1 seen  2 state
-- ARGV 1 now_ms, or '' for the time of Redis   2.. user ids, 1000 at most
--
-- Returns the user ids that have no mark to renew: they left, are active, were skipped, or lost their place with Redis. None
-- while Redis does not know the queue.
--
-- O(n log W).
if redis.call('EXISTS', KEYS[2]) == 0 then
  return {}
end
local now = ARGV[1]
if now == '' then
  local time = redis.call('TIME')
  now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
end
-- A mark takes no more memory than there is; but in a full one Redis would refuse it, were it the script's first change.
redis.call('ZREM', KEYS[1], '')
local unknown = {}
for i = 2, #ARGV do
  if redis.call('ZADD', KEYS[1], 'XX', 'GT', 'CH', now, ARGV[i]) == 0 and not redis.call('ZSCORE', KEYS[1], ARGV[i]) then
    unknown[#unknown + 1] = ARGV[i]
  end
end
return unknown
