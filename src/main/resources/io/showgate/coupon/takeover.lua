-- Takes over claims that somebody drew and neither recorded nor gave up for a while, because they died or hang; and
-- forgets those who record who have nothing in hand and were not heard of for long.
--
-- KEYS 1 stream
-- ARGV 1 consumer  2 idle_ms  how long a claim must have lain  3 how many at most
--      4 silent_ms  how long somebody with nothing in hand must have been silent to be forgotten
--
-- Returns {{id, {field, value, ...}}, ...}.
--
-- O(n + c) for n claims and c consumers, of which there is one for each instance.
local stream = KEYS[1]
local consumer, idle, count, silent = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])

local answer = redis.pcall('XAUTOCLAIM', stream, 'writers', consumer, idle, '0-0', 'COUNT', count)
if answer.err then
  return string.find(answer.err, 'NOGROUP', 1, true) and {} or answer
end
for _, other in ipairs(redis.call('XINFO', 'CONSUMERS', stream, 'writers')) do
  local name, pending, since = other[2], other[4], other[6]
  if pending == 0 and since >= silent and name ~= consumer then
    redis.call('XGROUP', 'DELCONSUMER', stream, 'writers', name)
  end
end
return answer[2]
