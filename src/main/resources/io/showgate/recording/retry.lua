-- Puts a dead letter into the stream again, with the fields that the entry had.
--
-- KEYS 1 dead_letters  2 stream.
-- ARGV 1 id of the dead letter.
--
-- Returns {code}.
--   0 there is no such dead letter.
--   1 it is in the stream.
--
-- O(1). Of any number of calls for one dead letter, one succeeds.
local dead_letters, stream = KEYS[1], KEYS[2]
local found = redis.call('XRANGE', dead_letters, ARGV[1], ARGV[1])
if not found[1] then
  return {0}
end
redis.call('XDEL', dead_letters, ARGV[1])
redis.call('XADD', stream, '*', unpack(found[1][2], 5))
return {1}
