-- Puts back people whose places Redis lost, at their own numbers, which their tokens prove. Each number is put back once, so
-- that a place that is given up afterwards stays given up. A person who has joined again has two numbers and keeps one of
-- them: that of the session if there is one, else the lower one. The other number is redirected to it.
--
-- KEYS 1 waiting  2 active  3 sessions  4 absent  5 seen  6 state  7 recovered.
-- ARGV 1 now_ms: The time, or '' for the time of Redis.
--      2.. user id, number, ...; 250 people at most.
--
-- Returns the ids of the users that were not put back: Redis did not lose their number, it was put back already, or it is
-- redirected. Returns all ids while the queue is not open in this run of Redis, because only opening says what was lost.
--
-- O(n log W) for n people of the batch and W waiting. Never gives a number.

-- include redis/now.part.lua
-- include redis/text.part.lua
-- include queue/is-open.part.lua

local waiting, active, sessions, absent, seen, state, recovered = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7]
local now = now_ms(ARGV[1])
local run, ranges = unpack(redis.call('HMGET', state, 'run', 'lost'))
local lost = {}
for after, last in string.gmatch(is_open(run) and ranges or '', '(%d+):(%d+)') do
  lost[#lost + 1] = {after = tonumber(after), last = tonumber(last)}
end
local function is_lost(number)
  for _, range in ipairs(lost) do
    if number > range.after and number <= range.last then return true end
  end
  return false
end

local others = {}
for i = 2, #ARGV, 2 do
  local user, number, back = ARGV[i], ARGV[i + 1], false
  if is_lost(tonumber(number)) and redis.call('HEXISTS', recovered, number) == 0 then
    local session = tonumber(redis.call('ZSCORE', active, user) or 0) > now
      and string.match(redis.call('HGET', sessions, user) or '', '^(%d+):')
    local place = redis.call('ZSCORE', waiting, user) or redis.call('ZSCORE', absent, user)
    place = place and text(place)
    if session or place and tonumber(place) < tonumber(number) then
      local own = session or place
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
