-- Gives up a place or an active session, whichever the number has or, since a loss, stands for. Repeating it changes nothing.
--
-- KEYS 1 waiting  2 active  3 sessions  4 absent  5 seen  6 state  7 recovered  8 admissions
-- ARGV 1 user id  2 number  3 entries to keep in the admission log
--
-- Returns {code, number}: 0 there was nothing to give up   1 was waiting   2 was active
--   4 closed: the queue is not open in this run of Redis, which may be behind; nothing was given up
-- The number is the one that was meant.
--
-- O(log W + log A). Never touches a place that the same user took later under another number.
local waiting, active, sessions, absent, seen, state, recovered, admissions =
  KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7], KEYS[8]
local function effective(number)
  local other = redis.call('HGET', recovered, number)
  while tonumber(other or '') do number, other = other, redis.call('HGET', recovered, other) end
  return number, other
end
local user, number, keep = ARGV[1], ARGV[2], ARGV[3]

local known = redis.call('HMGET', state, 'run', 'lost')
if not known[1] or not string.find(redis.call('INFO', 'server'), 'run_id:' .. known[1], 1, true) then
  return {4, number}
end

-- A place that is given up is not one that was lost, nor a session. Not where memory is full, where giving up must go on.
if known[2] then
  number = effective(number)
  redis.pcall('HSET', recovered, number, '-')
end

for _, place in ipairs({waiting, absent}) do
  if tonumber(redis.call('ZSCORE', place, user) or -1) == tonumber(number) then
    redis.call('ZREM', place, user)
    redis.call('ZREM', seen, user)
    redis.call('HINCRBY', state, 'left', 1)
    return {1, number}
  end
end

local session = redis.call('HGET', sessions, user)
if session and string.match(session, '^(%d+):') == number then
  redis.call('ZREM', active, user)
  redis.call('HDEL', sessions, user)
  redis.call('HINCRBY', state, 'left', 1)
  local version = redis.call('HINCRBY', state, 'version', 1)
  redis.call('XADD', admissions, 'MAXLEN', '~', keep, version .. '-0', 'changes', '-' .. user .. ' ' .. number)
  return {2, number}
end
return {0, number}
