-- Removes claims that are recorded.
--
-- KEYS 1 stream
-- ARGV ids
--
-- Returns {count}: how many were there.
--
-- O(n) for n claims. Repeating it changes nothing.
local stream = KEYS[1]
redis.pcall('XACK', stream, 'writers', unpack(ARGV))
return {redis.call('XDEL', stream, unpack(ARGV))}
