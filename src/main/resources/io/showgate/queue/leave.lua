-- Gives up a place or an active session: the one that belongs to the number, or to the number that it was redirected to
-- after a loss. Repeating it changes nothing.
--
-- KEYS 1 waiting  2 active  3 sessions  4 absent  5 seen  6 state  7 recovered  8 admissions.
-- ARGV 1 user id  2 number  3 keep: entries to keep in the admission log.
--
-- Returns {code, number}. The number differs from the argument if it was redirected.
--   0: There was nothing to give up.
--   1: Gave up a place.
--   2: Gave up a session.
--   4: Closed: the queue is not open in this run of Redis, which may be behind; nothing was given up.
--
-- O(log W + log A) for W people waiting and A active. Never touches a place that the user took later under another number.

-- include queue/is-open.part.lua
-- include queue/redirected.part.lua
-- include queue/log.part.lua

local waiting, active, sessions, absent, seen, state, recovered, admissions =
  KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7], KEYS[8]
local user, number, keep = ARGV[1], ARGV[2], ARGV[3]

local run, lost = unpack(redis.call('HMGET', state, 'run', 'lost'))
if not is_open(run) then
  return {4, number}
end

-- Note the number as given up, so that neither the place nor the session is brought back. If the memory is full, the note
-- fails, and the place or session is given up without it.
if lost then
  number = redirected(recovered, number)
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
  append_to_log(state, admissions, keep, '-' .. user .. ' ' .. number)
  return {2, number}
end
return {0, number}
