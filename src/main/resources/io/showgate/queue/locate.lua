-- Says where the holder of a number is. Asked only for what an instance's own picture cannot decide.
-- Somebody who was absent when their turn came is back by asking: they get their number again and are next.
--
-- KEYS 1 waiting  2 active  3 sessions  4 absent  5 seen  6 state  7 recovered
-- ARGV 1 user id  2 number  3 now_ms, or '' for the time of Redis
--
-- Returns {code, position, now_ms, expiry_ms, deadline_ms, number}; position is 0 unless code is 1, the two after now_ms are 0 unless it
-- is 2. The number is another one if, after a loss, the one asked for stands for it.
--   1 waiting   2 active   3 neither: left, expired or never known   4 neither, and the queue is not open in this run of Redis, which
--   may be behind
--
-- O(log W). Never gives a number.
local waiting, active, sessions, absent, seen, state, recovered = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7]
local function effective(number)
  local other = redis.call('HGET', recovered, number)
  while tonumber(other or '') do number, other = other, redis.call('HGET', recovered, other) end
  return number, other
end
local user, number = ARGV[1], tonumber((effective(ARGV[2])))
local now = tonumber(ARGV[3])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end

local place = tonumber(redis.call('ZSCORE', waiting, user) or -1)
if place ~= number and tonumber(redis.call('ZSCORE', absent, user) or -1) == number then
  redis.call('ZREM', absent, user)
  redis.call('ZADD', waiting, number, user)
  place = number
end
if place == number then
  redis.pcall('ZADD', seen, now, user) -- refused in a full memory, where the polls mark them
  local frontier = tonumber(redis.call('HGET', state, 'frontier') or 0)
  -- Those who came back stand before the frontier; everybody else counts from it, so that nobody's position ever rises.
  local from = number > frontier and '(' .. string.format('%.0f', frontier) or '-inf'
  return {1, redis.call('ZCOUNT', waiting, from, string.format('%.0f', number)), now, 0, 0, number}
end

local session = redis.call('HGET', sessions, user)
if session then
  local own, deadline = string.match(session, '^(%d+):(%d+)$')
  local expiry = redis.call('ZSCORE', active, user)
  if tonumber(own) == number and expiry and tonumber(expiry) > now then
    return {2, 0, now, expiry, deadline, number}
  end
end
local run = redis.call('HGET', state, 'run')
local open = run and string.find(redis.call('INFO', 'server'), 'run_id:' .. run, 1, true)
return {open and 3 or 4, 0, now, 0, 0, number}
