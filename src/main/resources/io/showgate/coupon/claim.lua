-- Takes one coupon for a user, or finds the claim that they have: checks, takes and hands over to the recording in one
-- step, so that nothing is ever half done.
--
-- KEYS 1 stock  2 claims  3 stream  4 state
-- ARGV 1 user id
--      2 backlog   how many claims may wait to be recorded
--      3 put_back  1 to put back a claim whose receipt proves it although Redis has lost it; then the period, which it
--                  was within, is not asked for again
--      4 now_ms, or '' for the time of Redis
--
-- Returns {code, opens_ms, now_ms}; the last two are 0 unless code is 3.
--   0 taken   1 taken before   2 sold out   3 not open yet   4 ended   5 closed for recovery   6 too many unrecorded
--
-- O(log C) for C people with a claim. Never takes two for one user, never goes below zero.
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
  local now = tonumber(ARGV[4])
  if not now then
    local time = redis.call('TIME')
    now = time[1] * 1000 + math.floor(time[2] / 1000)
  end
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
