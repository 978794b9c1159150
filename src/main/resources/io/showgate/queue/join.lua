-- Gives a user a place, or the one they already have. One person, one place, whatever is repeated.
--
-- KEYS 1 sequence  2 waiting  3 active  4 sessions  5 absent  6 seen  7 state
-- ARGV 1 user id
--      2 draining  1 or 0, as configured; what an operator set goes before it
--      3 now_ms, or '' for the time of Redis
--
-- Returns {code, number, epoch, now_ms, expiry_ms, deadline_ms}; the last two are 0 unless code is 2.
--   0 waiting, newly joined   1 waiting, as before   2 active   3 refused: the queue takes nobody new
--   4 closed: the queue is not open in this run of Redis, or no number may be given before more are reserved
--
-- O(log W) for W people waiting. Never gives a second number to somebody who has one; never lets anybody in. A Redis that was started
-- again may be behind and gives no number before it was opened.
local sequence, waiting, active, sessions, absent, seen, state =
  KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7]
local user = ARGV[1]
local now = tonumber(ARGV[3])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end

local known = redis.call('HMGET', state, 'epoch', 'draining', 'limit', 'run')
local epoch = known[1]
if not epoch then
  return {4, 0, 0, now, 0, 0}
end

local number = redis.call('ZSCORE', waiting, user)
if number then
  redis.pcall('ZADD', seen, now, user) -- refused in a full memory, where the polls mark them
  return {1, number, epoch, now, 0, 0}
end

local session = redis.call('HGET', sessions, user)
if session then
  local own, deadline = string.match(session, '^(%d+):(%d+)$')
  local expiry = redis.call('ZSCORE', active, user)
  if expiry and tonumber(expiry) > now then
    return {2, own, epoch, now, expiry, deadline}
  end
end

number = redis.call('ZSCORE', absent, user)
if number then
  redis.call('ZREM', absent, user)
  redis.call('ZADD', waiting, number, user)
  redis.call('ZADD', seen, now, user)
  return {1, number, epoch, now, 0, 0}
end

if (known[2] or ARGV[2]) == '1' then
  return {3, 0, epoch, now, 0, 0}
end

if not string.find(redis.call('INFO', 'server'), 'run_id:' .. known[4], 1, true) then
  return {4, 0, epoch, now, 0, 0}
end
number = redis.call('INCR', sequence)
if number > tonumber(known[3]) then
  return {4, 0, epoch, now, 0, 0}
end
redis.call('ZADD', waiting, number, user)
redis.call('ZADD', seen, now, user)
return {0, number, epoch, now, 0, 0}
