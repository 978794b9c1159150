-- Takes one coupon for a user, or finds the claim that the user has. It checks, takes and appends to the stream in one
-- step, so that a claim is never half done.
--
-- KEYS 1 stock  2 claims  3 stream  4 state.
-- ARGV 1 user id.
--      2 backlog  the most claims that may wait to be recorded.
--      3 put_back  1 to put back a claim that Redis has lost and a receipt proves. The period is not checked again
--                  then. 0 otherwise.
--      4 now_ms, or '' for the time of Redis.
--
-- Returns {code, opens_ms, now_ms}. The last two are 0 unless the code is 3.
--   0 taken.
--   1 taken before.
--   2 sold out.
--   3 not open yet.
--   4 ended.
--   5 closed for recovery.
--   6 too many claims wait to be recorded.
--
-- O(log C) for C people with a claim. Never takes two coupons for one user, and never goes below zero.
-- include redis/now.part.lua
local stock, claims, stream, state = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local user, backlog, put_back = ARGV[1], tonumber(ARGV[2]), ARGV[3] == '1'

if redis.call('ZSCORE', claims, user) then
  return {1, 0, 0}
end

local known = redis.call('HMGET', state, 'opens', 'closes', 'rebuild')
if not known[1] or known[3] then
  return {5, 0, 0}
end
if not put_back then
  local now = now_ms(ARGV[4])
  if now < tonumber(known[1]) then
    return {3, known[1], now}
  end
  if now >= tonumber(known[2]) then
    return {4, 0, 0}
  end
end

if tonumber(redis.call('GET', stock) or 0) <= 0 then
  return {2, 0, 0}
end
if redis.call('XLEN', stream) >= backlog then
  return {6, 0, 0}
end

redis.call('DECR', stock)
local number = redis.call('HINCRBY', state, 'number', 1)
redis.call('ZADD', claims, number, user)
redis.call('XADD', stream, '*', 'user', user, 'number', number)
return {0, 0, 0}
