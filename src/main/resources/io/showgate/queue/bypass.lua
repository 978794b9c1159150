-- Admits one person at once, ahead of all people who wait: staff, or a person whom support must help. It does not count
-- towards the admission rate of the queue. The limit on active users still applies.
--
-- KEYS 1 sequence  2 waiting  3 active  4 sessions  5 absent  6 seen  7 state  8 admissions.
-- ARGV 1 user id.
--      2 configured: The configured settings, see setting.part.lua.
--      3 keep: Entries to keep in the admission log.
--      4 now_ms: The time, or '' for the time of Redis.
--
-- Returns {code, number, epoch, now_ms, expiry_ms, deadline_ms}. The last two are 0 unless the code is 2. The codes that
-- join.lua also returns mean the same.
--   2: Active, now or before.
--   4: Closed: the queue is not open in this run of Redis, or the reserved numbers are used up.
--   5: Full: as many users are active as allowed.
--
-- O(log W + log A) for W people waiting and A active.

-- include redis/now.part.lua
-- include redis/text.part.lua
-- include queue/is-open.part.lua
-- include queue/setting.part.lua
-- include queue/session.part.lua
-- include queue/log.part.lua

local sequence, waiting, active, sessions, absent, seen, state, admissions =
  KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7], KEYS[8]
local user, configured, keep, now = ARGV[1], ARGV[2], ARGV[3], now_ms(ARGV[4])

local max_active, session, session_max, epoch, limit, run =
  unpack(redis.call('HMGET', state, 'maxActive', 'session', 'sessionMax', 'epoch', 'limit', 'run'))
if not epoch or not is_open(run) then
  return {4, 0, 0, now, 0, 0}
end

local own, latest_end = session_of(sessions, user)
local until_ms = tonumber(redis.call('ZSCORE', active, user) or 0)
if own and until_ms > now then
  return {2, own, epoch, now, text(until_ms), latest_end}
end
max_active = tonumber(setting(configured, 'maxActive', max_active))
if redis.call('ZCOUNT', active, '(' .. text(now), '+inf') >= max_active then
  return {5, 0, epoch, now, 0, 0}
end

local number = redis.call('ZSCORE', waiting, user) or redis.call('ZSCORE', absent, user) or redis.call('INCR', sequence)
if tonumber(number) > tonumber(limit) then
  return {4, 0, epoch, now, 0, 0}
end
redis.call('ZREM', waiting, user)
redis.call('ZREM', absent, user)
redis.call('ZREM', seen, user)
session = tonumber(setting(configured, 'session', session))
session_max = tonumber(setting(configured, 'sessionMax', session_max))
local expiry, deadline = text(now + session), text(now + math.max(session, session_max))
number = text(tonumber(number))
redis.call('ZADD', active, expiry, user)
redis.call('HSET', sessions, user, number .. ':' .. deadline)
append_to_log(state, admissions, keep, active_line(user, number, expiry, deadline))
return {2, number, epoch, now, expiry, deadline}
