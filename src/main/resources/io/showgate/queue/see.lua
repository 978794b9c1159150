-- Marks people as seen, in a batch. Only people who have a place are marked, so that old tokens leave nothing behind.
--
-- KEYS 1 seen  2 state  3 waiting.
-- ARGV 1 now_ms: The time, or '' for the time of Redis.
--      2.. user id, number, ...; 1000 people at most.
--
-- Returns the ids of the users that could not be marked: they left, are active, were skipped, or lost their place with
-- Redis. After a loss it also returns users who wait under another number: they joined again without the token that they
-- show now. Returns no user while the queue is not open in this run of Redis.
--
-- O(n log W) for n people of the batch and W waiting.

-- include redis/now.part.lua
-- include redis/text.part.lua
-- include queue/is-open.part.lua
-- include queue/full-memory.part.lua

local seen, state, waiting = KEYS[1], KEYS[2], KEYS[3]
if not is_open(redis.call('HGET', state, 'run')) then
  return {}
end
local now = text(now_ms(ARGV[1])) -- converted once, not in each call
allow_changes(state)
local lost, unknown = redis.call('HEXISTS', state, 'lost') == 1, {}
for i = 2, #ARGV, 2 do
  local user = ARGV[i]
  local known = redis.call('ZADD', seen, 'XX', 'GT', 'CH', now, user) == 1 or redis.call('ZSCORE', seen, user)
  if not known or lost and tonumber(redis.call('ZSCORE', waiting, user) or ARGV[i + 1]) ~= tonumber(ARGV[i + 1]) then
    unknown[#unknown + 1] = user
  end
end
return unknown
