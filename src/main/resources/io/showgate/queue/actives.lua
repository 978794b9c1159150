-- One chunk of those who are active, in order of expiry, for an instance that starts or has missed part of the admission log.
--
-- KEYS 1 active  2 sessions
-- ARGV 1 from_ms  the expiry to begin at, inclusive   2 skip  how many of that very expiry were returned already   3 chunk size
--
-- Returns {user, number, expiry_ms, deadline_ms, ...}, empty after the last.
--
-- O(log A + skip + chunk).
local chunk = redis.call('ZRANGEBYSCORE', KEYS[1], ARGV[1], '+inf', 'WITHSCORES', 'LIMIT', ARGV[2], ARGV[3])
local answer = {}
for i = 1, #chunk, 2 do
  local number, deadline = string.match(redis.call('HGET', KEYS[2], chunk[i]) or '0:0', '^(%d+):(%d+)$')
  for _, field in ipairs({chunk[i], number, chunk[i + 1], deadline}) do answer[#answer + 1] = field end
end
return answer
