-- Finds the places that users have, in a batch, for users who join again and again. As `join`, it counts as being seen and
-- brings back a person who was absent at their turn. But it gives no one a new place.
--
-- KEYS 1 waiting  2 active  3 sessions  4 absent  5 seen  6 state.
-- ARGV 1 now_ms: The time, or '' for the time of Redis.
--      2.. user id, ...; 250 people at most.
--
-- Returns {epoch, now_ms, code, number, expiry_ms, deadline_ms, code, ...}: four elements for each user, in their order. The
-- number is 0 if the code is 0. The last two are 0 unless the code is 2.
--   0: The user has no place, or Redis does not know the queue.
--   1: Waiting.
--   2: Active.
--
-- O(n log W) for n people of the batch and W waiting.

-- include redis/now.part.lua
-- include redis/text.part.lua
-- include queue/session.part.lua

local waiting, active, sessions, absent, seen, state = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local epoch, now = redis.call('HGET', state, 'epoch'), now_ms(ARGV[1])
local seen_at = text(now) -- converted once, not in each call

local function place_of(user)
  local number = redis.call('ZSCORE', waiting, user)
  if number then
    redis.pcall('ZADD', seen, seen_at, user) -- fails if the memory is full; then the next polls mark the user as seen
    return 1, number, 0, 0
  end
  local own, deadline = session_of(sessions, user)
  local expiry = own and redis.call('ZSCORE', active, user)
  if expiry and tonumber(expiry) > now then
    return 2, own, expiry, deadline
  end
  number = redis.call('ZSCORE', absent, user)
  if number then
    redis.call('ZREM', absent, user)
    redis.call('ZADD', waiting, number, user)
    redis.call('ZADD', seen, seen_at, user)
    return 1, number, 0, 0
  end
  return 0, 0, 0, 0
end

local found = {epoch or 0, now}
for i = 2, #ARGV do
  local last = #found
  if epoch then
    found[last + 1], found[last + 2], found[last + 3], found[last + 4] = place_of(ARGV[i])
  else
    found[last + 1], found[last + 2], found[last + 3], found[last + 4] = 0, 0, 0, 0
  end
end
return found
