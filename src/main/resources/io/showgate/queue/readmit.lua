-- Brings back those who were inside before Redis lost data, as an instance remembers them, with the ends of their sessions.
--
-- KEYS 1 waiting  2 active  3 sessions  4 absent  5 seen  6 state  7 recovered  8 admissions
-- ARGV 1 entries to keep in the admission log  2 now_ms, or '' for the time of Redis
--      3.. user id, number, expiry_ms, deadline_ms, ...; 250 people at most
--
-- Returns {readmitted}, the count.
--
-- O(n log W). Never changes a session that Redis knows, nor brings back one that has ended by time or was given up since the loss: the
-- caller may have remembered it from before. Whoever has joined anew meanwhile is inside with that number too.
local waiting, active, sessions, absent, seen, state, recovered, admissions =
  KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7], KEYS[8]
local function effective(number)
  local other = redis.call('HGET', recovered, number)
  while tonumber(other or '') do number, other = other, redis.call('HGET', recovered, other) end
  return number, other
end
local now = tonumber(ARGV[2])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local frontier, changes = tonumber(redis.call('HGET', state, 'frontier') or 0), {}
for i = 3, #ARGV, 4 do
  local user, number, expiry, deadline = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3]
  local _, fate = effective(number)
  if tonumber(expiry) > now and fate ~= '-'
    and redis.call('HSETNX', sessions, user, number .. ':' .. deadline) == 1 then
    redis.call('ZADD', active, expiry, user)
    for _, places in ipairs({waiting, absent}) do
      local place = redis.call('ZSCORE', places, user)
      if place then redis.call('HSET', recovered, string.format('%.0f', place), number) end
      redis.call('ZREM', places, user)
    end
    redis.call('ZREM', seen, user)
    redis.call('HSET', recovered, number, '+') -- so that the place does not come back after the session
    if tonumber(number) > frontier then frontier = tonumber(number) end
    changes[#changes + 1] = '+' .. user .. ' ' .. number .. ' ' .. expiry .. ' ' .. deadline
  end
end
if #changes > 0 then
  local version = redis.call('HINCRBY', state, 'version', 1)
  redis.call('XADD', admissions, 'MAXLEN', '~', ARGV[1], version .. '-0', 'changes', table.concat(changes, '\n'))
  redis.call('HSET', state, 'frontier', string.format('%.0f', frontier))
end
return {#changes}
