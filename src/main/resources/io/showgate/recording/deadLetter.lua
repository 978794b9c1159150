-- Moves an entry that cannot be recorded to the dead letters. An operator decides about it there.
--
-- KEYS 1 stream  2 dead_letters.
-- ARGV 1 id of the entry  2 reason.
--
-- Returns {code}.
--   0 the entry is no longer in the stream.
--   1 moved.
--
-- O(1). Repeating it changes nothing. The fields of a dead letter are entry, reason, and then those of the entry.
local stream, dead_letters = KEYS[1], KEYS[2]
local id, reason = ARGV[1], ARGV[2]
local found = redis.call('XRANGE', stream, id, id)
redis.pcall('XACK', stream, 'writers', id)
if not found[1] then
  return {0}
end
redis.call('XDEL', stream, id)
redis.call('XADD', dead_letters, '*', 'entry', id, 'reason', reason, unpack(found[1][2]))
return {1}
