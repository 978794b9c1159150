-- Gives a user a place, or returns the one they already have. However often it is repeated, one person has one place.
--
-- KEYS 1 sequence  2 waiting  3 active  4 sessions  5 absent  6 seen  7 state.
-- ARGV 1 user id.
--      2 configured: The configured settings, see setting.part.lua.
--      3 now_ms: The time, or '' for the time of Redis.
--
-- Returns {code, number, epoch, now_ms, expiry_ms, deadline_ms}. The last two are 0 unless the code is 2.
--   0: Waiting, newly joined.
--   1: Waiting, as before.
--   2: Active.
--   3: Draining: the queue takes no new people.
--   4: Closed: the queue is not open in this run of Redis, or the reserved numbers are used up.
--
-- O(log W) for W people waiting. Never gives a user a second number. Never admits a user. A Redis that was restarted may be
-- behind, so it gives no number before the queue is opened.

-- include redis/now.part.lua
-- include queue/is-open.part.lua
-- include queue/setting.part.lua
-- include queue/session.part.lua

local sequence, waiting, active, sessions, absent, seen, state =
  KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7]
local user, configured, now = ARGV[1], ARGV[2], now_ms(ARGV[3])

local epoch, draining, limit, run = unpack(redis.call('HMGET', state, 'epoch', 'draining', 'limit', 'run'))
if not epoch then
  return {4, 0, 0, now, 0, 0}
end

local number = redis.call('ZSCORE', waiting, user)
if number then
  redis.pcall('ZADD', seen, now, user) -- fails if the memory is full; then the next polls mark the user as seen
  return {1, number, epoch, now, 0, 0}
end

local own, deadline = session_of(sessions, user)
if own then
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

if setting(configured, 'draining', draining) == '1' then
  return {3, 0, epoch, now, 0, 0}
end

if not is_open(run) then
  return {4, 0, epoch, now, 0, 0}
end
number = redis.call('INCR', sequence)
if number > tonumber(limit) then
  return {4, 0, epoch, now, 0, 0}
end
redis.call('ZADD', waiting, number, user)
redis.call('ZADD', seen, now, user)
return {0, number, epoch, now, 0, 0}
