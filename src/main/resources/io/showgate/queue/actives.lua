-- Reads one chunk of the active users, in the order of their expiry. An instance uses it when it starts, or when it has
-- missed part of the admission log.
--
-- KEYS 1 active  2 sessions.
-- ARGV 1 from_ms: The expiry to begin at, inclusive.
--      2 skip: How many users with exactly that expiry were returned already.
--      3 chunk: How many users to return at most.
--
-- Returns {user, number, expiry_ms, deadline_ms, ...}, empty after the last chunk.
--
-- O(log A + skip + chunk) for A active.

-- include queue/session.part.lua

local active, sessions = KEYS[1], KEYS[2]
local chunk = redis.call('ZRANGEBYSCORE', active, ARGV[1], '+inf', 'WITHSCORES', 'LIMIT', ARGV[2], ARGV[3])
local answer = {}
for i = 1, #chunk, 2 do
  local user, expiry = chunk[i], chunk[i + 1]
  local number, deadline = session_of(sessions, user)
  for _, field in ipairs({user, number or '0', expiry, deadline or '0'}) do answer[#answer + 1] = field end
end
return answer
