-- Puts back those whose places Redis lost, at their own numbers. Their tokens prove that they had them; each number is put back
-- once, so that a place given up afterwards stays given up.
--
-- KEYS 1 waiting  2 active  3 absent  4 seen  5 state  6 restored
-- ARGV 1 now_ms, or '' for the time of Redis   2.. user id, number, ...; 500 people at most
--
-- Returns the user ids that were not put back: their number was not lost, is back already or was before, or the person is inside. All
-- while the queue is not open in this run of Redis: what that lost is known only then.
--
-- O(n log W). Never gives a number; somebody who has joined anew meanwhile keeps the earlier of the two places.
local waiting, active, absent, seen, state, restored = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local known, lost = redis.call('HMGET', state, 'run', 'lost'), {}
local open = known[1] and string.find(redis.call('INFO', 'server'), 'run_id:' .. known[1], 1, true)
for from, to in string.gmatch(open and known[2] or '', '(%d+):(%d+)') do
  lost[#lost + 1] = {tonumber(from), tonumber(to)}
end
local function is_lost(number)
  for _, range in ipairs(lost) do
    if number > range[1] and number <= range[2] then return true end
  end
  return false
end

local others = {}
for i = 2, #ARGV, 2 do
  local user, number = ARGV[i], tonumber(ARGV[i + 1])
  local back = is_lost(number)
    and tonumber(redis.call('ZSCORE', waiting, user) or '+inf') > number
    and tonumber(redis.call('ZSCORE', active, user) or 0) <= now
    and redis.call('SADD', restored, ARGV[i + 1]) == 1
  if back then
    redis.call('ZREM', absent, user)
    redis.call('ZADD', waiting, number, user)
    redis.call('ZADD', seen, now, user)
  else
    others[#others + 1] = user
  end
end
return others
