-- Lets one person in at once, past everybody who waits: staff, or somebody whom support must help. Not counted as an admission of
-- the queue's rate; the cap on active users holds all the same.
--
-- KEYS 1 sequence  2 waiting  3 active  4 sessions  5 absent  6 seen  7 state  8 admissions
-- ARGV 1 user id  2 max_active  3 session_ms  4 session_max_ms, as configured; what an operator set goes before them
--      5 entries to keep in the admission log  6 now_ms, or '' for the time of Redis
--
-- Returns {code, number, epoch, now_ms, expiry_ms, deadline_ms}
--   2 active, now or before   3 refused: as many as allowed are active   4 closed, as in join.lua
--
-- O(log W + log A).
local sequence, waiting, active, sessions, absent, seen, state, admissions =
  KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7], KEYS[8]
local user = ARGV[1]
local now = tonumber(ARGV[6])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local function text(n) return string.format('%.0f', n) end
local set = redis.call('HMGET', state, 'maxActive', 'session', 'sessionMax', 'epoch', 'limit', 'run')
local epoch = set[4]
if not epoch or not string.find(redis.call('INFO', 'server'), 'run_id:' .. set[6], 1, true) then
  return {4, 0, 0, now, 0, 0}
end

local own, known = string.match(redis.call('HGET', sessions, user) or '', '^(%d+):(%d+)$')
local until_ms = tonumber(redis.call('ZSCORE', active, user) or 0)
if own and until_ms > now then
  return {2, own, epoch, now, text(until_ms), known}
end
if redis.call('ZCOUNT', active, '(' .. text(now), '+inf') >= tonumber(set[1] or ARGV[2]) then
  return {3, 0, epoch, now, 0, 0}
end

local number = redis.call('ZSCORE', waiting, user) or redis.call('ZSCORE', absent, user) or redis.call('INCR', sequence)
if tonumber(number) > tonumber(set[5]) then
  return {4, 0, epoch, now, 0, 0}
end
redis.call('ZREM', waiting, user)
redis.call('ZREM', absent, user)
redis.call('ZREM', seen, user)
local session = tonumber(set[2] or ARGV[3])
local expiry = text(now + session)
local deadline = text(now + math.max(session, tonumber(set[3] or ARGV[4])))
redis.call('ZADD', active, expiry, user)
redis.call('HSET', sessions, user, text(tonumber(number)) .. ':' .. deadline)
local version = redis.call('HINCRBY', state, 'version', 1)
redis.call('XADD', admissions, 'MAXLEN', '~', ARGV[5], version .. '-0', 'changes',
  '+' .. user .. ' ' .. text(tonumber(number)) .. ' ' .. expiry .. ' ' .. deadline)
return {2, number, epoch, now, expiry, deadline}
