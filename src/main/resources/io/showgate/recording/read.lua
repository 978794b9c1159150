-- Gives the next entries to a consumer. They stay in the stream until they are acknowledged.
--
-- KEYS 1 stream.
-- ARGV 1 consumer.
--      2 count  the most entries to return.
--      3 from  '>' for entries that no consumer has read. '0' for entries that this consumer has read and not
--              acknowledged.
--
-- Returns {{id, {field, value, ...}}, ...}.
--
-- O(n) for n entries. Creates the consumer group if a loss of data has removed it.
local stream = KEYS[1]
local consumer, count, from = ARGV[1], ARGV[2], ARGV[3]

local function read()
  return redis.pcall('XREADGROUP', 'GROUP', 'writers', consumer, 'COUNT', count, 'STREAMS', stream, from)
end

local answer = read()
if type(answer) == 'table' and answer.err then
  if not string.find(answer.err, 'NOGROUP', 1, true) then
    return answer
  end
  if redis.call('XLEN', stream) == 0 then
    return {}
  end
  redis.call('XGROUP', 'CREATE', stream, 'writers', '0')
  answer = read()
end
return answer and answer[1] and answer[1][2] or {}
