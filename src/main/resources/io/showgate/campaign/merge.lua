-- Adds recorded claims to a campaign that is closed for recovery. The database decides about the claims that it has.
--
-- KEYS 1 claims  2 returned  3 state.
-- ARGV 1 token of the instance.
--      2 lease_ms.
--      3 now_ms, or '' for the time of Redis.
--      Then three for each claim: user id, number, and the reason why its coupon was given back, or ''.
--
-- Returns {code}.
--   0 this instance does not hold the campaign any more.
--   1 done.
--
-- O(n log C) for n claims and C people with a claim. Never undoes a return that the database has recorded, since the row
-- may have been read before the return.
-- include redis/now.part.lua
-- include redis/text.part.lua
local claims, returned, state = KEYS[1], KEYS[2], KEYS[3]
local RECORDED = {['given-back'] = true, cancelled = true}

if redis.call('HGET', state, 'rebuild') ~= ARGV[1] then
  return {0}
end
redis.call('HSET', state, 'rebuildUntil', text(now_ms(ARGV[3]) + ARGV[2]))
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
