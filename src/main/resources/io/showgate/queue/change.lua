-- Stores what an operator changed of a queue's settings; each instance obeys from its next call on, since scripts read them first.
--
-- KEYS 1 state
-- ARGV name, value, name, value, ...
--
-- Returns {changed}, the count.
--
-- O(n).
redis.call('HDEL', KEYS[1], '') -- so that the operator can act in a full memory too, see see.lua
redis.call('HSET', KEYS[1], unpack(ARGV))
return {#ARGV / 2}
