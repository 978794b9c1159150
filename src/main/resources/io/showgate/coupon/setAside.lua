-- Sets aside a claim that cannot be recorded, for an operator to decide.
--
-- KEYS 1 stream  2 aside
-- ARGV 1 id  2 user id  3 number  4 reason
--
-- Returns {code}: 1 set aside   0 it was not in the stream any more
--
-- O(1). Repeating it changes nothing.
local stream, aside = KEYS[1], KEYS[2]
redis.pcall('XACK', stream, 'writers', ARGV[1])
if redis.call('XDEL', stream, ARGV[1]) == 0 then
  return {0}
end
redis.call('XADD', aside, '*', 'entry', ARGV[1], 'user', ARGV[2], 'number', ARGV[3], 'reason', ARGV[4])
return {1}
