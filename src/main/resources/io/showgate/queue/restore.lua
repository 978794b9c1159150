-- Puts back those whose places Redis lost, at their own numbers. Their tokens prove that they had them; each number is put back
-- once, so that a place given up afterwards stays given up. Somebody who has a place under another number, having joined anew, keeps
-- one: the session if there is one, else the earlier place; the other number stands for it from then on.
--
-- KEYS 1 waiting  2 active  3 sessions  4 absent  5 seen  6 state  7 recovered
-- ARGV 1 now_ms, or '' for the time of Redis   2.. user id, number, ...; 500 people at most
--
-- Returns the user ids that were not put back: their number was not lost, is back already or was before, or stands for another. All
-- while the queue is not open in this run of Redis: what that lost is known only then.
--
-- O(n log W). Never gives a number.
local waiting, active, sessions, absent, seen, state, recovered = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7]
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
  local user, number, back = ARGV[i], ARGV[i + 1], false
  if is_lost(tonumber(number)) and redis.call('HEXISTS', recovered, number) == 0 then
    local inside = tonumber(redis.call('ZSCORE', active, user) or 0) > now
      and string.match(redis.call('HGET', sessions, user) or '', '^(%d+):')
    local place = redis.call('ZSCORE', waiting, user) or redis.call('ZSCORE', absent, user)
    place = place and string.format('%.0f', place)
    if inside or place and tonumber(place) < tonumber(number) then
      local own = inside or place
      if own ~= number then redis.call('HSET', recovered, number, own) end
    elseif place ~= number then
      if place then redis.call('HSET', recovered, place, number) end
      redis.call('HSET', recovered, number, '+')
      redis.call('ZREM', absent, user)
      redis.call('ZADD', waiting, number, user)
      redis.call('ZADD', seen, now, user)
      back = true
    end
  end
  if not back then others[#others + 1] = user end
end
return others
