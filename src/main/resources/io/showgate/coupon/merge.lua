-- Brings recorded claims into a campaign that is closed for recovery; what is recorded goes before what Redis has.
--
-- KEYS 1 claims  2 returned  3 state
-- ARGV 1 token of the instance  2 lease_ms  3 now_ms, or '' for the time of Redis
--      then for each claim: user id, number, and the reason why it was given back, or ''
--
-- Returns {code}: 1 done   0 the campaign is not this instance's to recover any more
--
-- O(n log C) for n claims and C people with a claim. Never undoes a return that the database has recorded: its row may
-- have been read before.
local claims, returned, state = KEYS[1], KEYS[2], KEYS[3]
local RECORDED = {['given-back'] = true, cancelled = true}

if redis.call('HGET', state, 'rebuild') ~= ARGV[1] then
  return {0}
end
local now = tonumber(ARGV[3])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
redis.call('HSET', state, 'rebuildUntil', string.format('%.0f', now + ARGV[2]))
for i = 4, #ARGV, 3 do
  local user, number, reason = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  redis.call('ZADD', claims, 'NX', number, user)
  if reason ~= '' then
    redis.call('HSET', returned, user, reason)
  elseif not RECORDED[redis.call('HGET', returned, user)] then
    redis.call('HDEL', returned, user)
  end
end
return {1}
