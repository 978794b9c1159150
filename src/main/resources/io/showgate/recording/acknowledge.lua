-- Removes recorded entries from the stream.
--
-- KEYS 1 stream.
-- ARGV ids.
--
-- Returns {count}: the number of entries that were there.
--
-- O(n) for n entries. Repeating it changes nothing.
local stream = KEYS[1]
redis.pcall('XACK', stream, 'writers', unpack(ARGV))
return {redis.call('XDEL', stream, unpack(ARGV))}
