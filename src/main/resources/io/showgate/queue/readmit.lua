-- Brings back people who were active before Redis lost data, with the sessions that an instance remembers.
--
-- KEYS 1 waiting  2 active  3 sessions  4 absent  5 seen  6 state  7 recovered  8 admissions.
-- ARGV 1 keep: Entries to keep in the admission log.
--      2 now_ms: The time, or '' for the time of Redis.
--      3.. user id, number, expiry_ms, deadline_ms, ...; 250 people at most.
--
-- Returns {readmitted}, the count.
--
-- O(n log W) for n people of the batch and W waiting. Never changes a session that Redis knows. Never brings back a session
-- that has expired or was given up since the loss: the caller may remember an earlier state. A person who has joined again
-- meanwhile becomes active, and the new number is redirected to the old one.

-- include redis/now.part.lua
-- include redis/text.part.lua
-- include queue/redirected.part.lua
-- include queue/log.part.lua

local waiting, active, sessions, absent, seen, state, recovered, admissions =
  KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7], KEYS[8]
local keep, now = ARGV[1], now_ms(ARGV[2])
local frontier, lines = tonumber(redis.call('HGET', state, 'frontier') or 0), {}
for i = 3, #ARGV, 4 do
  local user, number, expiry, deadline = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3]
  local _, note = redirected(recovered, number)
  if tonumber(expiry) > now and note ~= '-'
    and redis.call('HSETNX', sessions, user, number .. ':' .. deadline) == 1 then
    redis.call('ZADD', active, expiry, user)
    for _, places in ipairs({waiting, absent}) do
      local place = redis.call('ZSCORE', places, user)
      if place then redis.call('HSET', recovered, text(place), number) end
      redis.call('ZREM', places, user)
    end
    redis.call('ZREM', seen, user)
    redis.call('HSET', recovered, number, '+') -- so that restore.lua does not put the place back after the session
    if tonumber(number) > frontier then frontier = tonumber(number) end
    lines[#lines + 1] = active_line(user, number, expiry, deadline)
  end
end
if #lines > 0 then
  append_to_log(state, admissions, keep, table.concat(lines, '\n'))
  redis.call('HSET', state, 'frontier', text(frontier))
end
return {#lines}
