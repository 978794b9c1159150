-- Takes over entries that another consumer read and did not finish, because it died or hangs. Also removes consumers
-- that hold no entry and were silent for long.
--
-- KEYS 1 stream.
-- ARGV 1 consumer.
--      2 idle_ms  how long the other consumer must have held an entry.
--      3 count  the most entries to return.
--      4 gone_ms  how long a consumer without entries must have been silent to be removed.
--
-- Returns {{id, {field, value, ...}}, ...}.
--
-- O(n + c) for n entries and c consumers. There is one consumer for each recording thread of each instance.
local stream = KEYS[1]
local consumer, idle, count, gone = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])

local answer = redis.pcall('XAUTOCLAIM', stream, 'writers', consumer, idle, '0-0', 'COUNT', count)
if answer.err then
  return string.find(answer.err, 'NOGROUP', 1, true) and {} or answer
end
for _, other in ipairs(redis.call('XINFO', 'CONSUMERS', stream, 'writers')) do
  local name, pending, silent = other[2], other[4], other[6]
  if pending == 0 and silent >= gone and name ~= consumer then
    redis.call('XGROUP', 'DELCONSUMER', stream, 'writers', name)
  end
end
return answer[2]
