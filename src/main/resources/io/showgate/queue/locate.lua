-- Finds the holder of a number. An instance calls it only if its own replica cannot decide. A person who was absent
-- at their turn comes back by asking: they get their number again and are next.
--
-- KEYS 1 waiting  2 active  3 sessions  4 absent  5 seen  6 state  7 recovered.
-- ARGV 1 user id  2 number  3 now_ms: The time, or '' for the time of Redis.
--
-- Returns {code, number, position, now_ms, expiry_ms, deadline_ms}. The position is 0 unless the code is 1. The last two
-- are 0 unless the code is 2. The number differs from the argument if it was redirected after a loss.
--   1: Waiting.
--   2: Active.
--   4: Closed: neither of these, but the queue is not open in this run of Redis, which may be behind.
--   6: Gone: the place was given up, the session expired, or the number was never given to this user.
--
-- O(log W) for W people waiting. Never gives a number.

-- include redis/now.part.lua
-- include redis/text.part.lua
-- include queue/is-open.part.lua
-- include queue/session.part.lua
-- include queue/redirected.part.lua

local waiting, active, sessions, absent, seen, state, recovered = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7]
local user, number, now = ARGV[1], tonumber((redirected(recovered, ARGV[2]))), now_ms(ARGV[3])

local place = tonumber(redis.call('ZSCORE', waiting, user) or -1)
if place ~= number and tonumber(redis.call('ZSCORE', absent, user) or -1) == number then
  redis.call('ZREM', absent, user)
  redis.call('ZADD', waiting, number, user)
  place = number
end
if place == number then
  redis.pcall('ZADD', seen, now, user) -- fails if the memory is full; then the next polls mark the user as seen
  local frontier = tonumber(redis.call('HGET', state, 'frontier') or 0)
  -- People who came back after their turn stand before the frontier. All others count from it, so that no position rises.
  local from = number > frontier and '(' .. text(frontier) or '-inf'
  return {1, number, redis.call('ZCOUNT', waiting, from, text(number)), now, 0, 0}
end

local own, deadline = session_of(sessions, user)
if own then
  local expiry = redis.call('ZSCORE', active, user)
  if tonumber(own) == number and expiry and tonumber(expiry) > now then
    return {2, number, 0, now, expiry, deadline}
  end
end
return {is_open(redis.call('HGET', state, 'run')) and 6 or 4, number, 0, now, 0, 0}
